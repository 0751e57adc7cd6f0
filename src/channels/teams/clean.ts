import type { Reply } from '../../domain/index.js';

/**
 * Text as it may go out: without half characters, which make JSON that Teams refuses, without control characters, and
 * without marks that turn the direction of what follows (they can make one host name look like another).
 */
export function clean(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/gu, '');
}

/** The same for every word of a reply; tokens come back as they are. */
export function cleanReply(reply: Reply): Reply {
  return cleanAll(reply) as Reply;
}

function cleanAll(value: unknown, key?: string): unknown {
  if (typeof value === 'string') return key === 'press' ? value : clean(value);
  if (Array.isArray(value)) return value.map((one) => cleanAll(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, cleanAll(inside, name)]));
}
