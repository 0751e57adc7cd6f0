import type { Activity } from 'botbuilder';

import type { Language, Reply } from '../../domain/index.js';
import { splitText } from '../split-text.js';
import type { AdaptiveCard, CardContext } from './card-parts.js';
import { drawCard, drawSpentCard, summaryOf, type CardChoice } from './card.js';
import { chatText, escaped } from './chat-text.js';
import { clean, cleanReply } from './clean.js';
import { CARD_LIMITS, clip, sizeOf } from './limits.js';
import { word } from './words.js';

const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

export interface RenderContext extends CardContext {
  /** One person alone with the bot. */
  readonly personal: boolean;
  /** Whether Teams may ask what people think of an answer. */
  readonly feedback: boolean;
  /** Whom to call by name, where others read along: in Teams only a mention is noticed there. */
  readonly mention?: { readonly id: string; readonly name: string };
}

/** A reply as the activity that Teams shows: a text where that says it all, else a card. Always within the limits. */
export function render(reply: Reply, context: RenderContext): Partial<Activity> {
  return fitting(reply, context.language, (smaller) => draw(smaller, context));
}

/** A card after a press, as it replaces the one with buttons. */
export function renderSpent(
  reply: Reply,
  context: CardContext,
  { label, name }: CardChoice,
): Partial<Activity> {
  const choice = { label: clean(label), ...(name === undefined ? {} : { name: clean(name) }) };
  return fitting(reply, context.language, (smaller) =>
    cardActivity(drawSpentCard(smaller, context, choice), summaryOf(smaller)),
  );
}

function fitting(
  reply: Reply,
  language: Language,
  drawn: (reply: Reply) => Partial<Activity>,
): Partial<Activity> {
  const whole = cleanReply(reply);
  for (const smaller of STEPS) {
    const activity = drawn(smaller(whole, language));
    if (sizeOf(activity) < CARD_LIMITS.message - ENVELOPE) return activity;
  }
  return drawn({ text: cutText(whole.text, 500, language) });
}

/** What the connector adds: names and ids of chat, bot and person. */
const ENVELOPE = 4 * 1024;

type Step = (reply: Reply, language: Language) => Reply;

/** What is left out first when a message would be too large; what can be pressed goes last. */
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
  (reply, language) => ({
    ...without(reply, ['measured', 'gift', 'differential', 'choices']),
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
  const speaker = reply.speaker === undefined ? '' : `**${escapeMarks(reply.speaker)}**\n\n`;
  const mention = reply.progress === true ? undefined : mentionOf(context);
  const words = chatText(`${speaker}${reply.text}`) || '…';
  return {
    type: 'message',
    textFormat: 'xml',
    summary: summaryOf(reply),
    text: mention === undefined ? words : `${mention.text} ${words}`,
    ...(mention === undefined ? {} : { entities: [mention] }),
    ...talkAction(reply, context),
    ...feedback,
  };
}

/** The words in the text and in the entity must be the same letter for letter. */
function mentionOf({ personal, mention }: RenderContext) {
  if (personal || mention === undefined) return undefined;
  const { id } = mention;
  const name = clean(mention.name);
  return { type: 'mention', mentioned: { id, name }, text: `<at>${escaped(clip(name, 100))}</at>` };
}

/** `summary` stands for it in notifications; a `text` would be shown a second time beside it. */
function cardActivity(card: AdaptiveCard, summary: string): Partial<Activity> {
  return { type: 'message', summary, attachments: [{ contentType: CARD_TYPE, content: card }] };
}

function needsCard({ buttons, choices, differential, measured, gift }: Reply): boolean {
  return [buttons, choices, differential, gift?.servers ?? gift?.files, measured?.results].some(
    (part) => part !== undefined && (!Array.isArray(part) || part.length > 0),
  );
}

/** Worth asking about: the bot's answer that ended a problem. */
function isAnswer({ finished, progress, speaker }: Reply): boolean {
  return progress !== true && speaker === undefined && finished !== undefined;
}

/** The way to people is always in sight; Teams shows suggestions to one person alone only. */
function talkAction(reply: Reply, { personal, language }: RenderContext): Partial<Activity> {
  if (!personal || reply.progress === true || reply.speaker !== undefined) return {};
  const title = word('talk', language);
  return { suggestedActions: { to: [], actions: [{ type: 'imBack', title, value: title }] } };
}

/** A name as words of the small Markdown. */
export function escapeMarks(text: string): string {
  return text
    .replace(/[\\*_`[\]<>]/gu, '\\$&')
    .replace(/\s+/gu, ' ')
    .trim();
}
