import {
  conversationKey,
  phaseName,
  type Address,
  type Language,
  type WorkShown,
} from '../../domain/index.js';
import { plain, shorten, type Block } from './blocks.js';
import { placeOf, type SlackPlace } from './place.js';
import { quietUpdate } from './quiet.js';
import type { SlackMessage } from './render.js';
import type { SlackRoom } from './room.js';
import { say, STATUS_MARKS } from './words.js';

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
  /** The answer is there. */
  answered(address: Address): void;
  /** Until what was begun to be shown here has reached Slack: a status behind the answer would stay for minutes. */
  settled(address: Address): Promise<void>;
}

/** Put under a message that is being looked at, where there is no thread for a status. */
const SEEN = 'eyes';
/** Another replica may have answered. */
const SEEN_MS = 15_000;
/** An answer waits this long for a status that is on its way. */
const STATUS_MS = 500;
const A_MESSAGE = /^\d{1,12}\.\d{1,9}$/u;

export function createShowWork(room: SlackRoom): ShowWork {
  const standing = new Map<string, { readonly ts: string; readonly message: SlackMessage }>();
  const shownAt = new Map<string, number>();
  const seen = new Map<string, () => void>();
  const underway = new Map<string, Promise<unknown>>();
  let marks = true;

  /** A direct message has no status: the message itself is marked until it is answered. */
  async function mark(key: string, channel: string, timestamp: string): Promise<void> {
    if (!marks) return;
    const about = { channel, timestamp, name: SEEN };
    const added = await room.api('reactions.add', about);
    if (!added.ok) {
      if (added.trouble.reason === 'missing_scope') marks = false;
      return;
    }
    const answered = new Promise<void>((resolve) => {
      seen.get(key)?.();
      seen.set(key, resolve);
    });
    room.background(async () => {
      await Promise.race([answered, room.pause(SEEN_MS)]);
      await room.api('reactions.remove', about);
    });
  }

  async function show(address: Address, work: WorkShown, language: Language): Promise<void> {
    const key = conversationKey(address);
    const now = room.clock.now().getTime();
    const place = placeOf(address);
    if (work.kind === 'nothing') return hide(key, place);
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
    if (work.kind === 'thinking' && work.message !== undefined && A_MESSAGE.test(work.message)) {
      return mark(key, channel, work.message);
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

  /** An empty status takes the one that stands away. */
  async function hide(key: string, place: SlackPlace): Promise<void> {
    answered(key);
    shownAt.delete(key);
    const { channel, thread } = await room.inThread(place);
    if (thread === undefined) return;
    await room.api('assistant.threads.setStatus', { channel_id: channel, thread_ts: thread, status: '' });
  }

  function answered(key: string): void {
    seen.get(key)?.();
    seen.delete(key);
  }

  return {
    async show(address, work, language) {
      const key = conversationKey(address);
      // A courtesy: the answer itself takes another road.
      const shown = show(address, work, language).catch(() => undefined);
      underway.set(key, shown);
      await shown;
      if (underway.get(key) === shown) underway.delete(key);
    },
    answered(address) {
      answered(conversationKey(address));
    },
    async settled(address) {
      const shown = underway.get(conversationKey(address));
      if (shown) await Promise.race([shown, room.pause(STATUS_MS)]);
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
