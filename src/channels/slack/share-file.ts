import { z } from 'zod';

import { CALL_TIMEOUT_MS, type SlackResult } from './api.js';
import { scopeOf, type SlackPlace } from './place.js';
import { SLACK } from './ports.js';
import type { SlackRoom } from './room.js';

const uploadSchema = z.looseObject({ upload_url: z.url(), file_id: z.string() });
const noteSchema = z.looseObject({ file: z.string() });

/**
 * Uploads a file and shares it in a chat. The upload itself shows nothing to anybody; sharing is one call, and the
 * file's id is kept so that a second attempt shares the same file.
 * @see https://docs.slack.dev/reference/methods/files.completeUploadExternal
 */
export async function shareFile(
  room: SlackRoom,
  place: SlackPlace,
  key: string,
  file: { readonly name: string; readonly content: string },
): Promise<SlackResult> {
  const { channel, thread } = place;
  const memoryKey = `file:${scopeOf(place, key)}`;
  const noted = noteSchema.safeParse(await room.memory.get(SLACK, memoryKey)).data?.file;
  const uploaded = noted === undefined ? await upload(room, file) : { ok: true as const, id: noted };
  if (!uploaded.ok) return uploaded;
  if (noted === undefined) await room.memory.put(SLACK, memoryKey, { file: uploaded.id });
  return room.api('files.completeUploadExternal', {
    files: [{ id: uploaded.id, title: file.name }],
    channel_id: channel,
    ...(thread === undefined ? {} : { thread_ts: thread }),
  });
}

type Uploaded = { readonly ok: true; readonly id: string } | (SlackResult & { readonly ok: false });

async function upload(
  room: SlackRoom,
  { name, content }: { readonly name: string; readonly content: string },
): Promise<Uploaded> {
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
