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
  for (const { id, names } of glossary.values()) {
    if (names.some((name) => subjects.has(plainName(name)))) return id;
  }
  return undefined;
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
  for (const pattern of QUESTIONS) {
    const subject = pattern.exec(said)?.[1]?.replace(/^(?:个|这个|那个|您?你?说的|所谓的?)+/u, '');
    if (!subject) continue;
    subjects.add(plainName(subject));
    subjects.add(plainName(subject).replace(/(?<=[a-z])s$/u, ''));
  }
  return subjects;
}
