/** One thing that differs between two values, by where it stands in them. */
export interface ValueChange {
  /** Keys from the outside in: `buttons`, `later`. */
  readonly path: readonly string[];
  /** Where it is a text of this language only. */
  readonly language?: string;
  /** Absent: it is new. */
  readonly was?: string;
  /** Absent: it is gone. */
  readonly now?: string;
}

const LANGUAGES = ['zh', 'en'];
/** Lists of this many entries or fewer are told whole. */
const SHORT_LIST = 4;

/** What differs, from the outside in; texts are told per language. Maps and objects are alike. */
export function* valueChanges(
  before: unknown,
  after: unknown,
  path: readonly string[] = [],
): Iterable<ValueChange> {
  if (isSame(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    yield* listChanges(before, after, path);
    return;
  }
  const [old, fresh] = [entriesOf(before), entriesOf(after)];
  if (old === undefined || fresh === undefined) {
    yield { path, ...told('was', before), ...told('now', after) };
    return;
  }
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const isText = LANGUAGES.includes(key) && typeof (fresh.get(key) ?? old.get(key)) === 'string';
    for (const change of valueChanges(old.get(key), fresh.get(key), isText ? path : [...path, key])) {
      yield isText ? { ...change, language: key } : change;
    }
  }
}

/** Entries that came and went; where there are few, or only their order differs, the whole list. */
function* listChanges(
  before: readonly unknown[],
  after: readonly unknown[],
  path: readonly string[],
): Iterable<ValueChange> {
  const isPlain = [...before, ...after].every((one) => typeof one !== 'object');
  if (!isPlain) {
    const length = Math.max(before.length, after.length);
    for (let index = 0; index < length; index += 1) {
      yield* valueChanges(before[index], after[index], [...path, String(index + 1)]);
    }
    return;
  }
  const gone = before.filter((one) => !after.includes(one));
  const added = after.filter((one) => !before.includes(one));
  const isShort = Math.max(before.length, after.length) <= SHORT_LIST;
  if (isShort || gone.length + added.length === 0) {
    yield { path, ...told('was', before), ...told('now', after) };
    return;
  }
  for (const one of gone) yield { path, was: inWords(one) };
  for (const one of added) yield { path, now: inWords(one) };
}

function told(side: 'was' | 'now', value: unknown): Pick<ValueChange, 'was' | 'now'> {
  return value === undefined ? {} : { [side]: inWords(value) };
}

/** A value as an author reads it: a text as it is, everything else like YAML on one line. */
export function inWords(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(inWords).join(', ')}]`;
  const entries = entriesOf(value);
  if (entries === undefined) return String(value);
  return `{${[...entries].map(([key, inner]) => `${key}: ${inWords(inner)}`).join(', ')}}`;
}

function entriesOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (value instanceof Map) return value as ReadonlyMap<string, unknown>;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value).filter(([, inner]) => inner !== undefined));
}

export function isSame(one: unknown, other: unknown): boolean {
  return one === other || inWords(one) === inWords(other);
}
