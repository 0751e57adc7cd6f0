/** Takes the backslashes off a text that was made harmless for Markdown, where it is shown as plain text. */
export function plainText(text: string): string {
  return text.replace(/\\([\\*_`[\]<>])/gu, '$1');
}

/** A finding's words as a line of its own: they come as part of a sentence. A host name keeps its letters. */
export function asLine(text: string): string {
  return plainText(text).replace(/^\p{Ll}(?=\p{L}*[\s’',:])/u, (letter) => letter.toUpperCase());
}
