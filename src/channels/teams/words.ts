import type { Language } from '../../domain/index.js';
import { filled, SHARED_WORDS, STANDING_WORDS } from '../words.js';

/** What the cards say themselves; everything else is the reply's own words. */
export const CARD_WORDS = {
  ...SHARED_WORDS,
  ...STANDING_WORDS,
  choose: { zh: '请选择', en: 'Choose one' },
  chooseDone: { zh: '选好了', en: 'Choose' },
  chooseFirst: { zh: '先选一项', en: 'Pick one first' },
  used: { zh: '这个按钮已经用过了。接着在下面写就行。', en: 'This button has been used. Just write below.' },
  causes: { zh: '可能的原因', en: 'What it could be' },
  checks: { zh: '检查过程', en: 'What I checked' },
  fromHere: { zh: '从我这边的网络检查', en: 'Checked from my network' },
  details: { zh: '查看全部检查', en: 'See every check' },
  through: { zh: '正常', en: 'fine' },
  broken: { zh: '断在“{phase}”', en: 'breaks at {phase}' },
  wavering: { zh: '“{phase}”需留意', en: 'warning at {phase}' },
  unmeasured: { zh: '没有测到', en: 'not measured' },
  refused: { zh: '不在可检查的范围', en: 'not a target I may check' },
  server: { zh: '服务器地址', en: 'Server' },
  port: { zh: '端口', en: 'Port' },
  encryption: { zh: '加密方式', en: 'Encryption' },
  toCopy: { zh: '可以复制', en: 'To copy' },
  longer: { zh: '（后面还有，在这里放不下。）', en: '(There is more than fits here.)' },
  pasteWords: {
    zh: '“{name}”我读不了文字。请把里面的提示语复制粘贴到这里；密码和授权码不要发。',
    en: 'I can’t read the words in “{name}”. Please paste its message here, without any password or code.',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

export type CardWord = keyof typeof CARD_WORDS;

/** One of the card's own words, filled. */
export function word(
  key: CardWord,
  language: Language,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return filled(CARD_WORDS[key], language, values);
}
