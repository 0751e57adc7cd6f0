import type { Speaker } from '../domain/index.js';

/**
 * Who speaks, after a message. What is known of somebody stays known, but never passes to somebody else, and the
 * platform's word for an address never to another address: actions are done for whoever this is.
 */
export function speakerAfter(before: Speaker | undefined, from: Speaker): Speaker {
  if (before?.id !== from.id) return from;
  const after: { -readonly [Key in keyof Speaker]: Speaker[Key] } = { ...before, ...from };
  const isElsewhere = from.address !== undefined && from.address !== before.address;
  if (isElsewhere && from.verified === undefined) delete after.verified;
  // What the directory allowed holds as long as it says so.
  if (from.mailboxes === undefined) delete after.mailboxes;
  return after;
}
