const CAP = 200;

/**
 * Words of a server, made harmless to show: control, format and direction characters become spaces,
 * at most 200 characters. Takes the bytes because many Chinese servers answer in GBK: what is not valid
 * UTF-8 is read as GBK.
 */
export function serverText(bytes: Uint8Array): string {
  return plainText(decode(bytes.subarray(0, 4 * CAP)));
}

/** The same for text that a library decoded as latin1, one character per byte. */
export function latin1Text(text: string): string {
  return serverText(Buffer.from(text, 'latin1'));
}

/** Harmless one-line text, at most 200 characters. */
export function plainText(text: string): string {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= CAP ? line : `${characters.slice(0, CAP - 1).join('')}…`;
}

function decode(bytes: Uint8Array): string {
  try {
    // `stream` forgives a character that the cut went through.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('gbk').decode(bytes, { stream: true });
  }
}
