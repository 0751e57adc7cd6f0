import { conversationKey, type Address, type Language, type WorkShown } from '../../domain/index.js';
import { plain, shorten, type Block } from './blocks.js';
import { placeOf } from './place.js';
import { quietUpdate } from './quiet.js';
import type { SlackMessage } from './render.js';
import type { SlackRoom } from './room.js';
import { phaseName, say, STATUS_MARKS } from './words.js';

/** Slack takes about one change a second in a chat. */
const LEAST_MS = 1_500;
const LINES = 8;

/** Keeps people informed while they wait: Slack's status line in a thread, the progress message elsewhere. */
export interface ShowWork {
  show(address: Address, work: WorkShown, language: Language): Promise<void>;
  /** The progress message that stands at the end of this chat. */
  remember(address: Address, ts: string, message: SlackMessage | undefined): void;
  /** Something new is said here: the progress message is no longer ours to change. */
  forget(address: Address): void;
}

export function createShowWork(room: SlackRoom): ShowWork {
  const standing = new Map<string, { readonly ts: string; readonly message: SlackMessage }>();
  const shownAt = new Map<string, number>();

  async function show(address: Address, work: WorkShown, language: Language): Promise<void> {
    const key = conversationKey(address);
    const now = room.clock.now().getTime();
    const place = placeOf(address);
    if (now - (shownAt.get(key) ?? 0) < LEAST_MS || room.holds.heldFor(place.channel) > 0) return;
    if (shownAt.size > 10_000) shownAt.clear();
    shownAt.set(key, now);
    const { channel, thread } = await room.inThread(place);
    if (thread !== undefined) {
      await room.api('assistant.threads.setStatus', {
        channel_id: channel,
        thread_ts: thread,
        status: statusOf(work, language),
      });
      return;
    }
    const progress = standing.get(key);
    if (work.kind !== 'measuring' || !progress || work.lines.length === 0) return;
    const { ts, message } = progress;
    const result = await room.api('chat.update', {
      channel,
      ts,
      ...quietUpdate(message.text),
      blocks: [...message.blocks, linesBlock(work.lines, language)],
    });
    if (!result.ok && result.trouble.kind === 'rate') room.holds.hold(channel, result.trouble.afterMs);
  }

  return {
    async show(address, work, language) {
      try {
        await show(address, work, language);
      } catch {
        // A courtesy: the answer itself takes another road.
      }
    },
    remember(address, ts, message) {
      if (message !== undefined) standing.set(conversationKey(address), { ts, message });
    },
    forget(address) {
      standing.delete(conversationKey(address));
    },
  };
}

function statusOf(work: WorkShown, language: Language): string {
  const target = work.kind === 'measuring' ? work.lines.at(-1)?.target : undefined;
  if (target === undefined) return say('thinking', language);
  return shorten(say('checking', language, { target }), 100);
}

/** The last lines of a running measurement, the newest state of each phase. */
function linesBlock(lines: Extract<WorkShown, { kind: 'measuring' }>['lines'], language: Language): Block {
  const newest = new Map(lines.map((line) => [`${line.probe} ${line.target} ${line.phase}`, line]));
  const text = [...newest.values()]
    .slice(-LINES)
    .map(({ target, phase, status, ms }) => {
      const mark = status === 'running' ? '…' : STATUS_MARKS[status];
      const time = ms === undefined ? '' : `  ${say('milliseconds', language, { ms: Math.round(ms) })}`;
      return shorten(`${mark} ${target} ${phaseName(phase, language)}${time}`, 200);
    })
    .join('\n');
  return { type: 'context', elements: [plain(text, 2_000)] };
}
