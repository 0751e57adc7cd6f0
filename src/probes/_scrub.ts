const SHORTEST = 3;

/**
 * Cuts a credential out of a server's words: as it is, as IMAP quotes it, in base64 (alone and as SASL PLAIN and
 * LOGIN send it), percent-encoded, in any capitals. Some servers repeat what they were sent. Where the credential is
 * too short to be told from ordinary words, all the words go.
 */
export function withoutSecret(text: string, secret: string, userName: string): string {
  if (secret.length < SHORTEST) return text.includes(secret) ? '' : text;
  return spellings(secret, userName).reduce((rest, spelling) => cutOut(rest, spelling), text);
}

function spellings(secret: string, userName: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const plain = Buffer.from(`\0${userName}\0${secret}`);
  const all = [
    secret,
    // A server's bytes are often read as latin1.
    bytes.toString('latin1'),
    secret.replace(/[\\"]/gu, '\\$&'),
    encodeURIComponent(secret),
    bytes.toString('hex'),
    ...[bytes, plain].flatMap((one) => [one.toString('base64'), one.toString('base64url')]),
  ];
  return [...new Set(all.map((one) => one.replace(/=+$/u, '')))].sort((a, b) => b.length - a.length);
}

function cutOut(text: string, spelling: string): string {
  const wanted = spelling.toLowerCase();
  let rest = text;
  for (let at = rest.toLowerCase().indexOf(wanted); at >= 0; at = rest.toLowerCase().indexOf(wanted)) {
    rest = `${rest.slice(0, at)}---${rest.slice(at + spelling.length)}`;
  }
  return rest;
}
