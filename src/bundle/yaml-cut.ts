import type { YamlExplanation } from './yaml-errors.js';

const SHOWN = 40;

/** A text that holds ` #` and no quotes: YAML drops the rest of the line without a word. */
export function cutOffText(rest: string): YamlExplanation {
  const shown = rest.length > SHOWN ? `${rest.slice(0, SHOWN)}…` : rest;
  return {
    rule: 'comment-in-text',
    message: `“#${shown}” is cut off from this text: YAML takes everything behind \` #\` for a comment.`,
    remedy: 'Put the text in double quotes, or move a comment to a line of its own.',
  };
}
