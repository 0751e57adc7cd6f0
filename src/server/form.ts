/** A posted form as bytes, so that what was typed never becomes text and can be wiped. */
export interface PostedForm {
  /** The decoded bytes of a field; the caller wipes them. */
  take(name: string): Uint8Array | undefined;
  /** A field of ours; only for values that are no secret. */
  text(name: string): string | undefined;
  /** Overwrites the body. */
  wipe(): void;
}

const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const PLUS = 0x2b;
const PERCENT = 0x25;
const SPACE = 0x20;
const LONGEST_TEXT = 50;

/** Reads `application/x-www-form-urlencoded` (WHATWG URL 5.1); whatever is no body of bytes is an empty form. */
export function readForm(body: unknown): PostedForm {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);

  function find(name: string): Uint8Array | undefined {
    const wanted = Buffer.from(`${name}=`);
    for (let from = 0; from <= bytes.length;) {
      const next = bytes.indexOf(AMPERSAND, from);
      const to = next < 0 ? bytes.length : next;
      const isIt = bytes.subarray(from, Math.min(to, from + wanted.length)).equals(wanted);
      if (isIt && bytes[from + wanted.length - 1] === EQUALS) {
        return decoded(bytes.subarray(from + wanted.length, to));
      }
      from = to + 1;
    }
    return undefined;
  }

  return {
    take: find,
    text(name) {
      const value = find(name);
      return value === undefined || value.length > LONGEST_TEXT ? undefined : Buffer.from(value).toString();
    },
    wipe: () => void bytes.fill(0),
  };
}

function decoded(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(bytes.length);
  let size = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const [high, low] = byte === PERCENT ? [hex(bytes[at + 1]), hex(bytes[at + 2])] : [undefined, undefined];
    if (high !== undefined && low !== undefined) {
      out[size] = high * 16 + low;
      at += 2;
    } else {
      out[size] = byte === PLUS ? SPACE : byte;
    }
    size += 1;
  }
  const exact = out.slice(0, size);
  out.fill(0);
  return exact;
}

function hex(byte: number | undefined): number | undefined {
  if (byte === undefined) return undefined;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const small = byte | 0x20;
  return small >= 0x61 && small <= 0x66 ? small - 0x61 + 10 : undefined;
}
