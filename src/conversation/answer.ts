/** Yes, no or “I don't know”, when that is what a short message says. */
export type Answer = 'yes' | 'no' | 'unknown';

/** A longer message says more than yes or no, so it is left to others. */
const LONGEST = 40;

/**
 * Reads an answer to “does it work now?” and other yes-or-no questions. “No” is looked for first, because
 * most ways to say no hold a way to say yes (“不好”, “还没好”, “doesn't work”).
 */
export function readAnswer(text: string): Answer | undefined {
  const said = text
    .toLowerCase()
    .replace(/’/gu, "'")
    .replace(/[\s\p{P}\p{S}]+$/gu, '')
    .replace(/^[\s\p{P}\p{S}]+/gu, '');
  if (said === '' || [...said].length > LONGEST) return undefined;
  return PATTERNS.find(([pattern]) => pattern.test(said))?.[1];
}

const UNKNOWN =
  /^(?:我)?(?:也)?(?:不知道|不清楚|不确定|不太清楚|不太确定|不懂|说不准|忘了|忘记了|没注意|看不出来|不晓得)(?:[啊呀诶哎了])?$|^(?:i )?(?:don'?t|do not|dont) know$|^(?:no idea|not sure|i'?m not sure|unsure|dunno|idk|can'?t tell|hard to say|no clue|i forgot)$/u;

const NO =
  /^(?:不|不是|不行|不能|不可以|不好|不对|没有|没|没好|没用|不管用|没变化|还不行|还是不行|还不能|还没|还没好|还是不能|还是老样子|还是一样|一样|依然不行|仍然不行|照样不行|收不到|发不了|登不上|不要|不用|否)(?:[啊呀哦了的]|啊$)?$|^还(?:是|没|不).{0,12}$|^(?:仍然|依然|照样|依旧).{0,10}$|^(?:收|发|登|连|打|用)不(?:到|了|上|出去|开).{0,4}$|^(?:no|nope|nah|n|not (?:yet|really|at all|working|fixed)|still (?:not|no|broken|failing|fails|the same|doesn'?t|can'?t|isn'?t|nothing)\b.{0,24}|same(?: (?:as before|problem|error|thing|issue))?|nothing changed|it (?:doesn'?t|does not|didn'?t|isn'?t|is not|still)\b.{0,26}|(?:doesn'?t|does not|didn'?t|isn'?t) (?:work|help|arrive)\b.{0,12}|no(?:,|\s).{0,20}(?:not|still|doesn'?t|nothing).{0,12}|i don'?t|never)$/u;

const YES =
  /^(?:是|是的|对|对的|没错|嗯+|嗯嗯|好|好的|好了|好啦|可以|可以了|行|行了|行的|能|能了|成了|成功了|有|有的|要|需要|收到了?|能收到了?|能收了|能收信了|能发了|能登了|登上了|连上了|正常了?|恢复了?|ok了?|没问题了?|已经好了|现在好了|现在可以了|好使了|搞定了?|解决了)(?:[啊呀哦的]|谢谢)?$|^(?:y|yes|yep|yeah|yup|ya|sure|ok|okay|correct|right|exactly|of course|i do|i have|it (?:does|did|is|works|arrives|arrived)(?: now| again)?|works?(?: (?:now|again|fine|great))*|working(?: (?:now|again|fine))*|(?:yes|yep|yeah|ok)[, ]+.{0,24}|fixed|solved|all good|good now|great|perfect|that (?:worked|helped|fixed it)|mail (?:arrives|arrived|came)(?: now)?|got it|received)$/u;

const PATTERNS: readonly (readonly [RegExp, Answer])[] = [
  [UNKNOWN, 'unknown'],
  [NO, 'no'],
  [YES, 'yes'],
];
