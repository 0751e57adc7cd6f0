import type { GiftServer, Language, Reply, ReplyGift } from '../../domain/index.js';
import { columns, line, type CardElement } from './card-parts.js';
import { codeBlock } from './card-text.js';
import { CARD_LIMITS, clip } from './limits.js';
import { word, type CardWord } from './words.js';

const KINDS = { imap: 'IMAP', pop3: 'POP3', smtp: 'SMTP' } as const;
const MODES = { implicit: 'SSL/TLS', starttls: 'STARTTLS' } as const;

/** Above this a text to copy is no longer copied from a card. */
const LONGEST_TEMPLATE = 3_000;

/**
 * What a reply hands over: servers as a table, a template as text to copy. A bot in Teams can't hand out a file
 * (it may only ask to put one into a person's OneDrive), so settings files are left to the web chat: the table
 * says the same, and Teams on a phone could not install it anyway.
 */
export function giftPart(gift: ReplyGift, language: Language): readonly CardElement[] {
  const { kind, servers = [], files = [] } = gift;
  const tables = servers.slice(0, CARD_LIMITS.results).map((server) => serverTable(server, language));
  if (kind !== 'template') return tables;
  return [...tables, ...files.map(({ content }) => codeBlock(clip(content.trim(), LONGEST_TEMPLATE)))];
}

/** The text without the list that the table shows: `give` ends its text with the settings line by line. */
export function wordsBesideGift({ text, gift }: Reply): string {
  if (gift?.kind !== 'settings' || (gift.servers ?? []).length === 0) return text;
  const lines = text.split('\n');
  let end = lines.length;
  while (end > 0 && /^- /u.test(lines[end - 1] ?? '')) end -= 1;
  const words = lines.slice(0, end).join('\n');
  return words.trim() === '' ? text : words;
}

function serverTable(server: GiftServer, language: Language): CardElement {
  const { protocol, host, port, tls, userName } = server;
  const title = word(protocol === 'smtp' ? 'outgoing' : 'incoming', language, { kind: KINDS[protocol] });
  const form = word(userName.form === 'full-address' ? 'fullAddress' : 'localPart', language);
  const rows: readonly (readonly [CardWord, string])[] = [
    ['server', host],
    ['port', String(port)],
    ['encryption', MODES[tls]],
    ['userName', userName.value ?? form],
  ];
  return {
    type: 'Container',
    style: 'emphasis',
    spacing: 'medium',
    items: [
      line(title, { weight: 'bolder' }),
      ...rows.map(([label, value]) =>
        columns([
          ['80px', line(word(label, language), { isSubtle: true })],
          ['stretch', line(clip(value, 320))],
        ]),
      ),
    ],
  };
}
