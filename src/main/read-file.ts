import { tellingLines } from '../conversation/index.js';
import { authLogDigest } from '../diagnosis/index.js';

/** What a file that somebody sends comes to as a message: an authentication log in figures, else its telling lines. */
export function readFile(name: string, text: string): string | undefined {
  return authLogDigest(text) ?? tellingLines(name, text);
}
