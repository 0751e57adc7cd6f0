import { reasonOf, type DoorAnswer, type DoorRequest, type InboundMessage } from '../../domain/index.js';
import { isPersonal, localeOf, personOf, readActivity, type TeamsActivity } from './activity.js';
import type { DoorTools } from './door-tools.js';
import { languageOf } from './channel.js';
import { readFiles } from './files.js';
import { admit } from './gate.js';
import { hear, type Heard } from './hear.js';
import { hearPress } from './hear-press.js';
import { inboundOf } from './inbound.js';
import { clip } from './limits.js';
import { referenceOf } from './memory.js';
import { findPrivateChat } from './private-chat.js';
import { escapeMarks, render } from './render.js';
import { createSpeakers } from './speaker.js';
import { within } from './within.js';
import { word } from './words.js';

/** Teams' own activities are a few kilobytes; a card's inputs can make them longer. */
const LARGEST_BODY = 256 * 1024;
const ANSWER_MS = 2_400;

const TAKEN: DoorAnswer = { status: 202 };
const LATER: DoorAnswer = { status: 503, headers: { 'retry-after': '2' } };

/** The incoming side: every activity is checked, understood, committed, and only then acknowledged. */
export function createTeamsDoor(tools: DoorTools): (request: DoorRequest) => Promise<DoorAnswer> {
  const { settings, ports, memory, framework } = tools;
  const speakerOf = createSpeakers(ports, memory, framework);

  async function answer({ headers, body }: DoorRequest): Promise<DoorAnswer> {
    const authorization = headers['authorization'] ?? '';
    if (authorization === '' && settings.identity.kind === 'app') return { status: 401 };
    if (body.byteLength > LARGEST_BODY) return { status: 413 };
    const activity = readActivity(body);
    if (!activity) return { status: 400 };
    const refused = await admit(activity, authorization, settings, framework, ports.clock.now(), ports.log);
    return refused ?? perform(activity, hear(activity));
  }

  async function perform(activity: TeamsActivity, heard: Heard): Promise<DoorAnswer> {
    const reference = referenceOf(activity);
    switch (heard.kind) {
      case 'installed':
        await memory.keepChat(reference, personOf(activity));
        return TAKEN;
      case 'removed':
        await memory.dropChat(reference.conversation);
        return TAKEN;
      case 'nothing':
        return TAKEN;
      case 'unknown-invoke':
        return { status: 501 };
      case 'feedback':
        await ports.feedback?.({
          conversation: reference.conversation,
          message: activity.replyToId,
          person: personOf(activity),
          reaction: heard.reaction,
          text: heard.text,
        });
        return { status: 200 };
      case 'press':
        return hearPress(activity, heard, tools, take);
      case 'message':
      case 'edit':
      case 'delete':
        return hearWords(activity, heard);
    }
  }

  async function hearWords(
    activity: TeamsActivity,
    heard: Heard & { readonly kind: 'message' | 'edit' | 'delete' },
  ): Promise<DoorAnswer> {
    if (activity.id === undefined) return { status: 400 };
    if (!(await concernsUs(activity, activity.id, heard))) return TAKEN;
    if (heard.kind !== 'message') return take(inboundOf(activity, activity.id, heard), activity);
    const [files] = await Promise.all([
      readFiles(activity, settings, ports.tellingLines),
      memory.keepChat(referenceOf(activity), personOf(activity)),
      isPersonal(activity) ? undefined : memory.keepHeard(activity.conversation.id, activity.id),
    ]);
    if (files.unread.length > 0) tools.later(askForWords(activity, files.unread));
    const text = [heard.text, files.text].filter(Boolean).join('\n');
    if (text === '' && files.unread.length > 0) return TAKEN;
    return take(inboundOf(activity, activity.id, { ...heard, text }), activity);
  }

  /** What can't be read is asked for in words, once however often its message comes; nothing waits for it. */
  async function askForWords(activity: TeamsActivity, names: readonly string[]): Promise<void> {
    const language = languageOf(localeOf(activity).locale) ?? 'zh';
    const text = word('pasteWords', language, { name: escapeMarks(clip(names.join(', '), 100)) });
    const personal = isPersonal(activity);
    try {
      if (!(await memory.firstAsked(activity.conversation.id, activity.id ?? ''))) return;
      const activityToSend = render({ text }, { language, personal, feedback: false });
      await (await framework()).send(referenceOf(activity), activityToSend, { posted: false });
    } catch (error) {
      ports.log.debug('nobody was asked for the words of a file', { error: reasonOf(error) });
    }
  }

  /**
   * In places with other people the bot is spoken to by its name; after that the same person goes on without it.
   * Where the app may read along (a triage channel), everything else said there is none of its business.
   */
  async function concernsUs(activity: TeamsActivity, id: string, heard: Heard): Promise<boolean> {
    if (isPersonal(activity)) return true;
    if (heard.kind === 'message' && heard.mentioned) return true;
    const chat = await memory.chat(activity.conversation.id);
    if (chat?.person.id === activity.from.id) return true;
    // Somebody else may have spoken to us since then.
    return heard.kind !== 'message' && (await memory.heard(activity.conversation.id, id));
  }

  /** Commits, and then acknowledges. */
  async function take(message: InboundMessage, activity: TeamsActivity): Promise<DoorAnswer> {
    const from = await speakerOf(activity);
    if (isPersonal(activity)) {
      await ports.receive({ ...message, from });
      return TAKEN;
    }
    const inPrivate = await findPrivateChat(activity, tools);
    await ports.receive({
      ...message,
      from,
      shared: true,
      ...(inPrivate === undefined ? {} : { inPrivate }),
    });
    return TAKEN;
  }

  return async (request) => {
    try {
      return (await within(ANSWER_MS, answer(request))) ?? LATER;
    } catch (error) {
      ports.log.error('an activity of Teams was not taken', { error: reasonOf(error) });
      return LATER;
    }
  };
}
