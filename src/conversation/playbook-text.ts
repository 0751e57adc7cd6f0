/** Keys that stand at the left edge of a playbook; few other texts have even two of them. */
const KEYS = /^(schema|id|owner|title|opens_on|findings|needs|asides|part|tests|steps)[ \t]*[:：]/gmu;
const ENOUGH = 3;

/** What may stand above the first key: nothing, a comment, the start of a document, a misspelt key, what belongs to it. */
const BEFORE_KEYS = /^(?:$|#|---|\s|[\w-]{1,40}[ \t]*[:：])/u;

/**
 * The YAML of a playbook that somebody pasted or sent as a file, broken or not; `undefined` for every other text. Words
 * that were typed beside the file stand above it and are no part of it.
 */
export function playbookIn(text: string): string | undefined {
  const yaml = text.replace(/^[ \t]*```\w*[ \t]*$/gmu, '').replace(/\r\n?/gu, '\n');
  const found = [...yaml.matchAll(KEYS)];
  const keys = new Set(found.map(([, key]) => key));
  return keys.has('steps') && keys.size >= ENOUGH ? withoutWords(yaml, found[0]?.index ?? 0) : undefined;
}

function withoutWords(yaml: string, firstKey: number): string {
  const above = yaml.slice(0, firstKey).split('\n').slice(0, -1);
  const words = above.findLastIndex((line) => !BEFORE_KEYS.test(line));
  return yaml
    .split('\n')
    .slice(words + 1)
    .join('\n');
}
