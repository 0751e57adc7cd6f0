import type { Activity } from 'botbuilder';

import { reasonOf, type DoorAnswer, type InboundMessage } from '../../domain/index.js';
import { isPersonal, type TeamsActivity } from './activity.js';
import { languageOf } from './channel.js';
import type { DoorTools } from './door-tools.js';
import type { Heard } from './hear.js';
import { pressOf } from './inbound.js';
import { referenceOf, type SentCard } from './memory.js';
import { renderSpent } from './render.js';
import { word } from './words.js';

type Press = Heard & { readonly kind: 'press' };
type Take = (message: InboundMessage, activity: TeamsActivity) => Promise<DoorAnswer>;

/**
 * A button was pressed. The press is committed once per card; the card then shows what was chosen, at once for who
 * pressed and by an update for everybody who sees it. A card that was used already answers with what it shows by now.
 */
export async function hearPress(
  activity: TeamsActivity,
  heard: Press,
  tools: DoorTools,
  take: Take,
): Promise<DoorAnswer> {
  const { memory } = tools;
  const conversation = activity.conversation.id;
  const message = activity.replyToId;
  const card = message === undefined ? undefined : await memory.card(conversation, message);
  if (card?.chosen !== undefined) return cardAnswer(heard, spentCard(card, card.chosen, activity, tools));

  const label = labelOf(heard, card);
  const taken = await take(pressOf(activity, heard.press, label), activity);
  if (card === undefined || message === undefined) {
    const language = languageOf(activity.locale) ?? 'zh';
    return messageAnswer(heard, word('chosen', language, { label: label ?? '…' }), taken);
  }
  const chosen = label ?? heard.press;
  await memory.keepCard(conversation, message, { ...card, chosen });
  const spent = spentCard(card, chosen, activity, tools);
  tools.later(showToAll(activity, message, spent, tools));
  return heard.by === 'execute' ? cardAnswer(heard, spent) : taken;
}

function labelOf({ press, label }: Press, card: SentCard | undefined): string | undefined {
  const pressable = [...(card?.reply.buttons ?? []), ...(card?.reply.choices ?? [])];
  return pressable.find((button) => button.press === press)?.label ?? label;
}

function spentCard(
  card: SentCard,
  label: string,
  activity: TeamsActivity,
  tools: DoorTools,
): Partial<Activity> {
  const { name } = activity.from;
  const { publicUrl } = tools.settings;
  return renderSpent(
    card.reply,
    { language: card.language, ...(publicUrl === undefined ? {} : { publicUrl }) },
    { label, ...(isPersonal(activity) || name === undefined ? {} : { name }) },
  );
}

/** The answer to an invoke changes the card for one person only. */
async function showToAll(
  activity: TeamsActivity,
  message: string,
  spent: Partial<Activity>,
  { framework, ports }: DoorTools,
): Promise<void> {
  try {
    const wire = { posted: false };
    await (await framework()).send(referenceOf(activity), spent, wire, message);
  } catch (error) {
    ports.log.debug('a used card keeps its buttons for others', { error: reasonOf(error) });
  }
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/work-with-universal-actions-for-adaptive-cards */
function cardAnswer({ by }: Press, spent: Partial<Activity>): DoorAnswer {
  if (by === 'submit') return { status: 202 };
  return invokeAnswer('application/vnd.microsoft.card.adaptive', spent.attachments?.[0]?.content);
}

function messageAnswer({ by }: Press, text: string, taken: DoorAnswer): DoorAnswer {
  return by === 'submit' ? taken : invokeAnswer('application/vnd.microsoft.activity.message', text);
}

function invokeAnswer(type: string, value: unknown): DoorAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ statusCode: 200, type, value }),
  };
}
