import { correctTypos } from './typos.js';

/** A piece of a message between marks. `asks`: a question mark or a question word ends it. */
export interface Clause {
  readonly said: string;
  readonly asks: boolean;
}

/** Talk and answers are short; what is longer is content and left to others. */
const LONGEST = 60;
const AT_MOST = 6;

const QUESTION_WORD = /什么|怎么|为何|为啥|哪|原因|\b(?:why|how|what|which|where|when|who)\b/u;

/** Characters of talk that are written differently in Taiwan and Hong Kong. */
const TRADITIONAL =
  '謝轉決問題進嗎還請單幫歡個沒對確認這來開結東後訊處說講語換為點間聽麼樣經復壞裡誰給現覽號邊聯繫專員覺實連會曉';
const SIMPLIFIED =
  '谢转决问题进吗还请单帮欢个没对确认这来开结东后讯处说讲语换为点间听么样经复坏里谁给现览号边联系专员觉实连会晓';
const SIMPLE = new Map(
  [...TRADITIONAL].map((character, at) => [character, [...SIMPLIFIED][at] ?? character]),
);

/**
 * A message as dictation writes it, without marks, with a comma where one was heard: at a space between Chinese
 * words, and behind an opening “算了” or “好了”.
 */
export function withHeardCommas(text: string): string {
  return text
    .replace(/(?<=\p{Script=Han})[^\S\n]+(?=\p{Script=Han})/gu, '，')
    .replace(/^(算了|好了|行了|不用了|没事了)(?=\p{Script=Han}{2})(?!算了|好了)/u, '$1，');
}

/**
 * The clauses of a short message, lower case, simplified characters, typing slips in talk words repaired, no
 * space beside a Chinese character. `undefined` for an empty, long or many-claused message.
 */
export function clausesOf(text: string): readonly Clause[] | undefined {
  const spaced = text.replace(/\s*\n\s*/gu, '. ').replace(/[^\S\n]+/gu, ' ');
  // Only spaces beside Chinese characters are still to go.
  if (spaced.length > 2 * LONGEST) return undefined;
  const plain = [...spaced.toLowerCase()]
    .map((character) => SIMPLE.get(character) ?? character)
    .join('')
    .replace(/[’‘`]/gu, "'")
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '');
  if (plain.length > LONGEST) return undefined;
  const clauses = [...plain.matchAll(/([^,，。.!！;；、~…?？:：()（）]+)([,，。.!！;；、~…?？:：()（）]*)/gu)]
    .map(([, said = '', marks = '']) => ({
      said: correctTypos(said.replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '')).replace(
        /^(\p{Script=Han}{2,4})\1+$/u,
        '$1',
      ),
      asks:
        /[?？]/u.test(marks) ||
        QUESTION_WORD.test(said) ||
        /(?:吗|么|没有|呢|是不是|行不行|好不好|好没|了没)$/u.test(said.trim()),
    }))
    .filter(({ said }) => said !== '');
  return clauses.length === 0 || clauses.length > AT_MOST ? undefined : clauses;
}
