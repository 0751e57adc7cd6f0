import { isMap, isScalar, isSeq, parseDocument, stringify, type YAMLSeq } from 'yaml';
import type { Language } from '../domain/index.js';

/**
 * The text of an intents file with one more example behind the last one of its language; every other character stays.
 * `undefined` where the file has no such list.
 */
export function addExample(text: string, language: Language, example: string): string | undefined {
  const list = listOf(text, language);
  const last = list?.items.at(-1);
  const end = isScalar(last) ? last.range?.[1] : undefined;
  if (!list || !isScalar(last) || !last.range || end === undefined) return undefined;
  if (list.flow === true) return `${text.slice(0, end)}, ${JSON.stringify(example)}${text.slice(end)}`;
  const lineStart = text.lastIndexOf('\n', last.range[0] - 1) + 1;
  const indent = /^[ \t]*/u.exec(text.slice(lineStart))?.[0] ?? '';
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lineEnd = endOfLine(text, end);
  const written = `${indent}- ${stringify(example, { lineWidth: 0 }).trimEnd()}`;
  return `${text.slice(0, lineEnd)}${newline}${written}${text.slice(lineEnd)}`;
}

function listOf(text: string, language: Language): YAMLSeq | undefined {
  const { contents } = parseDocument(text);
  const examples = isMap(contents) ? contents.get('examples') : undefined;
  const list = isMap(examples) ? examples.get(language) : undefined;
  return isSeq(list) ? list : undefined;
}

/** A comment behind the last example stays with it. */
function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}
