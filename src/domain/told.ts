/**
 * What people tell without being asked, and the values that it can have: a slot of such a kind takes it from their words,
 * and a question that keeps its answer there takes it as one.
 */
export const TOLD = {
  webmail: ['works', 'refused', 'asks'],
  receiving: ['only', 'both'],
  'changed-lately': ['changed', 'kept'],
  scope: ['company', 'team', 'few', 'me'],
  'first-time': ['new', 'before'],
  'other-device': ['works', 'fails'],
  'other-network': ['works', 'same'],
  moved: ['device', 'place'],
  tries: ['many', 'few'],
  'two-step': ['on', 'off'],
  remembered: ['sure', 'unsure'],
  protocol: ['imap', 'pop3', 'smtp', 'exchange'],
  tls: ['ssl-tls', 'starttls', 'none'],
  network: ['company-wifi', 'vpn', 'mobile-data'],
  device: ['windows', 'mac', 'linux', 'iphone', 'ipad', 'android', 'computer', 'phone', 'tablet'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** One of them. */
export type ToldKind = keyof typeof TOLD;

/** Their names, as a list for schemas. */
export const TOLD_KINDS = Object.keys(TOLD) as ToldKind[];
