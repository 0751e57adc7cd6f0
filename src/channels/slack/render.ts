import type { GiftFile, Language, OutboundMessage, Reply, ReplyButton } from '../../domain/index.js';
import { splitText } from '../split-text.js';
import { escapeMarkup, plain, shorten, type ActionElement, type Block } from './blocks.js';
import { LIMITS, fitsOneMessage } from './check-blocks.js';
import { differentialBlocks } from './draw-differential.js';
import { saysItself } from '../words.js';
import { giftBlocks, withoutServerLines } from './draw-gift.js';
import { measuredBlocks } from './draw-measured.js';
import { richText, wordsOf } from './rich-text.js';
import { say } from './words.js';

/** One message as Slack takes it. */
export interface SlackMessage {
  /** For notifications and screen readers; always complete, never markup. */
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** One reply as Slack takes it: mostly one message; a very long text is several, settings files come after them. */
export interface Rendered {
  readonly messages: readonly SlackMessage[];
  /** At least one; shared together. */
  readonly files?: readonly GiftFile[];
  /** Tokens of choices that are too long for a menu, by their value in it. */
  readonly menu?: Readonly<Record<string, string>>;
}

export interface RenderOptions {
  readonly publicUrl?: string;
  readonly withFeedback?: boolean;
  /** The workspace does not take Slack's own thumbs: two plain buttons do the same. */
  readonly plainThumbs?: boolean;
}

/** Characters of a reply's text in one message; the whole of it stays below what Slack takes. */
const TEXT_LIMIT = 2_800;
/** `block_id` of the buttons and the thumbs: what follows is the key of the outgoing message. */
export const ANSWERS = 'answers:';
export const THUMBS = 'thumbs:';
export const ACTION_ANSWER = 'answer';
export const ACTION_THUMB = 'thumb';

/** The language of our labels: the reply's, else the one its text is written in. */
export function languageOf(message: Pick<OutboundMessage, 'language' | 'reply'>): Language {
  return message.language ?? (/\p{Script=Han}/u.test(message.reply.text) ? 'zh' : 'en');
}

/** Draws a reply in Block Kit. Whatever it holds, the messages are within Slack's limits. */
export function render(message: OutboundMessage, options: RenderOptions = {}): Rendered {
  const { reply, key } = message;
  const language = languageOf(message);
  const pieces = splitText(reply.text, TEXT_LIMIT);
  const messages = pieces.flatMap((piece) => textMessages(piece));
  const drawn = drawnBlocks(reply, language, options);
  const { blocks: answers, menu } = answerBlocks(reply, key, language);
  const thumbs = thumbBlocks(reply, key, language, options);
  const last = messages.length - 1;
  const lines = saysItself(reply) && messages.length === 1 ? [] : (messages[last]?.blocks ?? []);
  const whole = messages.map((one, at) => ({
    text: one.text,
    blocks: [
      ...(at === 0 ? speakerBlocks(reply, language) : []),
      ...(at === last ? lines : one.blocks),
      ...(at === last ? [...drawn, ...answers, ...thumbs] : []),
    ],
  }));
  const files = reply.gift?.kind === 'settings' ? (reply.gift.files ?? []) : [];
  return {
    messages: whole.flatMap(fitted),
    ...(files.length === 0 ? {} : { files }),
    ...(menu === undefined ? {} : { menu }),
  };

  function textMessages(piece: string): readonly SlackMessage[] {
    const elements = richText(reply.gift ? withoutServerLines(piece, reply.gift) : piece);
    const text = escapeMarkup(wordsOf(richText(piece)).trim()) || '–';
    const blocks: readonly Block[] = [{ type: 'rich_text', elements }];
    if (fitsOneMessage(blocks)) return [{ text, blocks }];
    // Thousands of tiny styles: the letters without them.
    return [{ text, blocks: [wordsAlone(piece)] }];
  }
}

/** A message that is too large with everything on it goes in two: the words, then what was drawn. */
function fitted(message: SlackMessage): readonly SlackMessage[] {
  if (fitsOneMessage(message.blocks)) return [message];
  const parts: SlackMessage[] = [];
  let blocks: Block[] = [];
  for (const block of message.blocks) {
    if (blocks.length > 0 && !fitsOneMessage([...blocks, block])) {
      parts.push({ text: message.text, blocks });
      blocks = [];
    }
    blocks.push(block);
  }
  parts.push({ text: message.text, blocks });
  return parts;
}

function wordsAlone(text: string): Block {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: text.trim() || '–' }] }],
  };
}

function drawnBlocks(reply: Reply, language: Language, options: RenderOptions): readonly Block[] {
  return [
    ...differentialBlocks(reply.differential ?? [], language),
    ...(reply.gift ? giftBlocks(reply.gift, language) : []),
    ...(reply.measured ? measuredBlocks(reply.measured, language, options.publicUrl) : []),
  ];
}

function speakerBlocks({ speaker }: Reply, language: Language): readonly Block[] {
  if (speaker === undefined) return [];
  return [{ type: 'context', elements: [plain(say('person', language, { name: speaker }), 300)] }];
}

interface Answers {
  readonly blocks: readonly Block[];
  readonly menu?: Readonly<Record<string, string>>;
}

/** Up to five answers are buttons; more of them, and the longer choices, are menus. */
function answerBlocks(reply: Reply, key: string, language: Language): Answers {
  const buttons = reply.buttons ?? [];
  const asButtons = buttons.length <= 5 ? buttons : [];
  const asMenu = [...(reply.choices ?? []), ...(buttons.length > 5 ? buttons : [])];
  const menu: Record<string, string> = {};
  const elements: ActionElement[] = [];
  for (let at = 0; at < asMenu.length; at += LIMITS.options) {
    const part = asMenu.slice(at, at + LIMITS.options);
    elements.push({
      type: 'static_select',
      action_id: `${ACTION_ANSWER}:menu:${at}`,
      placeholder: plain(say('choose', language), LIMITS.placeholder),
      options: part.map(({ label, press }, index) => {
        const isFit = press.length <= LIMITS.optionValue && !press.startsWith('~');
        const value = isFit ? press : `~${at + index}`;
        if (value !== press) menu[value] = press;
        return { text: plain(label, LIMITS.optionText), value };
      }),
    });
  }
  elements.push(...asButtons.map(answerButton));
  if (elements.length === 0) return { blocks: [] };
  const blocks: Block[] = [];
  for (let at = 0; at < elements.length; at += LIMITS.actionsElements) {
    blocks.push({
      type: 'actions',
      block_id: shorten(`${ANSWERS}${key}${at === 0 ? '' : `:${at}`}`, LIMITS.blockId),
      elements: elements.slice(at, at + LIMITS.actionsElements),
    });
  }
  return { blocks, ...(Object.keys(menu).length > 0 ? { menu } : {}) };
}

function answerButton({ label, press }: ReplyButton, at: number): ActionElement {
  return {
    type: 'button',
    action_id: `${ACTION_ANSWER}:${at}`,
    text: plain(label, LIMITS.buttonText),
    value: press,
  };
}

/** Thumbs stand under the answer that ended a problem. */
function thumbBlocks(
  reply: Reply,
  key: string,
  language: Language,
  { withFeedback, plainThumbs }: RenderOptions,
): readonly Block[] {
  if (!withFeedback || reply.finished === undefined || reply.progress) return [];
  if (plainThumbs) return [plainThumbsBlock(key, language)];
  return [
    {
      type: 'context_actions',
      block_id: shorten(`${THUMBS}${key}`, LIMITS.blockId),
      elements: [
        {
          type: 'feedback_buttons',
          action_id: ACTION_THUMB,
          positive_button: { text: plain(say('helpful', language), LIMITS.buttonText), value: 'good' },
          negative_button: { text: plain(say('notHelpful', language), LIMITS.buttonText), value: 'bad' },
        },
      ],
    },
  ];
}

/** Two buttons that can be pressed again; the one that was pressed last is marked. */
export function plainThumbsBlock(key: string, language: Language, chosen?: string): Block {
  return {
    type: 'actions',
    block_id: shorten(`${THUMBS}${key}`, LIMITS.blockId),
    elements: (['good', 'bad'] as const).map((value) => {
      const label = say(value === 'good' ? 'helpful' : 'notHelpful', language);
      return {
        type: 'button',
        action_id: `${ACTION_THUMB}:${value}`,
        text: plain(value === chosen ? `✓ ${label}` : label, LIMITS.buttonText),
        value,
      };
    }),
  };
}
