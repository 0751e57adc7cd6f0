import type { CauseStanding, Language, LocalText, Reply } from '../domain/index.js';

/** What messages say themselves on every platform that draws them; the rest of a message is the reply's own words. */
export const SHARED_WORDS = {
  chosen: { zh: '已选：{label}', en: 'Chosen: {label}' },
  chosenBy: { zh: '{name} 选了：{label}', en: '{name} chose: {label}' },
  talk: { zh: '找人工', en: 'Talk to a person' },
  milliseconds: { zh: '{ms} 毫秒', en: '{ms} ms' },
  incoming: { zh: '收件服务器（{kind}）', en: 'Incoming mail server ({kind})' },
  outgoing: { zh: '发件服务器（{kind}）', en: 'Outgoing mail server ({kind})' },
  userName: { zh: '用户名', en: 'User name' },
  fullAddress: { zh: '完整的邮箱地址', en: 'the whole email address' },
  localPart: { zh: '邮箱地址 @ 前面的部分', en: 'the part of the address before the @' },
} as const satisfies Readonly<Record<string, LocalText>>;

/** What the four standings of a cause are called. */
export const STANDING_WORDS = {
  measured: { zh: '查到了', en: 'Measured' },
  likely: { zh: '很可能', en: 'Most likely' },
  possible: { zh: '可能', en: 'It may be' },
  'ruled-out': { zh: '已排除', en: 'Ruled out' },
} as const satisfies Readonly<Record<CauseStanding, LocalText>>;

/** One text with its `{values}` filled in; a value that is not given stays as it is written. */
export function filled(
  text: LocalText,
  language: Language,
  values: Readonly<Record<string, string | number>>,
): string {
  return text[language].replace(/\{(\w+)\}/gu, (whole, name: string) => String(values[name] ?? whole));
}

/** Where a cause is found, the picture of the causes says all that the words say; undecided, the words say more. */
export function saysItself({ differential = [] }: Reply): boolean {
  return differential.some(({ standing }) => standing === 'measured' || standing === 'likely');
}
