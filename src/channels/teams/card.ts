import { plainText, type Language, type Reply, type ReplyButton } from '../../domain/index.js';
import { differentialPart } from './card-differential.js';
import { giftPart, wordsBesideGift } from './card-gift.js';
import { measuredPart } from './card-measured.js';
import {
  line,
  type AdaptiveCard,
  type CardAction,
  type CardContext,
  type CardElement,
} from './card-parts.js';
import { cardText } from './card-text.js';
import { CARD_LIMITS, clip } from './limits.js';
import { saysItself } from '../words.js';
import { word } from './words.js';

/** What was chosen on a card, and by whom where others read along. */
export interface CardChoice {
  readonly label: string;
  readonly name?: string;
}

/** A reply as a card, with everything that can be pressed. */
export function drawCard(reply: Reply, context: CardContext): AdaptiveCard {
  const menu = menuOf(reply);
  const body = [...bodyOf(reply, context), ...(menu.length === 0 ? [] : [choiceSet(menu, context.language)])];
  const actions = [
    ...(menu.length === 0 ? [] : [chooseAction(context.language)]),
    ...buttonsOf(reply).map(pressAction),
  ];
  return { ...frame(reply, context, body), ...(actions.length === 0 ? {} : { actions }) };
}

/** The same card after a press: nothing left to press, and what was chosen. */
export function drawSpentCard(reply: Reply, context: CardContext, choice: CardChoice): AdaptiveCard {
  const { name } = choice;
  const label = titleOf(choice.label);
  const chosen =
    name === undefined
      ? word('chosen', context.language, { label })
      : word('chosenBy', context.language, { name: clip(name, CARD_LIMITS.title), label });
  return frame(reply, context, [
    ...bodyOf(reply, context),
    line(`✓ ${chosen}`, { isSubtle: true }, 'medium'),
  ]);
}

function frame(reply: Reply, { language }: CardContext, body: readonly CardElement[]): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: language === 'zh' ? 'zh-CN' : 'en',
    fallbackText: summaryOf(reply),
    body,
  };
}

/** One line for notifications, the list of chats, and clients that can't draw the card. */
export function summaryOf(reply: Reply): string {
  const words = plainText(reply.text).replace(/\s+/gu, ' ').trim();
  return clip(words || reply.speaker?.trim() || '…', CARD_LIMITS.summary);
}

function bodyOf(reply: Reply, context: CardContext): readonly CardElement[] {
  return [
    ...(reply.speaker === undefined ? [] : [line(reply.speaker, { weight: 'bolder' })]),
    ...(saysItself(reply) ? [] : cardText(wordsBesideGift(reply))),
    ...(reply.differential ? differentialPart(reply.differential, context.language) : []),
    ...(reply.gift ? giftPart(reply.gift, context.language) : []),
    ...(reply.measured ? measuredPart(reply.measured, context) : []),
  ];
}

/** More buttons than Teams shows go into the menu. */
function buttonsOf({ buttons = [], choices = [] }: Reply): readonly ReplyButton[] {
  const room = choices.length === 0 ? CARD_LIMITS.actions : CARD_LIMITS.actions - 1;
  return buttons.length <= room ? buttons : [];
}

function menuOf(reply: Reply): readonly ReplyButton[] {
  const overflow = buttonsOf(reply).length === 0 ? (reply.buttons ?? []) : [];
  return [...(reply.choices ?? []), ...overflow];
}

function choiceSet(choices: readonly ReplyButton[], language: Language): CardElement {
  return {
    type: 'Input.ChoiceSet',
    id: 'choice',
    style: choices.length > CARD_LIMITS.compactChoices ? 'filtered' : 'compact',
    placeholder: word('choose', language),
    isRequired: true,
    errorMessage: word('chooseFirst', language),
    choices: choices.map(({ label, press }) => ({ title: titleOf(label), value: press })),
  };
}

function chooseAction(language: Language): CardAction {
  const title = word('chooseDone', language);
  return {
    type: 'Action.Execute',
    title,
    verb: 'choose',
    data: {},
    style: 'positive',
    associatedInputs: 'auto',
    fallback: { type: 'Action.Submit', title, data: {}, associatedInputs: 'auto' },
  };
}

/** Teams draws no button without words. */
function titleOf(label: string): string {
  return clip(label.replace(/\s+/gu, ' ').trim() || '…', CARD_LIMITS.title);
}

/** A menu beside the buttons must not keep them from working. */
function pressAction({ label, press }: ReplyButton): CardAction {
  const title = titleOf(label);
  const data = { press, label: title };
  return {
    type: 'Action.Execute',
    title,
    verb: 'press',
    data,
    associatedInputs: 'none',
    fallback: { type: 'Action.Submit', title, data, associatedInputs: 'none' },
  };
}
