import type { YAMLError } from 'yaml';

/** What the parser means, said to somebody who does not know YAML's grammar. */
export interface YamlExplanation {
  readonly rule: string;
  readonly message: string;
  readonly remedy: string;
}

const EXPLANATIONS: Readonly<Record<string, YamlExplanation>> = {
  TAB_AS_INDENT: {
    rule: 'yaml-tab',
    message: 'A tab is used to indent this line; YAML takes spaces only.',
    remedy: 'Replace the tab by two spaces.',
  },
  BAD_INDENT: {
    rule: 'yaml-indent',
    message: 'This line is not indented like the lines it belongs to.',
    remedy: 'Give all keys of one block the same number of spaces.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    rule: 'yaml-colon',
    message: 'There is a second `: ` in this line, so YAML can’t tell the key from the text.',
    remedy: 'Put the text in double quotes.',
  },
  BLOCK_IN_FLOW: {
    rule: 'yaml-colon',
    message: 'Inside brackets there is a `: ` in a text, so YAML takes it for another key.',
    remedy: 'Put the text in double quotes; a target such as `end:resolved` has no space behind its colon.',
  },
  BAD_SCALAR_START: {
    rule: 'yaml-quote',
    message: 'A text can’t begin with this character unless it is quoted.',
    remedy: 'Put the text in double quotes.',
  },
  BAD_DQ_ESCAPE: {
    rule: 'yaml-escape',
    message: 'In double quotes a backslash has a meaning of its own, and this one has none.',
    remedy: 'Write the backslash twice, or use single quotes.',
  },
  MULTIPLE_DOCS: {
    rule: 'yaml-documents',
    message: 'The file holds several documents: there is a line `---` inside it.',
    remedy: 'Keep one document a file.',
  },
  MULTILINE_IMPLICIT_KEY: {
    rule: 'yaml-key',
    message: 'Here a key is expected, but its `:` is missing in this line.',
    remedy: 'Write `name: value`, or indent the line if it goes on with the text above.',
  },
  TAG_RESOLVE_FAILED: {
    rule: 'yaml-tag',
    message: 'Tags (`!name`) are not allowed in a bundle.',
    remedy: 'Remove the tag, or put the text in quotes if it only begins with `!`.',
  },
  BAD_ALIAS: {
    rule: 'yaml-alias',
    message: 'Anchors (`&name`) and aliases (`*name`) are not allowed in a bundle.',
    remedy: 'Put the text in quotes if it only begins with `&` or `*`.',
  },
  RESOURCE_EXHAUSTION: {
    rule: 'yaml-depth',
    message: 'The file is nested too deeply here.',
    remedy: 'Split it, or move the inner part further out.',
  },
};

const OPEN_BRACKET: YamlExplanation = {
  rule: 'yaml-bracket',
  message: 'The bracket `[` or `{` here is not closed, or its content is not indented.',
  remedy: 'Close the bracket, or put a text that holds brackets in quotes.',
};
const OPEN_QUOTE: YamlExplanation = {
  rule: 'yaml-quote',
  message: 'A text begins with a quote here and never ends with one.',
  remedy: 'Add the closing quote.',
};
const NO_COLON: YamlExplanation = {
  rule: 'yaml-colon',
  message: 'Here a key is expected, but this line has no `:` behind its first word.',
  remedy: 'Write `name: value`, or indent the line if it goes on with the text above.',
};

/** The sentence and the remedy for one error of the YAML parser. */
export function explainYamlError(error: YAMLError): YamlExplanation {
  if (/end with a [}\]]/iu.test(error.message)) return OPEN_BRACKET;
  if (/missing closing ["']/iu.test(error.message)) return OPEN_QUOTE;
  if (/implicit map keys need/iu.test(error.message)) return NO_COLON;
  const known = EXPLANATIONS[error.code];
  if (known) return known;
  // Pretty messages carry the place and the source line below the first line; the place is reported anyway.
  const words = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/u, '').trim();
  return {
    rule: 'yaml-syntax',
    message: `The file can’t be read as YAML here: ${words.charAt(0).toLowerCase()}${words.slice(1)}.`,
    remedy: 'Look at this line and the one above for a missing quote, bracket, colon or space.',
  };
}
