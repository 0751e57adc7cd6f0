import type { CodeShape, CredentialKind } from '../domain/index.js';

/** What is known of the mailbox that a password was typed for. */
export interface TypedFor {
  readonly address: string;
  readonly credential: CredentialKind;
  /** The form of the provider's codes. */
  readonly shape?: CodeShape;
}

/** No provider hands out a shorter code. */
const SHORTEST_CODE = 10;

const SPACE = 0x20;
const NO_BREAK_SPACE = 0xa0;

/**
 * Finding codes for what the form of a typed password shows, before it is tried; none for a plain one. Takes code
 * points and makes no text of them, so that no copy is left behind. Says nothing of what was typed.
 */
export function judgeTyped(points: Uint32Array, about: TypedFor): readonly string[] {
  const codes: string[] = [];
  if (isAddress(points, about.address)) return ['client.typed.address'];
  if (points.some(isLineBreak)) codes.push('client.typed.line-break');
  if (hasSpaceAround(points)) codes.push('client.typed.spaces');
  if (points.some(isFullWidth)) codes.push('client.typed.full-width');
  if (points.some(isFromInputMethod)) codes.push('client.typed.input-method');
  if (isCapsLock(points, about)) codes.push('client.typed.caps-lock');
  if (codes.length > 0) return codes;
  if (!looksLikeCode(points, about)) codes.push('client.typed.not-a-code');
  if (isNeedlessCode(points, about)) codes.push('client.typed.code-not-needed');
  return codes;
}

/** Code points of UTF-8 bytes; what is not UTF-8 becomes U+FFFD. */
export function codePointsOf(bytes: Uint8Array): Uint32Array {
  const points = new Uint32Array(bytes.length);
  let count = 0;
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const size = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
    let point = size <= 1 ? first : first & (0xff >> (size + 1));
    let isWhole = size > 0;
    for (let next = 1; next < size; next += 1) {
      const byte = bytes[at + next] ?? 0;
      if ((byte & 0xc0) !== 0x80) isWhole = false;
      point = (point << 6) | (byte & 0x3f);
    }
    points[count] = isWhole ? point : 0xfffd;
    count += 1;
    at += isWhole ? size : 1;
  }
  const exact = points.slice(0, count);
  points.fill(0);
  return exact;
}

function isAddress(points: Uint32Array, address: string): boolean {
  const typed = trimmed(points);
  const known = [...address];
  return (
    known.length === typed.length &&
    known.every((character, at) => lower(character.codePointAt(0) ?? 0) === lower(halfWidth(typed[at] ?? 0)))
  );
}

/** A line break by itself was copied along, and is told as that. */
function hasSpaceAround(points: Uint32Array): boolean {
  const inner = trimmed(points);
  const before = inner.byteOffset - points.byteOffset;
  const from = before / points.BYTES_PER_ELEMENT;
  const around = [points.subarray(0, from), points.subarray(from + inner.length)];
  return around.some((edge) => edge.some((point) => !isLineBreak(point)));
}

function trimmed(points: Uint32Array): Uint32Array {
  let from = 0;
  let to = points.length;
  while (from < to && isSpace(points[from] ?? 0)) from += 1;
  while (to > from && isSpace(points[to - 1] ?? 0)) to -= 1;
  return points.subarray(from, to);
}

/** Spaces, tabs, line breaks, and the invisible ones that are copied along from web pages. */
function isSpace(point: number): boolean {
  return (
    point === SPACE ||
    point === 0x09 ||
    isLineBreak(point) ||
    point === NO_BREAK_SPACE ||
    (point >= 0x2000 && point <= 0x200f) ||
    point === 0x2060 ||
    point === 0x3000 ||
    point === 0xfeff
  );
}

/** LF, VT, FF, CR, NEL, and Unicode's own separators. */
function isLineBreak(point: number): boolean {
  return (point >= 0x0a && point <= 0x0d) || point === 0x85 || point === 0x2028 || point === 0x2029;
}

/** Full-width forms of ASCII (U+FF01 to U+FF5E), and the marks that a Chinese input method types for it. */
function isFullWidth(point: number): boolean {
  const marks = [0x3002, 0xff61, 0x300c, 0x300d, 0x3010, 0x3011, 0x300a, 0x300b, 0x2014, 0x2026, 0xffe5];
  const quotes = point >= 0x2018 && point <= 0x201d;
  return (point >= 0xff01 && point <= 0xff5e) || quotes || marks.includes(point);
}

/** Han, kana, bopomofo and hangul: an input method was on. */
function isFromInputMethod(point: number): boolean {
  return (
    (point >= 0x3040 && point <= 0x312f) ||
    (point >= 0x3400 && point <= 0x4dbf) ||
    (point >= 0x4e00 && point <= 0x9fff) ||
    (point >= 0xac00 && point <= 0xd7a3) ||
    (point >= 0xff66 && point <= 0xff9f) ||
    (point >= 0x20000 && point <= 0x323af)
  );
}

/** `hELLO`: a word that begins small and goes on in capitals. A code in capitals, where codes are small letters. */
function isCapsLock(points: Uint32Array, about: TypedFor): boolean {
  const { shape } = about;
  const isCode = wantsCode(about) && shape?.of === 'letters' && points.length === shape.length;
  if (isCode && points.every(isUpper)) return true;
  let run = 0;
  for (let at = 0; at < points.length; at += 1) {
    if (isLower(points[at] ?? 0)) run = at > 0 && isLetter(points[at - 1] ?? 0) ? 0 : 1;
    else if (isUpper(points[at] ?? 0)) run = run > 0 ? run + 1 : 0;
    else run = 0;
    const isLast = !isLetter(points[at + 1] ?? 0);
    if (run >= 4 && isLast) return true;
  }
  return false;
}

function looksLikeCode(points: Uint32Array, about: TypedFor): boolean {
  if (!wantsCode(about)) return true;
  const marks = points.filter((point) => point !== SPACE && point !== 0x2d);
  const { shape } = about;
  const isLong = shape ? marks.length === shape.length : marks.length >= SHORTEST_CODE;
  const fits =
    isLong && marks.every((point) => isLetter(point) || (shape?.of !== 'letters' && isDigit(point)));
  marks.fill(0);
  return fits;
}

/** What only machines write: four groups of four small letters, or sixteen with next to no vowel among them. */
const CODE_LENGTH = 16;
const GROUP = 4;
const FEW_VOWELS = 3;
const VOWELS: ReadonlySet<number> = new Set([0x61, 0x65, 0x69, 0x6f, 0x75]);

function isNeedlessCode(points: Uint32Array, { credential }: TypedFor): boolean {
  if (credential !== 'password') return false;
  const letters = points.filter((point) => point !== SPACE && point !== 0x2d);
  const isGrouped =
    points.length === CODE_LENGTH + CODE_LENGTH / GROUP - 1 &&
    points.every((point, at) => (point === SPACE || point === 0x2d) === (at % (GROUP + 1) === GROUP));
  const isWhole = points.length === letters.length;
  const isCode =
    letters.length === CODE_LENGTH &&
    letters.every(isLower) &&
    (isGrouped || (isWhole && letters.filter((point) => VOWELS.has(point)).length <= FEW_VOWELS));
  letters.fill(0);
  return isCode;
}

function wantsCode({ credential }: TypedFor): boolean {
  return credential === 'authorization-code' || credential === 'app-password';
}

function halfWidth(point: number): number {
  return point >= 0xff01 && point <= 0xff5e ? point - 0xfee0 : point;
}

function lower(point: number): number {
  return isUpper(point) ? point + 0x20 : point;
}

function isUpper(point: number): boolean {
  return point >= 0x41 && point <= 0x5a;
}

function isLower(point: number): boolean {
  return point >= 0x61 && point <= 0x7a;
}

function isLetter(point: number): boolean {
  return isUpper(point) || isLower(point);
}

function isDigit(point: number): boolean {
  return point >= 0x30 && point <= 0x39;
}
