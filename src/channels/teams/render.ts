import type { Activity } from 'botbuilder';

import type { Language, Reply } from '../../domain/index.js';
import { splitText } from '../split-text.js';
import type { AdaptiveCard } from './card-parts.js';
import { drawCard, summaryOf, type CardContext } from './card.js';
import { chatText } from './chat-text.js';
import { CARD_LIMITS, sizeOf } from './limits.js';
import { word } from './words.js';

const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

export interface RenderContext extends CardContext {
  /** One person alone with the bot. */
  readonly personal: boolean;
  /** Whether Teams may ask what people think of an answer. */
  readonly feedback: boolean;
}

/** A reply as the activity that Teams shows: a text where that says it all, else a card. Always within the limits. */
export function render(reply: Reply, context: RenderContext): Partial<Activity> {
  for (const smaller of STEPS) {
    const activity = draw(smaller(reply, context.language), context);
    if (sizeOf(activity) < CARD_LIMITS.message - ENVELOPE) return activity;
  }
  return draw({ text: cutText(reply.text, 500, context.language) }, context);
}

/** What the connector adds: names and ids of chat, bot and person. */
const ENVELOPE = 4 * 1024;

type Step = (reply: Reply, language: Language) => Reply;

/** What is left out first when a message would be too large. Nothing can be pressed that was left out. */
const STEPS: readonly Step[] = [
  (reply, language) => ({ ...reply, text: cutText(reply.text, CARD_LIMITS.text, language) }),
  (reply, language) => ({ ...without(reply, ['measured']), text: cutText(reply.text, 4_000, language) }),
  (reply, language) => ({
    ...without(reply, ['measured', 'gift', 'differential']),
    text: cutText(reply.text, 2_000, language),
  }),
  (reply, language) => ({
    ...without(reply, ['measured', 'gift', 'differential']),
    text: cutText(reply.text, 500, language),
  }),
];

function without(reply: Reply, keys: readonly (keyof Reply)[]): Reply {
  const left: Partial<Record<keyof Reply, unknown>> & Reply = { ...reply };
  for (const key of keys) Reflect.deleteProperty(left, key);
  return left;
}

function cutText(text: string, limit: number, language: Language): string {
  if (text.length <= limit) return text;
  const note = `\n\n${word('longer', language)}`;
  return `${splitText(text, limit - note.length)[0] ?? ''}${note}`;
}

function draw(reply: Reply, context: RenderContext): Partial<Activity> {
  const feedback =
    context.feedback && isAnswer(reply) ? { channelData: { feedbackLoop: { type: 'default' } } } : {};
  if (needsCard(reply)) return { ...cardActivity(drawCard(reply, context), summaryOf(reply)), ...feedback };
  const speaker = reply.speaker === undefined ? '' : `**${escapeBold(reply.speaker)}**\n\n`;
  return {
    type: 'message',
    textFormat: 'xml',
    text: chatText(`${speaker}${reply.text}`) || '…',
    ...talkAction(reply, context),
    ...feedback,
  };
}

/** A card as a message. `summary` stands for it in notifications; a `text` would be shown a second time beside it. */
export function cardActivity(card: AdaptiveCard, summary: string): Partial<Activity> {
  return { type: 'message', summary, attachments: [{ contentType: CARD_TYPE, content: card }] };
}

function needsCard({ buttons, choices, differential, measured, gift }: Reply): boolean {
  return [buttons, choices, differential, gift?.servers ?? gift?.file, measured?.results].some(
    (part) => part !== undefined && (!Array.isArray(part) || part.length > 0),
  );
}

/** Worth asking about: something was found or handed over, by the bot. */
function isAnswer({ differential, gift, measured, progress, speaker }: Reply): boolean {
  return progress !== true && speaker === undefined && Boolean(differential ?? gift ?? measured);
}

/** The way to people is always in sight; Teams shows suggestions to one person alone only. */
function talkAction(reply: Reply, { personal, language }: RenderContext): Partial<Activity> {
  if (!personal || reply.progress === true || reply.speaker !== undefined) return {};
  const title = word('talk', language);
  return { suggestedActions: { to: [], actions: [{ type: 'imBack', title, value: title }] } };
}

function escapeBold(text: string): string {
  return text
    .replace(/[\\*_`[\]<>]/gu, '\\$&')
    .replace(/\s+/gu, ' ')
    .trim();
}
