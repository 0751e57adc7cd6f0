const LONGEST = 240;
const BORDER = /[。!！;；\n]+|\.(?=\s|$)/u;
/** What asks or supposes tells nothing. */
const ASKS =
  /[?？]|[吗么]\s*$|是不是|有没有|能不能|可不可以|会不会|如果|要是|假如|怎么(?!.*[不没])|如何|\b(?:if|whether|how (?:do|can|to)|can i|could you|should i|do i|does it)\b/iu;

/** The sentences of a text that tell something: no question, no supposition, and of readable length. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .replace(/[’‘`]/gu, "'")
    .split(BORDER)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '' && sentence.length <= LONGEST && !ASKS.test(sentence));
}
