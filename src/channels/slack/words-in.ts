/** `<…>` in a message: a mention, a channel, a link, a date. Slack writes it; what people type is escaped. */
const MARK = /<([^<>\n]*)>/gu;

/**
 * What a person typed, from Slack's notation of it: links as they look, names of people and channels, no entities.
 * Mentions of the bot are left out.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function plainWords(text: string, botUser: string | undefined): string {
  return text
    .replace(MARK, (_whole, inside: string) => readMark(inside, botUser))
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&amp;/gu, '&')
    .replace(/\u00a0/gu, ' ')
    .trim();
}

/** True when this person or the bot is mentioned. */
export function mentions(text: string, user: string | undefined): boolean {
  return user !== undefined && (text.includes(`<@${user}>`) || text.includes(`<@${user}|`));
}

/** True when the message begins with somebody else's name. */
export function isToSomebodyElse(text: string, botUser: string | undefined): boolean {
  const first = /^\s*<@([A-Z0-9_]+)[>|]/u.exec(text)?.[1];
  return first !== undefined && first !== botUser;
}

function readMark(inside: string, botUser: string | undefined): string {
  const cut = inside.indexOf('|');
  const target = cut === -1 ? inside : inside.slice(0, cut);
  const label = cut === -1 ? '' : inside.slice(cut + 1);
  if (target.startsWith('@')) {
    if (target.slice(1) === botUser) return '';
    return label === '' ? target : `@${label}`;
  }
  if (target.startsWith('#')) return label === '' ? target : `#${label}`;
  // Dates carry what they look like; @here and @channel their name.
  if (target.startsWith('!')) return label === '' ? `@${target.slice(1)}` : label;
  if (target.startsWith('mailto:')) return label === '' ? target.slice('mailto:'.length) : label;
  if (target.startsWith('tel:')) return label === '' ? target.slice('tel:'.length) : label;
  const bare = target.replace(/^https?:\/\//u, '').replace(/\/$/u, '');
  if (label === '' || label === target) return target;
  // “imap.corp.example” typed becomes a link by itself; a link with words of its own keeps both.
  return bare === label || bare === label.replace(/\/$/u, '') ? label : `${label} (${target})`;
}
