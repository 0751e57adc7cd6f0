import { mailmedicError, type Channel, type OutboundMessage, type SendOutcome } from '../../domain/index.js';
import type { SlackResult, SlackTrouble } from './api.js';
import { FORGETS } from './forgets.js';
import { quietPost, quietUpdate } from './quiet.js';
import { arrivedParts, METADATA_TYPE } from './look-up.js';
import { isDirect, placeOf, scopeOf, type SlackPlace } from './place.js';
import { SLACK } from './ports.js';
import { languageOf, render, type Rendered, type SlackMessage } from './render.js';
import type { SlackRoom } from './room.js';
import { createShowWork } from './show-work.js';
import { say } from './words.js';
import { shareFiles } from './share-files.js';

/** Parts sent later than this after the first one wait for the next attempt, so that the sender's lease holds. */
const SEND_BUDGET_MS = 8_000;

/** Nobody notices that an answer waits so long; what is typed is marked as seen before. */
const OVERTAKES_MS = 250;

/** The outgoing side of Slack. */
export function createSlackChannel(room: SlackRoom): Channel {
  const { api, holds, memory, log, settings, ports } = room;
  const work = createShowWork(room);
  let takesThumbs = true;

  async function send(message: OutboundMessage): Promise<SendOutcome> {
    const place = placeOf(message.address);
    const held = holds.heldFor(place.channel);
    if (held > 0) return { kind: 'later', afterMs: held, reason: 'Slack asked this channel to wait' };
    await work.settled(message.address);
    work.forget(message.address);
    const rendered = draw(message);
    if (rendered.menu) await memory.put(SLACK, `menu:${scopeOf(place, message.key)}`, rendered.menu);
    const outcome = await sendParts(message, rendered, await room.inThread(place));
    work.answered(message.address);
    if (outcome.kind === 'sent') settled(message, rendered, outcome.platformId);
    return outcome;
  }

  function draw(message: OutboundMessage): Rendered {
    return render(message, {
      ...(settings.publicUrl === undefined ? {} : { publicUrl: settings.publicUrl }),
      withFeedback: ports.feedback !== undefined,
      plainThumbs: !takesThumbs,
    });
  }

  /** What must not wait: the progress message gives way to what follows it, or is remembered to be kept current. */
  function settled(message: OutboundMessage, rendered: Rendered, ts: string): void {
    const { replaces, reply, address } = message;
    if (reply.progress === true) {
      work.remember(address, ts, rendered.messages[0]);
    } else if (replaces !== undefined) {
      const { channel } = placeOf(address);
      room.background(() => api('chat.delete', { channel, ts: replaces }));
    }
  }

  /** One message mostly. Of several, those that have arrived already are not sent again. */
  async function sendParts(
    message: OutboundMessage,
    rendered: Rendered,
    place: SlackPlace,
  ): Promise<SendOutcome> {
    const { key, replaces, reply } = message;
    const of = rendered.messages.length + (rendered.files ? 1 : 0);
    const known = of > 1 ? await arrivedParts(room, place, key) : { arrived: new Map<number, string>() };
    if ('trouble' in known) return outcomeOf(place, known.trouble);
    const { arrived } = known;
    const begun = room.clock.now().getTime();
    let first = arrived.get(1);
    for (const [at, one] of rendered.messages.entries()) {
      const part = at + 1;
      if (arrived.has(part)) continue;
      if (isLate(begun)) return { kind: 'later', afterMs: 100, reason: 'the rest of a long message' };
      const metadata = { event_type: METADATA_TYPE, event_payload: { key, part, of } };
      const isUpdate = part === 1 && reply.progress === true && replaces !== undefined;
      const result = isUpdate
        ? await update(place, replaces, one, metadata)
        : await post(place, one, metadata, () => draw(message).messages[at] ?? one);
      if (!result.ok) return outcomeOf(place, result.trouble);
      const ts = tsOf(result);
      if (ts === undefined) return { kind: 'unknown', reason: 'Slack named no message' };
      first ??= ts;
      if (of > 1) await room.notePart(scopeOf(place, key), part, ts);
    }
    if (rendered.files && !arrived.has(of)) {
      if (isLate(begun)) return { kind: 'later', afterMs: 100, reason: 'the files of a message' };
      const result = await shareFiles(room, place, key, rendered.files);
      if (!result.ok && isForGood(result.trouble)) {
        log.error('Slack takes no files from us; the person is told', { reason: result.trouble.reason });
        const note = say('fileNotSent', languageOf(message));
        const said = await api('chat.postMessage', { ...targetOf(place), ...quietPost(note) });
        if (!said.ok) return outcomeOf(place, said.trouble);
      } else if (!result.ok) return outcomeOf(place, result.trouble);
      await room.notePart(scopeOf(place, key), of, 'shared');
    }
    return { kind: 'sent', platformId: first ?? 'unknown' };
  }

  function isLate(begun: number): boolean {
    return room.clock.now().getTime() - begun > SEND_BUDGET_MS;
  }

  async function post(
    place: SlackPlace,
    one: SlackMessage,
    metadata: unknown,
    again?: () => SlackMessage,
  ): Promise<SlackResult> {
    const { channel } = place;
    const asIs = { ...targetOf(place), ...quietPost(one.text), metadata };
    const result = await api('chat.postMessage', { ...asIs, blocks: one.blocks });
    if (result.ok || result.trouble.kind !== 'refused') return result;
    const { error } = result.trouble;
    if (isAboutBlocks(error) && takesThumbs && again && hasThumbs(one)) {
      takesThumbs = false;
      log.info('this workspace does not take the thumbs of Slack; plain buttons stand in for them');
      return post(place, again(), metadata);
    }
    if (isAboutBlocks(error)) {
      log.error('Slack refuses our blocks; the words go alone', { error });
      return api('chat.postMessage', asIs);
    }
    // The thread's first message was deleted: the chat goes on without it.
    if (error === 'thread_not_found' && isDirect(channel)) {
      return api('chat.postMessage', { channel, ...quietPost(one.text), metadata, blocks: one.blocks });
    }
    return result;
  }

  async function update(
    place: SlackPlace,
    ts: string,
    one: SlackMessage,
    metadata: unknown,
  ): Promise<SlackResult> {
    const result = await api('chat.update', {
      channel: place.channel,
      ts,
      ...quietUpdate(one.text),
      metadata,
      blocks: one.blocks,
    });
    if (result.ok || result.trouble.kind !== 'refused') return result;
    return post(place, one, metadata);
  }

  function outcomeOf(place: SlackPlace, trouble: SlackTrouble): SendOutcome {
    switch (trouble.kind) {
      case 'rate':
        holds.hold(place.channel, trouble.afterMs);
        return { kind: 'later', afterMs: trouble.afterMs, reason: trouble.reason };
      case 'later':
        return { kind: 'later', afterMs: trouble.afterMs, reason: trouble.reason };
      case 'refused':
        log.warn('Slack refuses a message for good', { channel: place.channel, error: trouble.error });
        return { kind: 'refused', reason: trouble.reason };
      case 'unknown':
        return { kind: 'unknown', reason: trouble.reason };
    }
  }

  return {
    id: SLACK,
    canReplace: true,
    overtakesWithinMs: OVERTAKES_MS,
    forgets: FORGETS,
    send,
    /** Slack lets a bot read its direct messages, but not the threads of a channel (conversations.replies). */
    canFind: (address) => isDirect(placeOf(address).channel),
    async find(address, key) {
      const place = placeOf(address);
      const known = await arrivedParts(room, await room.inThread(place), key);
      if ('trouble' in known) throw lookUpFailed(known.trouble.reason);
      const { arrived, of } = known;
      for (let part = 1; part <= of; part += 1) if (!arrived.has(part)) return undefined;
      return arrived.get(1);
    },
    showWork: (address, shown, language) => work.show(address, shown, language),
  };
}

function lookUpFailed(reason: string): Error {
  return mailmedicError(
    'MM_UNAVAILABLE',
    { reason: `Slack could not be asked about a message: ${reason}` },
    'Nothing needs to be done: it is asked again.',
  );
}

function targetOf({ channel, thread }: SlackPlace): Readonly<Record<string, string>> {
  return { channel, ...(thread === undefined ? {} : { thread_ts: thread }) };
}

/** A file must not hold up the chat behind it for ever. */
function isForGood(trouble: SlackTrouble): boolean {
  return trouble.kind === 'refused' || trouble.reason === 'missing_scope';
}

function hasThumbs({ blocks }: SlackMessage): boolean {
  return blocks.some(({ type }) => type === 'context_actions');
}

function isAboutBlocks(error: string): boolean {
  return /^(invalid_blocks|invalid_blocks_format|msg_blocks_too_long|block_mismatch)$/u.test(error);
}

function tsOf(result: SlackResult & { readonly ok: true }): string | undefined {
  const { ts } = result.body;
  return typeof ts === 'string' ? ts : undefined;
}
