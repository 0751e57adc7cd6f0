import { z } from 'zod';

import type { TeamsActivity } from './activity.js';
import { isListedHost } from './gate.js';
import type { TeamsPorts } from './ports.js';
import { FILE_HOSTS, type TeamsSettings } from './settings.js';

const DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';
const LARGEST_FILE = 512 * 1024;
const PATIENCE_MS = 1_500;
/** What a conversation reads of a text anyway. */
const LONGEST_TEXT = 2_000;

const download = z.looseObject({ downloadUrl: z.url({ protocol: /^https$/u }) });

/** What a person sent along: words that could be read, and names of what could not. */
export interface ReadFiles {
  readonly text: string;
  readonly unread: readonly string[];
}

/**
 * Reads files that Teams offers for download, as far as they are text: a log, a playbook. They lie in the sender's
 * OneDrive under an address that carries its own permission, so nothing of ours is sent there.
 */
export async function readFiles(
  activity: TeamsActivity,
  settings: TeamsSettings,
  tellingLines?: TeamsPorts['tellingLines'],
): Promise<ReadFiles> {
  const files = (activity.attachments ?? []).filter(({ contentType }) => isFile(contentType));
  const read = await Promise.all(
    files.map(async (file) => {
      const name = file.name ?? '…';
      const text = await textOf(file, settings);
      return { name, text: text === undefined ? undefined : telling(name, text, tellingLines) };
    }),
  );
  return {
    text: read
      .map(({ text }) => text ?? '')
      .join('\n')
      .trim(),
    unread: read.filter(({ text }) => text === undefined).map(({ name }) => name),
  };
}

/** Teams repeats each message as HTML; cards are somebody's forwarded ones. */
function isFile(contentType: string): boolean {
  return (
    contentType === DOWNLOAD || contentType.startsWith('image/') || contentType === 'application/octet-stream'
  );
}

async function textOf(
  { contentType, content }: { readonly contentType: string; readonly content?: unknown },
  settings: TeamsSettings,
): Promise<string | undefined> {
  const offered = contentType === DOWNLOAD ? download.safeParse(content) : undefined;
  if (!offered?.success) return undefined;
  const url = new URL(offered.data.downloadUrl);
  if (!isListedHost(url.hostname, settings.fileHosts ?? FILE_HOSTS)) return undefined;
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok || answer.body === null) return undefined;
    const bytes = await atMost(LARGEST_FILE, answer.body);
    return bytes === undefined ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** `undefined` when there is more; a length that is told may be a lie. */
async function atMost(limit: number, body: ReadableStream<Uint8Array>): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const TELLING = /error|fail|denied|refus|reject|invalid|expired|错误|失败|拒绝|过期|\b[45]\d\d\b/iu;

/** A short text whole; of a long one, such as a log, the last lines that tell of an error. */
function telling(name: string, text: string, tellingLines: TeamsPorts['tellingLines']): string | undefined {
  if (text.includes('\0')) return undefined;
  if (text.length <= LONGEST_TEXT) return text;
  const found = tellingLines?.(name, text);
  if (found !== undefined) return found;
  const lines = text.split('\n').filter((line) => TELLING.test(line));
  return (lines.length > 0 ? lines.join('\n') : text).slice(-LONGEST_TEXT);
}
