/** Longer messages tell a story; what they take back is not looked for. */
const LONGEST = 160;

const TAKES_BACK_ZH =
  '(?:不对|不是|[写打说选点按搞弄填发看记]错了?|错了|更正(?:一下)?|我说的是|我是说|我的意思是|应该是|准确(?:的|地)?说)';
const TAKES_BACK_EN =
  '(?:no,? wait|wait,? no|sorry|i meant?|actually|correction|scratch that|(?:wrong|not that) (?:one|button|address|mailbox|answer)|my (?:bad|mistake)|typo|oops|mistyped|make that)';
/** The words that count begin right behind it. */
const TAKES_BACK_EN_OPEN = "no,? (?=it(?:'s| is|s) )";
const MARK = new RegExp(`${TAKES_BACK_ZH}|\\b(?:${TAKES_BACK_EN}(?![a-z])|${TAKES_BACK_EN_OPEN})`, 'giu');

/** Between the mark and the words that count: “，是”, “: it's”, “I meant”. */
const LEAD =
  /^(?:[\s,，.。:：;；…!！、-]|了(?=[\s,，是])|啊|哦|其实|而|刚才|应该|我(?:说的|想说)?(?=是)|是(?!不是)|(?:it is|it's|its|it should be|should be|i meant?|the right one is|this is)(?![a-z]))+/iu;

/**
 * The words that a message puts in the place of something said before: “写错了，是 B” and “不是 A，是 B” give B,
 * “no wait, it's sending” gives “sending”. Of several corrections in one message the last counts.
 */
export function readCorrection(text: string): string | undefined {
  if ([...text].length > LONGEST) return undefined;
  const turned = /^(?:是|it's |it is )?(.+?)[\s,，]+(?:而?不是|not)\s*\S+$/iu.exec(text)?.[1];
  const mark = [...text.matchAll(MARK)].at(-1);
  if (!mark) return undefined;
  const behind = text.slice(mark.index + mark[0].length);
  // “不是 A，是 B”: what comes right behind is what it is not.
  const denies = /不是$/u.test(mark[0]);
  const meant = denies
    ? /[\s,，。;；]+(?:而?是|应该是)\s*(.+)$/u.exec(behind)?.[1]
    : behind.replace(LEAD, '');
  const words = (meant ?? (denies ? turned : undefined))?.replace(/[\s。.!！~]+$/u, '');
  return words === '' ? undefined : words;
}
