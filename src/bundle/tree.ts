/** 1-based place in a file. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * A parsed YAML file. Maps stay lists of entries: a JavaScript object would move a key such as `163` to the
 * front, and the order of routes, steps and buttons is their meaning.
 */
export type YamlTree = YamlMap | YamlList | YamlScalar;

interface YamlMap {
  readonly kind: 'map';
  readonly at: Position;
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: string;
  readonly at: Position;
  readonly value: YamlTree;
}

interface YamlList {
  readonly kind: 'list';
  readonly at: Position;
  readonly items: readonly YamlTree[];
}

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly at: Position;
  readonly value: string | number | boolean | null;
  /** As written, without quotes: `1e3` where `value` is 1000. */
  readonly source: string;
  /** Only behind a text without quotes: what a ` #` in its line made a comment of, and where. */
  readonly cut?: { readonly text: string; readonly at: Position } | undefined;
}

export type YamlPath = readonly PropertyKey[];

/** The entry of a map, or nothing when `tree` is no map or has no such key. */
export function entryOf(tree: YamlTree | undefined, key: string): YamlEntry | undefined {
  if (tree?.kind !== 'map') return undefined;
  return tree.entries.find((entry) => entry.key === key);
}

/** The value below `path`, or nothing. */
export function valueAt(tree: YamlTree | undefined, path: YamlPath): YamlTree | undefined {
  let here = tree;
  for (const part of path) {
    here = here?.kind === 'list' ? here.items[Number(part)] : entryOf(here, String(part))?.value;
  }
  return here;
}

/** Where `path` is written: the key for an entry of a map; as far down as the path exists. */
export function positionAt(tree: YamlTree, path: YamlPath): Position {
  let here = tree;
  let position = tree.at;
  for (const part of path) {
    const entry = entryOf(here, String(part));
    const item = here.kind === 'list' ? here.items[Number(part)] : entry?.value;
    if (!item) return position;
    position = entry?.at ?? item.at;
    here = item;
  }
  return position;
}

/** The keys of a map in file order; empty for anything else. */
export function keysOf(tree: YamlTree | undefined): readonly string[] {
  return tree?.kind === 'map' ? tree.entries.map((entry) => entry.key) : [];
}

/** A scalar as text, `undefined` for maps, lists and null. */
export function textOf(tree: YamlTree | undefined): string | undefined {
  if (tree?.kind !== 'scalar' || tree.value === null) return undefined;
  return tree.source;
}

/**
 * The tree as plain values for a schema. The objects have no prototype, so `__proto__` is a key like any other.
 * Integer-like keys lose their place here: what depends on order reads the tree.
 */
export function plainOf(tree: YamlTree): unknown {
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'list') return tree.items.map(plainOf);
  const plain = Object.create(null) as Record<string, unknown>;
  for (const entry of tree.entries) plain[entry.key] = plainOf(entry.value);
  return plain;
}
