import type { BundleProblem } from '../../domain/index.js';
import { LANGUAGES } from '../../domain/index.js';
import { remember } from '../remember.js';
import type { YamlScalar, YamlTree } from '../tree.js';
import { cutOffText } from '../yaml-cut.js';
import { typographicQuote } from '../yaml-slips.js';
import type { LintWorld } from './world.js';

/** Keys whose values people read or say: a text of a language, the examples of one, the words of a test. */
const TEXT_KEYS = new Set<string>([...LANGUAGES, 'user']);
/** Opened by a typographic quote and closed by any, with no other between them. */
const IN_WRONG_QUOTES = /^“[^“”"]*[”"]$/u;

/** What an author typed as a text is a text to its end: nothing was taken for a comment or left in strange quotes. */
export function* textsWhole(world: LintWorld): Iterable<BundleProblem> {
  for (const { file, tree } of world.read.sources.values()) yield* faultsIn(tree, file);
}

const faultsIn = remember((tree: YamlTree, file: string) => [...problemsBelow(file, tree, false)]);

function* problemsBelow(file: string, tree: YamlTree, isText: boolean): Iterable<BundleProblem> {
  if (tree.kind === 'scalar') {
    if (isText) yield* problemsOf(file, tree);
  } else if (tree.kind === 'list') {
    for (const item of tree.items) yield* problemsBelow(file, item, isText);
  } else {
    for (const { key, value } of tree.entries) yield* problemsBelow(file, value, TEXT_KEYS.has(key));
  }
}

function* problemsOf(file: string, { at, value, cut }: YamlScalar): Iterable<BundleProblem> {
  if (cut) yield { file, ...cut.at, level: 'error', ...cutOffText(cut.text) };
  if (typeof value === 'string' && IN_WRONG_QUOTES.test(value)) {
    yield { file, ...at, level: 'error', ...typographicQuote() };
  }
}
