import { z } from 'zod';

import type { GiftFile } from '../../domain/index.js';
import { CALL_TIMEOUT_MS, type SlackResult } from './api.js';
import { escapeMarkup } from './blocks.js';
import { scopeOf, type SlackPlace } from './place.js';
import { SLACK } from './ports.js';
import type { SlackRoom } from './room.js';

const uploadSchema = z.looseObject({ upload_url: z.url(), file_id: z.string() });
/** Ids of what is uploaded, in the order of the files; notes of before there were several hold one. */
const noteSchema = z
  .looseObject({ file: z.string().optional(), files: z.array(z.string()).optional() })
  .transform(({ file, files = file === undefined ? [] : [file] }) => files);

/**
 * Uploads files and shares them in a chat, with the notes that belong to them. The uploads themselves show nothing to
 * anybody; sharing is one call for all of them, and their ids are kept so that a second attempt shares the same files.
 * @see https://docs.slack.dev/reference/methods/files.completeUploadExternal
 */
export async function shareFiles(
  room: SlackRoom,
  place: SlackPlace,
  key: string,
  files: readonly GiftFile[],
): Promise<SlackResult> {
  const { channel, thread } = place;
  const memoryKey = `file:${scopeOf(place, key)}`;
  const ids = [...(noteSchema.safeParse(await room.memory.get(SLACK, memoryKey)).data ?? [])];
  for (const file of files.slice(ids.length)) {
    const uploaded = await upload(room, file);
    if (!uploaded.ok) return uploaded;
    ids.push(uploaded.id);
    await room.memory.put(SLACK, memoryKey, { files: ids });
  }
  const notes = files.flatMap(({ note }) => (note === undefined ? [] : [escapeMarkup(note)]));
  return room.api('files.completeUploadExternal', {
    files: files.map(({ name }, at) => ({ id: ids[at], title: name })),
    channel_id: channel,
    ...(notes.length === 0 ? {} : { initial_comment: notes.join('\n') }),
    ...(thread === undefined ? {} : { thread_ts: thread }),
  });
}

type Uploaded = { readonly ok: true; readonly id: string } | (SlackResult & { readonly ok: false });

async function upload(room: SlackRoom, { name, content }: GiftFile): Promise<Uploaded> {
  const bytes = new TextEncoder().encode(content);
  const asked = await room.api('files.getUploadURLExternal', { filename: name, length: bytes.length });
  // Nobody sees an address that was asked for: whatever became of it, it can be asked for again.
  if (!asked.ok && asked.trouble.kind === 'unknown') return notUploaded(asked.trouble.reason);
  if (!asked.ok) return asked;
  const place = uploadSchema.safeParse(asked.body);
  if (!place.success) return notUploaded('Slack gave no address to upload to');
  try {
    const response = await room.fetch(place.data.upload_url, {
      method: 'POST',
      body: bytes,
      redirect: 'error',
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (!response.ok) return notUploaded(`the upload was answered with status ${response.status}`);
    return { ok: true, id: place.data.file_id };
  } catch {
    return notUploaded('the upload broke off');
  }
}

/** Nobody has seen anything of it: it can be done again. */
function notUploaded(reason: string): SlackResult & { readonly ok: false } {
  return { ok: false, trouble: { kind: 'later', afterMs: 5_000, reason } };
}
