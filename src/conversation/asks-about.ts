import type { GlossaryTerm } from '../domain/index.js';
import { plainName } from './names.js';

/** Longer messages are complaints that mention a term, not questions about it. */
const LONGEST = 60;

/**
 * The id of the glossary term that a message asks about: “什么是 IMAP？”, “IMAP 是啥”, “what does IMAP mean”.
 * The term must be all that is asked about: “IMAP 密码错误是什么意思” is a complaint.
 */
export function readAskedTerm(text: string, glossary: ReadonlyMap<string, GlossaryTerm>): string | undefined {
  if ([...text].length > LONGEST) return undefined;
  const subjects = subjectsOf(text);
  if (subjects.size === 0) return undefined;
  for (const { id, names } of glossary.values()) {
    if (names.some((name) => subjects.has(plainName(name)))) return id;
  }
  return undefined;
}

/** A message longer than this is no question with an answer beside it. */
const LONGEST_WITH_MORE = 160;
/** What joins a question to the rest of a message; gone when the two are taken apart. */
const JOINT =
  '(?:[\\s,，。.;；、]|另外|顺便(?:问(?:一?下)?)?|对了|还有|话说|and|but|also|oh|by the way|btw|quick question)*';
/** Behind a mark or a space, or where a question opens without either. */
const BORDER = /(?<=[\s,，。;；!！?？…])(?=[^\s,，。;；!！?？…])|(?=什么是|啥是|何为)/gu;

/** The term that a message, or its last or first part, asks about, with what else is said. */
export function readQuestionAside(
  text: string,
  glossary: ReadonlyMap<string, GlossaryTerm>,
): { readonly term: string; readonly beside?: string } | undefined {
  const whole = readAskedTerm(text, glossary);
  if (whole !== undefined) return { term: whole };
  if ([...text].length > LONGEST_WITH_MORE) return undefined;
  for (const at of cutsOf(text)) {
    const [before, after] = [text.slice(0, at), text.slice(at)];
    for (const [question, beside] of [
      [after, before],
      [before, after],
    ] as const) {
      const term = readAskedTerm(withoutJoint(question).replace(/[?？\s]+$/u, ''), glossary);
      if (term !== undefined) return { term, beside: withoutJoint(beside) };
    }
  }
  return undefined;
}

/** Places where one part of a message may end and the next begin. */
function cutsOf(text: string): readonly number[] {
  return [...text.matchAll(BORDER)].map(({ index }) => index).filter((at) => at > 0);
}

function withoutJoint(part: string): string {
  return part
    .replace(new RegExp(`^${JOINT}(?=\\P{Script=Latin}|\\b)`, 'iu'), '')
    .replace(new RegExp(`${JOINT}$`, 'iu'), '')
    .trim();
}

const START_ZH =
  '(?:您好|你好|请问|问一下|想问一下|想问|请教|麻烦|那么?|所以|我|不知道|不懂|不明白|不太懂|不清楚|没听过|[,，。!！ ]){0,4}';
const WHAT_ZH = '(?:什么|啥|甚么|神马)';

/** Each gives the thing asked about as its only group. */
const QUESTIONS: readonly RegExp[] = [
  new RegExp(
    `^${START_ZH}(?:${WHAT_ZH}(?:是|叫做?)|何为|何谓|(?:给我|帮我)?(?:解释|介绍|说明|科普)(?:一下|下)?(?:${WHAT_ZH}是)?)(.+?)(?:[的]?意思)?[啊呀呢吗]?$`,
    'u',
  ),
  new RegExp(
    `^${START_ZH}(.+?)(?:到底|究竟|具体)?(?:是|指的?是?|表示|代表)(?:个)?${WHAT_ZH}(?:意思|东西|玩意儿?|来的|概念|鬼)?[啊呀呢]?$`,
    'u',
  ),
  new RegExp(
    `^${START_ZH}(.+?)(?:(?:是)?${WHAT_ZH}意思|(?:是)?(?:干嘛|干${WHAT_ZH}|做${WHAT_ZH})用?的?|有${WHAT_ZH}用)[啊呀呢]?$`,
    'u',
  ),
  /^(?:so |and |sorry |hi |hello |please |ok |,)*(?:what(?:'?s| is| are)|define|explain|describe|tell me about|what do you mean by|what is meant by|(?:the )?meaning of)(?: an?| the| this| that)? (.+?)(?: mean| exactly| please| for)?$/u,
  /^(?:so |and |sorry |hi |hello |please |ok |,)*what(?: the \w+)? (?:does|do|did)(?: an?| the| this)? (.+?) (?:mean|stand for|do|refer to)(?: exactly| please)?$/u,
  /^(?:can you |could you |please |i )*(?:explain|tell me|(?:don't|do not) (?:know|understand)|have no idea) what(?: an?| the)? (.+?) (?:is|are|means?)$/u,
  /^(.+?) (?:meaning|means what|what is (?:that|this|it))$/u,
];

/** Things that the message may be a question about, as plain names. */
function subjectsOf(text: string): ReadonlySet<string> {
  const said = plainName(text)
    .replace(/[’‘]/gu, "'")
    .replace(/[“”"「」『』《》]/gu, '')
    .replace(/[\s?。.!,;~]+$/gu, '');
  const subjects = new Set<string>();
  // “授权码？”
  if (/\?[\s?!]*$/u.test(text)) subjects.add(said);
  // “what does 授权码 mean” reaches us without the spaces.
  const spaced = said.replace(/(?<=\p{Script=Han})(?=[a-z])|(?<=[a-z])(?=\p{Script=Han})/gu, ' ');
  for (const pattern of QUESTIONS) {
    const subject = (pattern.exec(said) ?? pattern.exec(spaced))?.[1]?.replace(
      /^(?:个|这个|那个|您?你?说的|所谓的?)+/u,
      '',
    );
    if (!subject) continue;
    subjects.add(plainName(subject));
    subjects.add(plainName(subject).replace(/(?<=[a-z])s$/u, ''));
  }
  return subjects;
}
