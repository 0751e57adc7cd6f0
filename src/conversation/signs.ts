/** Signs that answer like a word, as characters and as the names that chat platforms give them. */
const YES =
  /^(?:👍|👌|✅|✔|☑|🆗|🙆|💯|:(?:\+1|thumbsup|ok_hand|white_check_mark|heavy_check_mark):|\[(?:ok|强|赞|好的)\])+$/u;
const NO = /^(?:👎|❌|✖|🙅|:(?:-1|thumbsdown|x|no_good):|\[(?:弱|no|踩)\])+$/u;
/** Skin tones, the emoji style and the joiner change a sign's look only. */
const LOOKS = /[\u{1F3FB}-\u{1F3FF}\uFE0E\uFE0F\u200D\s]/gu;

/** Yes or no said by a sign alone: 👍, `:+1:`, ❌. */
export function readSign(text: string): 'yes' | 'no' | undefined {
  const signs = text.toLowerCase().replace(LOOKS, '');
  if (YES.test(signs)) return 'yes';
  return NO.test(signs) ? 'no' : undefined;
}

/** A sticker or emoji by the name that a chat platform writes for it. */
const NAMED_SIGN = /:[a-z0-9_+-]{2,40}:|\[[\p{Script=Han}a-z]{1,6}\]/giu;

/** True when nothing is written: empty, spaces, signs, stickers. */
export function isWordless(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text.replace(NAMED_SIGN, ''));
}

/** A bare question mark: “what?”. */
export function isBareQuestion(text: string): boolean {
  return /^[\s.。…]*[?？][\s.。…?？!！]*$/u.test(text);
}
