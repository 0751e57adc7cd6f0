import type { LocalTime } from './calendar.js';
import { momentIn } from './moments.js';
import { sentencesOf } from './sentences.js';

/** A longer text is a story, in which only “since …” is believed. */
const LONGEST = 400;

const TROUBLE =
  /不了|不上|不到|不出|不进|不能|无法|無法|没法|不行|失败|失敗|登不|收不|发不|连不|打不开|报错|報錯|提示|弹|被拒|没有收到|没收到|出问题|断了|挂了|异常|\b(?:can ?not|can't|could ?n[o']t|unable|won't|will not|does ?n[o']t|do not|don't|did ?n[o']t|isn't|is not|not work\w*|have not|haven't|hasn't|fails?|failing|rejects?|rejected|refus\w+|stopped|broken?|keeps? (?:asking|prompting|popping)|asks? for|error|down|no longer|0x[0-9a-f]{6,8})\b/iu;
/** What was well then, or is told to be well. */
const FINE =
  /还能|還能|还可以|还好|正常|没问题|沒問題|好好的|恢复|可以(?:登|收|发|用)|(?<!不)能(?:登|收|发|用)|\b(?:worked|works|working fine|was (?:ok|okay|fine|working)|were (?:ok|fine|working)|fine|until|till|used to|fixed)\b/iu;
/** What somebody did at that time; that the trouble began with it is a guess. */
const DEED =
  /改|换|更换|重置|更新|升级|重装|收到了?一|发给|联系|打电话|报修|试过|试了|也|又|\b(?:changed?|reset|updated?|upgraded?|installed|bought|got|called|tried|spoke|contacted|switched|set ?up|sent|returned|(?<!not |n't )received an?|either|again|also|ago i)\b/iu;
const SINCE_ZH = /(?:从|從|自从?|打)$/u;
const ONWARDS_ZH = /^(?:的时候)?(?:起|开始|開始|以来|以來)(?!用|使用|学|负责|接手|上班|在)/u;
const SINCE_EN =
  /\b(?:since|as of|starting|beginning|started|began|stopped(?: \w+){0,3}|broke|failing)(?: (?:about|around|early|late|on|happening|doing (?:this|that)|late on)){0,2} $/iu;

/** “It worked until this morning”. */
const UNTIL_EN = /\b(?:worked|working|fine|ok(?:ay)?|well)\b[^,.]{0,24} (?:until|till|up to) $/iu;

/**
 * When the trouble began, as coarse as it was said: `2026-11-23 afternoon`, `2026-11-23`, `2026-W47`, `2026-10`.
 * `undefined` where nobody says so, or different things.
 */
export function readBegan(text: string, now: LocalTime): string | undefined {
  const sure = new Set<string>();
  const likely = new Set<string>();
  for (const sentence of sentencesOf(text)) {
    const isTrouble = TROUBLE.test(sentence);
    const clauses = sentence.split(/[,，、()（）:：]|\s-\s|(?<=[了信件])\s+/u).map((clause) => clause.trim());
    clauses.forEach((clause, index) => {
      const moment = momentIn(clause, now);
      if (!moment) return;
      const before = clause.slice(0, moment.start);
      const after = clause.slice(moment.end);
      if (UNTIL_EN.test(before)) sure.add(moment.value);
      else if (!isTrouble) return;
      else if (isSince(before, after, clause.slice(moment.start, moment.end))) {
        if (!FINE.test(clause)) sure.add(moment.value);
      } else if (isTroubleThen(before, after, clauses[index + 1])) likely.add(moment.value);
    });
  }
  const found = sure.size > 0 || [...text].length > LONGEST ? sure : likely;
  return found.size === 1 ? [...found][0] : undefined;
}

function isSince(before: string, after: string, moment: string): boolean {
  if (SINCE_ZH.test(before) || ONWARDS_ZH.test(after)) return !/^(?:开始|開始)?(?:用|使用)/u.test(after);
  return SINCE_EN.test(before) || /^since /iu.test(moment);
}

/** “今天收不到邮件”, “today I can't sign in”; of a day that stands alone the next clause tells. */
function isTroubleThen(before: string, after: string, next: string | undefined): boolean {
  const rest = after.trim() === '' && before.trim() === '' ? (next ?? '') : after;
  if (FINE.test(before + rest) || DEED.test(before + rest)) return false;
  return TROUBLE.test(rest);
}
