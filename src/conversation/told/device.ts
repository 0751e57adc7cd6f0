/** Kinds of device; the first three are what others are a make of. */
type Family = 'computer' | 'phone' | 'tablet';

const OTHERS =
  '(?<!(?:别的|其他|其它|另一[台部个]|同事的?|他的|她的|您的|你的|哪[台部把个]|那[台部个]|没换|还没换|要换|老的?|旧的?|别人的?)\\s?)';
const ON_EN = '(?:on|from|using|with) (?:my |this |the |a )(?:new |work |office |company |home |own ){0,2}';

/** What names a device, with the family it belongs to. */
const DEVICES: readonly (readonly [device: string, family: Family, ways: RegExp])[] = [
  [
    'windows',
    'computer',
    /(?<![\w-])(?:Windows(?: ?(?:7|8(?:\.1)?|10|11))?(?! (?:[Ll]ive|[Mm]ail|[Ss]erver|[Dd]efender|[Hh]ello|[Uu]pdate|keep|pop|open))|[Ww]in ?(?:7|8|10|11))(?![\w-])/u,
  ],
  ['mac', 'computer', /(?<![\w-])(?:mac ?book(?: (?:pro|air))?|imac|macos|mac)(?![\w-]|\s?(?:addr|地址))|苹果(?:电脑|笔记本)/iu],
  ['linux', 'computer', /(?<![\w.-])(?:linux|ubuntu)(?![\w.-])/iu],
  ['iphone', 'phone', /(?<!sent from my )(?<![\w-])iphone(?![a-z-])|苹果手机/iu],
  ['ipad', 'tablet', /(?<!sent from my )(?<![\w-])ipad(?![a-z-])/iu],
  ['android', 'phone', /(?<![\w-])android(?![\w-])|安卓|(?:华为|小米|荣耀|三星|oppo|vivo)手机/iu],
  [
    'computer',
    'computer',
    new RegExp(`${OTHERS}(?:电脑|電腦|笔记本|台式机)|\\b${ON_EN}(?:computer|laptop|pc|desktop|notebook)\\b`, 'iu'),
  ],
  [
    'phone',
    'phone',
    new RegExp(
      `${OTHERS}(?:手机|手機)(?!号|號|短信|验证|扫|流量|热点|卡|能|没)(?!.{0,4}(?:收到|验证码))|\\b${ON_EN}(?:cell ?|mobile )?phone\\b`,
      'iu',
    ),
  ],
  ['tablet', 'tablet', new RegExp(`${OTHERS}平板|\\b${ON_EN}tablet\\b`, 'iu')],
]; // prettier-ignore
const GENERIC: ReadonlySet<string> = new Set(['computer', 'phone', 'tablet']);

const CLAUSE_END = /[,，、()（）]|\s-\s|\b(?:but|however|while|whereas)\b|但是?|可是|不过|而/iu;
/** It works there, or it is one more device. */
const NOT_THE_ONE =
  /(?<!不)能(?:正常)?(?:登|收|发|用)|可以|正常|没问题|沒問題|没事|也|还有|\b(?:works|work (?:fine|well)|working|fine|ok|okay|also|too|either|other|another|hotspot|(?<!not )getting (?:e-?)?mails?|(?<!n't |not |to )(?:receive|get) (?:my )?(?:e-?)?mails?)\b/iu;

/** The device that the trouble is on, where one is named; one that works is none. */
export function readDevice(sentences: readonly string[]): string | undefined {
  const named = new Map<string, Family>();
  for (const clause of sentences.flatMap((sentence) => sentence.split(CLAUSE_END))) {
    if (clause === undefined) continue;
    const found = DEVICES.filter(([, , ways]) => ways.test(clause));
    if (found.length > 0 && NOT_THE_ONE.test(clause)) continue;
    for (const [device, family] of found) named.set(device, family);
  }
  const specific = [...named].filter(([device]) => !GENERIC.has(device));
  const families = new Set(named.values());
  if (families.size !== 1 || specific.length > 1) return undefined;
  return specific[0]?.[0] ?? [...named.keys()][0];
}
