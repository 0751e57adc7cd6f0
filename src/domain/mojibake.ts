/** Two Chinese letters at least: “autenticação” has two such bytes in a row as well. */
const LATIN_1_RUN = /[\u0080-\u00ff]{4,}/gu;
/** Bytes of Windows-1252 that a client shows as a letter of their own instead of U+0080 to U+009F. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const LIKE_BYTE = new RegExp(`[\u0080-\u00ff${WINDOWS_1252}]`, 'u');

/** `ÃÜÂë´íÎó` is GBK read as Latin letters. What does not become Chinese letter by letter stays as it is. */
export function chineseAgain(text: string): string {
  if (!LIKE_BYTE.test(text)) return text;
  const bytesLike = [...text].map(byteLike).join('');
  const found = bytesLike.replace(LATIN_1_RUN, (run) => decoded(run) ?? run);
  return found === bytesLike ? text : found;
}

function byteLike(letter: string): string {
  const at = WINDOWS_1252.indexOf(letter);
  return at < 0 ? letter : String.fromCharCode(0x80 + at);
}

function decoded(run: string): string | undefined {
  const bytes = Uint8Array.from(run, (letter) => letter.charCodeAt(0));
  // A text that was cut off may end within a letter.
  const whole = [bytes, bytes.subarray(0, -1), bytes.subarray(0, -2)];
  return ['utf-8', 'gbk']
    .flatMap((encoding) => whole.map((some) => chineseIn(some, encoding)))
    .find((chinese) => chinese !== undefined);
}

function chineseIn(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return /^[\p{Script=Han}\u3000-\u303f\uff01-\uff5e]+$/u.test(text) && /\p{Script=Han}/u.test(text)
      ? text
      : undefined;
  } catch {
    return undefined;
  }
}
