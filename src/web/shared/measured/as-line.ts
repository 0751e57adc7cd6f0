import { plainText } from '../../../domain/index.js';

/** A finding's words as a line of its own: they come as part of a sentence. A host name keeps its letters. */
export function asLine(text: string): string {
  return plainText(text).replace(/^\p{Ll}(?=\p{L}*[\s’',:])/u, (letter) => letter.toUpperCase());
}
