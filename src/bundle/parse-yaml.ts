import { LineCounter, isAlias, isCollection, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Document, Node, ParsedNode, YAMLError } from 'yaml';
import type { BundleProblem } from '../domain/index.js';
import { MAX_DEPTH, findFlood } from './yaml-limits.js';
import type { Position, YamlEntry, YamlScalar, YamlTree } from './tree.js';
import { explainYamlError } from './yaml-errors.js';
import { cutOffText } from './yaml-cut.js';
import { slipIn } from './yaml-slips.js';

/** What is shown of a text that was cut off, at most. */
const LONGEST_CUT = 400;

export interface ParsedYaml {
  /** Absent when the file can't be used at all. */
  readonly tree?: YamlTree;
  readonly problems: readonly BundleProblem[];
}

interface Reading {
  readonly file: string;
  readonly text: string;
  readonly lines: LineCounter;
  readonly problems: BundleProblem[];
}

/**
 * Reads one file of a bundle as YAML 1.2 core, and refuses what a bundle never needs and an attacker might use:
 * anchors, aliases, merge keys, tags of its own, directives, several documents, and floods.
 */
export function parseYaml(file: string, text: string): ParsedYaml {
  const flood = findFlood(text);
  if (flood) return { problems: [{ file, level: 'error', ...flood }] };
  const reading: Reading = { file, text, lines: new LineCounter(), problems: [] };
  const document = parseSafely(text, reading);
  if (!document) return { problems: reading.problems };
  const syntax = [...document.errors, ...document.warnings];
  if (syntax.length > 0) return { problems: [syntaxProblem(document, syntax, reading)] };
  if (document.directives?.yaml.explicit === true) {
    refuse(reading, undefined, 'yaml-directive', 'A %YAML line changes how the file is read.', 'Remove it.');
  }
  const tree = document.contents ? convert(document.contents, reading, 1) : undefined;
  if (!document.contents) {
    refuse(reading, undefined, 'yaml-empty', 'The file is empty.', 'Write its content, or delete the file.');
  }
  return { ...(tree && reading.problems.length === 0 ? { tree } : {}), problems: reading.problems };
}

function parseSafely(text: string, reading: Reading): Document.Parsed | undefined {
  try {
    return parseDocument(text, {
      version: '1.2',
      schema: 'core',
      merge: false,
      resolveKnownTags: false,
      strict: true,
      stringKeys: false,
      // The library compares every key with every other; `convert` finds duplicates in one pass.
      uniqueKeys: false,
      prettyErrors: true,
      lineCounter: reading.lines,
      // `silent` would also swallow the error about a second document.
      logLevel: 'error',
    });
  } catch {
    // The composer throws on some inputs it can't recover from (a stack of unclosed brackets).
    refuse(
      reading,
      undefined,
      'yaml-syntax',
      'The file can’t be read as YAML.',
      'Undo the last change, or send the file to somebody who knows YAML.',
    );
    return undefined;
  }
}

function convert(node: ParsedNode | Node, reading: Reading, depth: number): YamlTree | undefined {
  const at = positionOf(node, reading);
  if (depth > MAX_DEPTH) {
    refuse(
      reading,
      node,
      'yaml-depth',
      `The file is nested more than ${MAX_DEPTH} levels deep here.`,
      'Split it, or move the inner part further out.',
    );
    return undefined;
  }
  if (isAlias(node) || ('anchor' in node && node.anchor !== undefined)) {
    refuse(
      reading,
      node,
      'yaml-alias',
      'Anchors (`&name`) and aliases (`*name`) are not allowed in a bundle.',
      'Write the text out in both places, or put it in quotes if it only begins with `&` or `*`.',
    );
    return undefined;
  }
  if (isScalar(node)) {
    const cut = cutBehind(node, reading);
    return { kind: 'scalar', at, ...scalarOf(node.value, node.source), ...(cut && { cut }) };
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item as Node, reading, depth + 1));
    return { kind: 'list', at, items: items.filter((item) => item !== undefined) };
  }
  if (!isMap(node)) return undefined;
  const entries: YamlEntry[] = [];
  const seen = new Map<string, Position>();
  for (const pair of node.items) {
    const key = keyOf(pair.key as Node, reading);
    if (key === undefined) continue;
    const keyAt = positionOf(pair.key as Node, reading);
    const first = seen.get(key);
    if (first) {
      refuse(
        reading,
        pair.key as Node,
        'yaml-duplicate-key',
        `The key \`${key}\` is written twice; the first one is in line ${first.line}.`,
        'Keep one of the two.',
      );
    }
    seen.set(key, keyAt);
    const value = pair.value
      ? convert(pair.value as Node, reading, depth + 1)
      : ({ kind: 'scalar', at: keyAt, value: null, source: '' } as const);
    if (value) entries.push({ key, at: keyAt, value });
  }
  return { kind: 'map', at, entries };
}

function scalarOf(
  value: unknown,
  source: string | undefined,
): { readonly value: string | number | boolean | null; readonly source: string } {
  if (typeof value === 'string') return { value, source: value };
  if (typeof value === 'number' || typeof value === 'boolean')
    return { value, source: source ?? String(value) };
  return { value: null, source: source ?? '' };
}

function keyOf(node: Node | null, reading: Reading): string | undefined {
  if (isScalar(node)) {
    if ('anchor' in node && node.anchor !== undefined) {
      refuse(
        reading,
        node,
        'yaml-alias',
        'Anchors (`&name`) are not allowed in a bundle.',
        'Remove the anchor.',
      );
      return undefined;
    }
    const key = typeof node.value === 'string' ? node.value : (node.source ?? '');
    if (key === '<<') {
      refuse(
        reading,
        node,
        'yaml-merge',
        'Merge keys (`<<`) are not allowed in a bundle.',
        'Write the keys out.',
      );
      return undefined;
    }
    if (key !== '') return key;
  }
  refuse(
    reading,
    node ?? undefined,
    'yaml-key',
    'A key must be a plain word, but here it is empty, a list, a map or an alias.',
    'Write `name: value`.',
  );
  return undefined;
}

function positionOf(node: Node | null | undefined, reading: Reading): Position {
  const offset = node?.range?.[0];
  if (offset === undefined) return { line: 1, column: 1 };
  const { line, col } = reading.lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function refuse(
  reading: Reading,
  node: Node | undefined,
  rule: string,
  message: string,
  remedy: string,
): void {
  const { line, column } = positionOf(node, reading);
  reading.problems.push({ file: reading.file, line, column, rule, level: 'error', message, remedy });
}

/** What ` #` cut off from a text without quotes, and where. */
function cutBehind(node: Node, reading: Reading): YamlScalar['cut'] {
  if (!isScalar(node) || node.type !== 'PLAIN' || !node.range) return undefined;
  const [, end] = node.range;
  const [, gap = '', text] = /^([ \t]+)#([^\r\n]*)/u.exec(reading.text.slice(end, end + LONGEST_CUT)) ?? [];
  if (text === undefined) return undefined;
  const { line, col } = reading.lines.linePos(end + gap.length);
  return { text: text.trim(), at: { line, column: col } };
}

/** The first error: the others are mostly echoes of it. */
function syntaxProblem(
  document: Document.Parsed,
  errors: readonly YAMLError[],
  reading: Reading,
): BundleProblem {
  const { file } = reading;
  const [error] = errors as readonly [YAMLError, ...YAMLError[]];
  const opened = openedAt(document, error);
  const cut = opened === undefined ? undefined : firstCut(document, opened, reading);
  if (cut) return { file, ...cut.at, level: 'error', ...cutOffText(cut.text) };
  const start = opened === undefined ? error.linePos?.[0] : reading.lines.linePos(opened);
  const { line = 1, col: column = 1 } = start ?? {};
  const slip = slipIn(reading.text.split(/\r\n|\n|\r/u)[line - 1] ?? '');
  if (slip && error.code !== 'TAB_AS_INDENT') return { file, line, level: 'error', ...slip };
  return { file, line, column, level: 'error', ...explainYamlError(error) };
}

/** The first text behind `from` that a ` #` ended, and with it the bracket that should have closed in its line. */
function firstCut(document: Document.Parsed, from: number, reading: Reading): YamlScalar['cut'] {
  let cut: YamlScalar['cut'];
  visit(document, {
    Scalar(_key, node) {
      if (cut !== undefined || (node.range?.[0] ?? 0) < from) return;
      cut = cutBehind(node, reading);
    },
  });
  return cut && /[,}\]]/u.test(cut.text) ? cut : undefined;
}

/** Where the quote or bracket stands whose end is missing; the parser names the place where it gave up. */
function openedAt(document: Document.Parsed, error: YAMLError | undefined): number | undefined {
  const isQuote = /missing closing ["']/iu.test(error?.message ?? '');
  if (!error || (!isQuote && !/end with a [}\]]/iu.test(error.message))) return undefined;
  let opened: number | undefined;
  visit(document, (_key, node) => {
    const isOpener = isQuote
      ? isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE')
      : isCollection(node) && node.flow === true;
    const [start, , end] = isOpener ? ((node as Node).range ?? []) : [];
    if (start !== undefined && end !== undefined && start < error.pos[0] && end >= error.pos[0])
      opened = start;
  });
  return opened;
}
