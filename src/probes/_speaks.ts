/** What the first bytes of a server say it speaks. */
export type Spoken = 'imap' | 'pop3' | 'smtp' | 'http' | 'ssh' | 'tls' | 'unknown';

/** Names for people. */
export const SPOKEN_NAMES: Readonly<Record<Spoken, string>> = {
  imap: 'IMAP',
  pop3: 'POP3',
  smtp: 'SMTP (outgoing mail)',
  http: 'HTTP (a web server)',
  ssh: 'SSH',
  tls: 'TLS from the first byte',
  unknown: 'something that is no mail protocol',
};

const OPENINGS: readonly (readonly [RegExp, Spoken])[] = [
  [/^\* (?:OK|PREAUTH|BYE)\b/iu, 'imap'],
  [/^(?:\+OK|-ERR)\b/iu, 'pop3'],
  [/^[245]\d\d[ -]/u, 'smtp'],
  [/^(?:HTTP\/\d|<!doctype|<html)/iu, 'http'],
  [/^SSH-/u, 'ssh'],
  // A TLS record: alert (0x15) or handshake (0x16), version 3.x (RFC 8446 5.1).
  [/^[\x15\x16]\x03/u, 'tls'],
];

/** Reads the first bytes a server sent. */
export function speaks(bytes: Uint8Array): Spoken {
  const opening = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  return OPENINGS.find(([pattern]) => pattern.test(opening))?.[1] ?? 'unknown';
}
