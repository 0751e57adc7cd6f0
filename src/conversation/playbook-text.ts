/** Keys that stand at the left edge of a playbook; few other texts have even two of them. */
const KEYS = /^(schema|id|owner|title|opens_on|findings|needs|asides|part|tests|steps)[ \t]*[:：]/gmu;
const ENOUGH = 3;

/** The YAML of a playbook that somebody pasted or sent as a file, broken or not; `undefined` for every other text. */
export function playbookIn(text: string): string | undefined {
  const yaml = text.replace(/^[ \t]*```\w*[ \t]*$/gmu, '').replace(/\r\n?/gu, '\n');
  const keys = new Set([...yaml.matchAll(KEYS)].map(([, key]) => key));
  return keys.has('steps') && keys.size >= ENOUGH ? yaml : undefined;
}
