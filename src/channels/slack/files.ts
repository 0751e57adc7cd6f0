import { fileSchema, type SlackFile } from './events.js';
import type { SlackRoom } from './room.js';
import type { SlackWord } from './words.js';

const LARGEST = 512 * 1024;
/** The words of the message must be in the store before Slack stops waiting. */
const PATIENCE_MS = 1_500;
const FILES_HOST = 'files.slack.com';

const TEXT_TYPES = /^(text\/|application\/(json|xml|yaml|x-yaml|x-log|x-ndjson))/u;
const TEXT_NAMES = /\.(log|txt|text|json|xml|ya?ml|csv|ini|conf|cfg|eml|md|out|trace)$/iu;

/** What a file of a message said, or what to tell its sender. */
export type FileHeard =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'told'; readonly word: SlackWord; readonly name: string };

/** Reads the first text among the files of a message; `undefined` when there are no files. */
export async function hearFiles(room: SlackRoom, files: readonly unknown[]): Promise<FileHeard | undefined> {
  const known = files.flatMap((file) => {
    const parsed = fileSchema.safeParse(file);
    return parsed.success ? [parsed.data] : [];
  });
  const text = known.find(isText) ?? known[0];
  return text === undefined ? undefined : hearFile(room, text);
}

async function hearFile(room: SlackRoom, file: SlackFile): Promise<FileHeard> {
  const name = (file.name ?? 'file').slice(0, 100);
  if (!isText(file)) return { kind: 'told', word: 'fileNotText', name };
  if ((file.size ?? 0) > LARGEST) return { kind: 'told', word: 'fileTooLarge', name };
  const url = file.url_private_download ?? file.url_private;
  const bytes = url === undefined ? undefined : await download(room, url);
  if (bytes === undefined) return { kind: 'told', word: 'fileLost', name };
  if (bytes === 'too-large') return { kind: 'told', word: 'fileTooLarge', name };
  const text = new TextDecoder('utf-8').decode(bytes);
  if (text.includes('\u0000')) return { kind: 'told', word: 'fileNotText', name };
  const telling = room.ports.tellingLines ? room.ports.tellingLines(name, text) : text;
  if (telling === undefined || telling.trim() === '') return { kind: 'told', word: 'fileNothing', name };
  return { kind: 'text', text: telling };
}

function isText({ mimetype = '', name = '' }: SlackFile): boolean {
  return TEXT_TYPES.test(mimetype) || TEXT_NAMES.test(name);
}

/** Our token goes to Slack's file server only, and no redirect takes it anywhere else. */
async function download(room: SlackRoom, url: string): Promise<Uint8Array | 'too-large' | undefined> {
  if (!isSlackFile(room, url)) return undefined;
  try {
    const response = await room.fetch(url, {
      headers: { authorization: `Bearer ${room.settings.botToken.reveal()}` },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    // Without the scope Slack answers with a page to sign in.
    const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
    if (!response.ok || isPage || response.body === null) {
      await response.body?.cancel();
      return undefined;
    }
    return await readUpTo(response.body, LARGEST);
  } catch {
    return undefined;
  }
}

function isSlackFile({ settings }: SlackRoom, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin, username, port } = new URL(url);
  if (settings.apiUrl !== undefined && origin === new URL(settings.apiUrl).origin) return true;
  return protocol === 'https:' && hostname === FILES_HOST && username === '' && port === '';
}

async function readUpTo(body: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array | 'too-large'> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) return 'too-large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
