import type { Language, Talk } from '../domain/index.js';
import { readAnswer } from './answer.js';
import { clausesOf, type Clause } from './clauses.js';
import { FILLER_END, FILLER_START, SAYINGS } from './sayings.js';

/**
 * The talk of a conversation, understood only when it is the whole message: each clause must be talk, politeness
 * or a bare yes or no. So “算了” cancels and “计算了” does not, and a complaint that happens to hold “thanks”
 * stays a complaint. Of several kinds the weightiest counts (“解决了，谢谢” is solved).
 */
export function readTalk(text: string): Talk | undefined {
  const clauses = clausesOf(text);
  if (!clauses) return undefined;
  let found: Talk | undefined;
  for (const clause of clauses) {
    const talk = talkIn(clause);
    if (talk) found = weightier(found, talk);
    else if (!isAside(clause)) return undefined;
  }
  // “不行，谢谢”, “not solved, thanks”: a no is content for those who are about to close.
  const closes = found?.kind === 'solved' || found?.kind === 'thanks';
  if (closes && clauses.some((clause) => saysNo(clause))) return undefined;
  return found;
}

function talkIn(clause: Clause): Talk | undefined {
  for (const said of peelings(clause.said)) {
    const language = languageAsked(said);
    if (language) return { kind: 'language', language };
    const saying = SAYINGS.find(({ pattern, tells }) => !(tells && clause.asks) && pattern.test(said));
    if (saying) return { kind: saying.kind };
  }
  return undefined;
}

/** The clause, and what is left of it when filler is taken off its ends, longest first. */
function peelings(said: string): readonly string[] {
  const seen = new Set([said]);
  for (const one of seen) {
    if (seen.size > 24) break;
    for (const filler of [FILLER_START, FILLER_END]) {
      const rest = one.replace(filler, '').replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
      if (rest !== '') seen.add(rest);
    }
  }
  return [...seen];
}

/** Nothing but politeness, or a bare yes, no or “don't know”. */
function isAside(clause: Clause): boolean {
  if (readAnswer(clause.said) !== undefined) return true;
  return peelings(clause.said).some((rest) => rest.replace(FILLER_START, '').replace(FILLER_END, '') === '');
}

function saysNo({ said }: Clause): boolean {
  const answer = readAnswer(said);
  return answer === 'no' || answer === 'unknown';
}

const WEIGHT: readonly Talk['kind'][] = ['language', ...SAYINGS.map(({ kind }) => kind)];

function weightier(one: Talk | undefined, other: Talk): Talk {
  if (!one) return other;
  return WEIGHT.indexOf(other.kind) < WEIGHT.indexOf(one.kind) ? other : one;
}

const CHINESE =
  /^(?:(?:会|能)?(?:用|说|讲|换成?|切换(?:成|到|为)?|改成|切成|改用|使用|转成?)?(?:中文|汉语|普通话|国语)(?:回复|回答|说|交流|聊|沟通|版)?|(?:speak |in |switch (?:to |language to )|use |reply in |answer in |change (?:the )?language to |(?:do|have|continue|say|explain|write|speak)(?: (?:this|that|it))? in |continue in )?(?:chinese|mandarin)(?: version)?)$/u;
const ENGLISH =
  /^(?:(?:会|能)?(?:用|说|讲|换成?|切换(?:成|到|为)?|改成|切成|改用|使用|转成?)?(?:英文|英语)(?:回复|回答|说|交流|聊|沟通|版)?|(?:speak |in |switch (?:to |language to )|use |reply in |answer in |change (?:the )?language to |(?:do|have|continue|say|explain|write|speak)(?: (?:this|that|it))? in |continue in )?english(?: version)?)$/u;

function languageAsked(said: string): Language | undefined {
  if (CHINESE.test(said)) return 'zh';
  return ENGLISH.test(said) ? 'en' : undefined;
}
