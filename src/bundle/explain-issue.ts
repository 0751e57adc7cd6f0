import type { z } from 'zod';
import { LANGUAGES } from '../domain/index.js';
import { knownKeys, knownValues } from './known-keys.js';
import { didYouMean, nameSome } from './nearest.js';
import type { Complaint } from './source.js';
import { dashWithoutSpace, fullWidthColon, placeholderFirst, typographicQuote } from './yaml-slips.js';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** One thing that is wrong with the shape of a file, said to its author. `path` leads to the place. */
export interface ShapeComplaint extends Complaint {
  readonly path: Path;
}

/** What each kind of value is called, and how it is written. */
const KINDS: Readonly<Record<string, { readonly name: string; readonly remedy: string }>> = {
  string: { name: 'a text', remedy: 'Write a text; put it in double quotes if it looks like a number.' },
  number: { name: 'a number', remedy: 'Write a number without quotes.' },
  int: { name: 'a whole number', remedy: 'Write a whole number without quotes.' },
  boolean: { name: '`true` or `false`', remedy: 'Write `true` or `false` without quotes.' },
  array: {
    name: 'a list',
    remedy: 'Write a list: `[one, two]`, or one line for each that begins with `- `.',
  },
  object: {
    name: 'a map',
    remedy: 'Write a map: one line `name: value` for each entry, indented below the key.',
  },
  record: {
    name: 'a map',
    remedy: 'Write a map: one line `name: value` for each entry, indented below the key.',
  },
  map: {
    name: 'a map',
    remedy: 'Write a map: one line `name: value` for each entry, indented below the key.',
  },
};

/** What is wrong, in sentences, for one issue of a schema. An issue of a union is told by its likeliest branch. */
export function explainIssue(
  issue: Issue,
  schema: z.core.$ZodType,
  valueAt: (path: Path) => unknown,
): readonly ShapeComplaint[] {
  const { path } = issue;
  const named = nameOf(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, path, knownKeys(schema, path), valueAt([...path, key])));
    case 'invalid_type':
      return [wrongType(path, issue.expected, valueAt(path))];
    case 'invalid_value':
      return [wrongValue(path, issue.values, valueAt(path))];
    case 'too_small':
      return [tooSmall(path, issue, valueAt(path))];
    case 'too_big':
      return [
        {
          path,
          rule: 'value-form',
          message: `${named} is too large: at most ${String(issue.maximum)}.`,
          remedy: 'Make it smaller.',
        },
      ];
    case 'invalid_union':
      return likeliest(issue.errors).flatMap((inner) =>
        explainIssue({ ...inner, path: [...path, ...inner.path] }, schema, valueAt),
      );
    case 'invalid_key':
    case 'invalid_element':
      return issue.issues.flatMap((inner) => explainIssue({ ...inner, path: [...path] }, schema, valueAt));
    case 'invalid_format':
      if (issue.format !== 'starts_with') return [inOwnWords(path, issue.message)];
      return [
        wrongValue(
          path,
          [...knownValues(schema, path), `${'prefix' in issue ? String(issue.prefix) : ''}…`],
          valueAt(path),
        ),
      ];
    default:
      return [inOwnWords(path, issue.message)];
  }
}

function unknownKey(key: string, path: Path, known: readonly string[], value: unknown): ShapeComplaint {
  if (/^[\w-]+：/u.test(key)) return { path: [...path, key], ...fullWidthColon() };
  if (value === null && key.endsWith('”')) return { path: [...path, key], ...typographicQuote() };
  if (value === null && /[ \p{Script=Han}]/u.test(key)) return cutByComma(key, path);
  const others = known.length > 0 ? `Remove it; known here: ${nameSome(known, 16)}.` : 'Remove it.';
  return {
    path: [...path, key],
    rule: 'key-unknown',
    message: `The key \`${key}\` is not known here.`,
    remedy: didYouMean(key, known, others),
  };
}

/** `{en: Locked, ask IT}`: the rest of the text reads as a key without a value. */
function cutByComma(key: string, path: Path): ShapeComplaint {
  return {
    path: [...path, key],
    rule: 'text-comma',
    message: `“${key}” is cut off from the text before it: between { } a comma ends a text.`,
    remedy: 'Put the whole text in double quotes.',
  };
}

function wrongType(path: Path, expected: string, value: unknown): ShapeComplaint {
  const key = String(path.at(-1) ?? '');
  const kind = KINDS[expected] ?? { name: expected, remedy: `Write ${expected}.` };
  if (value !== undefined && value !== null) {
    const slip = slipOf(expected, value);
    if (slip) return { path, ...slip };
    return {
      path,
      rule: 'value-type',
      message: `${nameOf(path)} must be ${kind.name}, but it is ${kindOf(value)}.`,
      remedy: kind.remedy,
    };
  }
  if (LANGUAGES.some((language) => language === key) && expected === 'string') {
    return {
      path,
      rule: 'text-language',
      message: `The text ${within(path)} is missing in \`${key}\`.`,
      remedy: `Add \`${key}:\`; every text is written in every language (${nameSome(LANGUAGES)}).`,
    };
  }
  if (value === null) {
    return { path, rule: 'value-missing', message: `${nameOf(path)} has no value.`, remedy: kind.remedy };
  }
  return {
    path,
    rule: 'key-missing',
    message: `The key \`${key}\`${path.length > 1 ? ` ${within(path)}` : ''} is missing.`,
    remedy: `Add \`${key}:\` with ${kind.name}.`,
  };
}

/** `zh: {address}` reads as a map, and `-bot: x` as a key. */
function slipOf(expected: string, value: unknown): Complaint | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  if (expected === 'string' && entries.length === 1 && entries[0]?.[1] === null) return placeholderFirst();
  if (expected === 'array' && entries.some(([key]) => key.startsWith('-'))) return dashWithoutSpace();
  return undefined;
}

function wrongValue(path: Path, values: readonly unknown[], value: unknown): ShapeComplaint {
  const allowed = values.map(String);
  const choice =
    allowed.length === 1 ? `must be \`${allowed[0] ?? ''}\`` : `must be one of ${nameSome(allowed, 16)}`;
  if (value === undefined || value === null) {
    return {
      path,
      rule: 'key-missing',
      message: `${nameOf(path)} is missing; it ${choice}.`,
      remedy: `Add \`${String(path.at(-1) ?? '')}: ${allowed[0] ?? ''}\`.`,
    };
  }
  const written =
    typeof value === 'object'
      ? kindOf(value)
      : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
  return {
    path,
    rule: 'value-choice',
    message: `${nameOf(path)} is ${written}, but ${choice}.`,
    remedy: didYouMean(
      typeof value === 'string' ? value : '',
      allowed,
      allowed.length === 1 ? `Write \`${allowed[0] ?? ''}\`.` : 'Choose one of them.',
    ),
  };
}

function tooSmall(path: Path, issue: Extract<Issue, { code: 'too_small' }>, value: unknown): ShapeComplaint {
  if (value === '' || (typeof value === 'string' && value.trim() === '')) {
    return {
      path,
      rule: 'value-missing',
      message: `${nameOf(path)} is empty.`,
      remedy: 'Write something here, or remove the key.',
    };
  }
  const least = String(issue.minimum);
  const what =
    issue.origin === 'array' || issue.origin === 'map' ? `${least} or more entries` : `at least ${least}`;
  return {
    path,
    rule: 'value-form',
    message: `${nameOf(path)} needs ${what}.`,
    remedy: issue.origin === 'array' ? 'Add an entry, or remove the key.' : 'Make it larger.',
  };
}

/** A rule that a schema states itself; behind a semicolon it says what to do. */
function inOwnWords(path: Path, message: string): ShapeComplaint {
  const [what = message, ...then] = message.split('; ');
  return {
    path,
    rule: 'value-form',
    message: path.length > 0 ? `${nameOf(path)} can’t be used: ${what}.` : `${capital(what)}.`,
    remedy: then.length > 0 ? `${capital(then.join('; '))}.` : remedyFor(what),
  };
}

/** What to do where the schema's sentence says only what is wrong. */
function remedyFor(what: string): string {
  const needed = /needs ((?:`[^`]+`(?:, | or )?)+)/u.exec(what)?.[1];
  if (needed !== undefined) return `Add ${needed}.`;
  if (what.includes('exclude each other')) return 'Keep one of the two.';
  if (what.startsWith('a duration')) return 'Write it like `30m`, `2h` or `1d`.';
  if (/quantifier|pattern|regular expression/u.test(what)) {
    return 'Use a simpler pattern, or one of `email`, `hostname`, `port`, `number`, `date`.';
  }
  return 'Write it in this form.';
}

/** The branch of a union that fails deepest was meant. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));
  const custom = (issues: readonly Issue[]) => Number(issues.some((issue) => issue.code === 'custom'));
  const [best = []] = [...branches].sort(
    (one, other) => depth(other) - depth(one) || custom(other) - custom(one) || one.length - other.length,
  );
  return best;
}

/** How a value is called in a sentence: its key, or its place in a list. */
function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'The file';
  if (typeof last !== 'number') return `\`${String(last)}\``;
  return `Entry ${last + 1} ${within(path)}`;
}

function within(path: Path): string {
  const above = path.slice(0, -1).filter((part) => typeof part !== 'number');
  return above.length > 0 ? `of \`${above.map(String).join('.')}\`` : 'of the file';
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return '`true` or `false` without quotes';
  return 'a map';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
