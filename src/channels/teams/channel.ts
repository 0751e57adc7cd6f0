import {
  reasonOf,
  type Channel,
  type Language,
  type OutboundMessage,
  type SendOutcome,
} from '../../domain/index.js';
import type { BotFramework, Wire } from './bot-framework.js';
import { createBounded } from './bounded.js';
import { CHANNEL, FORGETS, type ChatReference, type TeamsMemory } from './memory.js';
import { readFailure } from './outcome.js';
import type { TeamsPorts } from './ports.js';
import { render } from './render.js';
import type { TeamsSettings } from './settings.js';

/**
 * Teams shows “is typing” for a few seconds; more often than this says nothing new. Less than the rhythm in which a
 * measurement is shown, or every second sign would come a moment too soon and be left out.
 */
const TYPING_MS = 2_500;
const CHATS_WATCHED = 5_000;

/** Statuses of an update that certainly changed nothing, after which a new message is the way. */
const NOT_UPDATED: ReadonlySet<number | undefined> = new Set([400, 404, 405, 501]);

/** The outgoing side: every message goes to the chat that was remembered, whether or not anybody just wrote there. */
export function createTeamsChannel(
  settings: TeamsSettings,
  ports: TeamsPorts,
  memory: TeamsMemory,
  framework: () => Promise<BotFramework>,
): Channel {
  const { log, clock, chance = Math.random } = ports;
  const busy = createBounded<number>(CHATS_WATCHED);
  const typed = createBounded<number>(CHATS_WATCHED);
  let isRefused = false;

  async function attempt(
    message: OutboundMessage,
    chat: ChatReference,
    replaces?: string,
  ): Promise<SendOutcome> {
    const { conversation } = message.address;
    const language = message.language ?? languageOf(chat.locale) ?? 'zh';
    const activity = render(message.reply, {
      language,
      personal: chat.kind === 'personal',
      feedback: ports.feedback !== undefined,
      ...(chat.person.name === undefined ? {} : { mention: { id: chat.person.id, name: chat.person.name } }),
      ...(settings.publicUrl === undefined ? {} : { publicUrl: settings.publicUrl }),
    });
    const wire: Wire = { posted: false };
    try {
      const platformId = await (await framework()).send(chat, activity, wire, replaces);
      busy.delete(conversation);
      taken();
      await rememberCard(conversation, platformId, message, language);
      return { kind: 'sent', platformId };
    } catch (error) {
      const failure = readFailure(error, wire, busy.get(conversation) ?? 0, chance());
      if (replaces !== undefined && NOT_UPDATED.has(failure.status)) return attempt(message, chat);
      if (failure.outcome.kind === 'later') busy.set(conversation, (busy.get(conversation) ?? 0) + 1);
      if (failure.unknownToThem) refused(failure.outcome.reason);
      if (failure.gone) {
        log.warn('a chat in Teams is closed to the bot', { status: failure.status });
        await memory.dropChat(conversation);
      }
      return failure.outcome;
    }
  }

  function refused(reason: string): void {
    if (isRefused) return;
    isRefused = true;
    log.error('Microsoft does not take the app id and secret of Teams; sends wait until it does', { reason });
    ports.onTrouble?.('Microsoft does not take the app id and secret of Teams');
  }

  function taken(): void {
    if (!isRefused) return;
    isRefused = false;
    log.info('Microsoft takes the app id and secret of Teams again');
    ports.onTrouble?.(undefined);
  }

  async function rememberCard(
    conversation: string,
    id: string,
    { reply }: OutboundMessage,
    language: Language,
  ): Promise<void> {
    if (reply.buttons === undefined && reply.choices === undefined) return;
    try {
      await memory.keepCard(conversation, id, { reply, language });
    } catch (error) {
      log.warn('a card was sent and could not be remembered', { error: reasonOf(error) });
    }
  }

  return {
    id: CHANNEL,
    canReplace: true,
    forgets: FORGETS,

    async send(message) {
      try {
        const chat = await memory.chat(message.address.conversation);
        if (!chat) return { kind: 'refused', reason: 'the bot is not in this chat' };
        return await attempt(message, chat, message.replaces);
      } catch (error) {
        return { kind: 'later', afterMs: 1_000, reason: reasonOf(error) };
      }
    },

    async showWork({ conversation }, { kind }) {
      // Teams takes the sign away by itself after some seconds.
      if (kind === 'nothing') return;
      const now = clock.now().getTime();
      if (now - (typed.get(conversation) ?? -Infinity) < TYPING_MS) return;
      typed.set(conversation, now);
      try {
        const chat = await memory.chat(conversation);
        // Teams shows no typing in channels.
        if (!chat || chat.kind === 'channel') return;
        await (await framework()).send(chat, { type: 'typing' }, { posted: false });
      } catch (error) {
        log.debug('Teams was not told that the bot is typing', { error: reasonOf(error) });
      }
    },
  };
}

/** `zh-CN` is Chinese; every other language is answered in English. */
export function languageOf(locale: string | undefined): Language | undefined {
  if (locale === undefined || locale === '') return undefined;
  return /^zh\b/iu.test(locale) ? 'zh' : 'en';
}
