/**
 * `accept: regex:…` takes a small subset of regular expressions that cannot be made slow: no quantified groups
 * (so no nested quantifiers), no references or look-around, few quantifiers, short answers.
 */
const LONGEST_PATTERN = 120;
const LONGEST_ANSWER = 100;
/** Each unbounded or ranged quantifier multiplies the worst case by the answer's length, each `?` by two. */
const MOST_RANGES = 3;
const MOST_OPTIONALS = 4;

const TOKEN =
  /\\[dDwWsS.\\/+*?()[\]{}|^$@_-]|\[(?:\\.|[^\]\\])+\]|\((?!\?)|\(\?:|\)|\{\d{1,2}(?:,\d{0,2})?\}|[*+?|.]|[^\\[\](){}*+?|]/uy;

/** What is wrong with a pattern, as a sentence for its author; `undefined` when it may be used. */
export function patternProblem(pattern: string): string | undefined {
  if (pattern === '' || pattern.length > LONGEST_PATTERN) return 'a pattern of 1 to 120 characters is needed';
  const tokens = tokensOf(pattern);
  if (!tokens) return 'only characters, classes, groups, | and the quantifiers ? * + {n,m} may be used';
  if (tokens.some((token, index) => isQuantifier(token) && tokens[index - 1] === ')')) {
    return 'a quantifier may not follow a group: it could take for ever on a long answer';
  }
  if (tokens.some((token, index) => isQuantifier(token) && isQuantifier(tokens[index - 1] ?? '*'))) {
    return 'a quantifier needs one character or class before it';
  }
  if (
    tokens.filter(isRange).length > MOST_RANGES ||
    tokens.filter((token) => token === '?').length > MOST_OPTIONALS
  ) {
    return `at most ${MOST_RANGES} of * + {n,m} and ${MOST_OPTIONALS} of ? may be used`;
  }
  return compiled(pattern) ? undefined : 'this is not a regular expression';
}

/** True when the whole text matches. */
export function patternTakes(pattern: string, text: string): boolean {
  return text.length <= LONGEST_ANSWER && (compiled(pattern)?.test(text) ?? false);
}

function tokensOf(pattern: string): readonly string[] | undefined {
  const tokens: string[] = [];
  const reader = new RegExp(TOKEN);
  while (reader.lastIndex < pattern.length) {
    const match = reader.exec(pattern);
    if (!match) return undefined;
    tokens.push(match[0]);
  }
  return tokens;
}

function isQuantifier(token: string): boolean {
  return token === '?' || token === '*' || token === '+' || /^\{\d/u.test(token);
}

function isRange(token: string): boolean {
  return token === '*' || token === '+' || (token.includes(',') && token.startsWith('{'));
}

function compiled(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return undefined;
  }
}
