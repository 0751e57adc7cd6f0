/** A file as it is sent, or why not. */
export type ReadFile =
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'too-large' | 'binary' | 'empty'; readonly name: string };

export const LARGEST_FILE = 512 * 1024;

const LONGEST_NAME = 255;

/** Mail apps on Chinese Windows write their logs in GB 18030; some write UTF-16 and begin with its mark. */
const ENCODINGS = ['utf-8', 'gb18030'] as const;

/** Reads a log file: at most 512 KB of text in UTF-8, UTF-16 or GB 18030. */
export async function readLogFile(file: Blob & { readonly name: string }): Promise<ReadFile> {
  const name = file.name.slice(-LONGEST_NAME);
  if (file.size > LARGEST_FILE) return { kind: 'too-large', name };
  const text = textOf(new Uint8Array(await file.arrayBuffer()));
  if (text === undefined) return { kind: 'binary', name };
  return text.trim() === '' ? { kind: 'empty', name } : { kind: 'text', name, text };
}

function textOf(bytes: Uint8Array<ArrayBuffer>): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decoded(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return decoded(bytes, 'utf-16be');
  for (const encoding of ENCODINGS) {
    const text = decoded(bytes, encoding);
    if (text !== undefined) return text;
  }
  return undefined;
}

function decoded(bytes: Uint8Array<ArrayBuffer>, encoding: string): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return isText(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Text has no NUL and hardly any other control characters. */
function isText(text: string): boolean {
  if (text.includes('\0')) return false;
  const controls = text.match(/[\u0001-\u0008\u000e-\u001a\u001c-\u001f]/gu)?.length ?? 0;
  return controls * 100 <= text.length;
}
