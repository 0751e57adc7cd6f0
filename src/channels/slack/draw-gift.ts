import type { GiftServer, Language, ReplyGift } from '../../domain/index.js';
import { plain, type Block, type PlainText } from './blocks.js';
import { say } from './words.js';

const KINDS = { imap: 'IMAP', pop3: 'POP3', smtp: 'SMTP' } as const;
const MODES = { implicit: 'SSL/TLS', starttls: 'STARTTLS' } as const;
/** A template longer than this is cut in the message; nobody writes one. */
const TEMPLATE_LIMIT = 6_000;

/** Settings as a table of two columns; a template as a block to copy. Settings files go by themselves. */
export function giftBlocks(gift: ReplyGift, language: Language): readonly Block[] {
  if (gift.kind === 'template') return (gift.files ?? []).map(({ content }) => codeBlock(content));
  const servers = gift.servers ?? [];
  const [first] = servers;
  if (!first) return [];
  const fields = [
    ...servers.slice(0, 8).map((server) => serverField(server, language)),
    userField(first, language),
  ];
  return [{ type: 'section', fields }];
}

function codeBlock(content: string): Block {
  const text = content.slice(0, TEMPLATE_LIMIT) || '–';
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
}

function serverField({ protocol, host, port, tls }: GiftServer, language: Language): PlainText {
  const label = say(protocol === 'smtp' ? 'outgoing' : 'incoming', language, { kind: KINDS[protocol] });
  return plain(`${label}\n${host}\n${say('port', language, { port, mode: MODES[tls] })}`, 2_000);
}

function userField({ userName }: GiftServer, language: Language): PlainText {
  const form = say(userName.form === 'full-address' ? 'fullAddress' : 'localPart', language);
  return plain(`${say('userName', language)}\n${userName.value ?? form}`, 2_000);
}

/** The text without the lines that the table shows again: the list that names the servers. */
export function withoutServerLines(text: string, gift: ReplyGift): string {
  const hosts = (gift.servers ?? []).map(({ host }) => host);
  if (hosts.length === 0) return text;
  const lines = text.split('\n');
  const namesServer = (line: string) => /^- /u.test(line) && hosts.some((host) => line.includes(host));
  const from = lines.findIndex(namesServer);
  if (from === -1) return text;
  let end = from;
  while (end < lines.length && /^- /u.test(lines[end] ?? '')) end += 1;
  const rest = [...lines.slice(0, from), ...lines.slice(end)].join('\n');
  return rest.trim() === '' ? text : rest;
}
