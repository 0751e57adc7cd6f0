import type { Speaker } from '../domain/index.js';

/**
 * Who speaks, after a message. What is known of somebody stays known, but never passes to somebody else, and the
 * platform's word for an address never to another address: actions are done for whoever this is.
 */
export function speakerAfter(before: Speaker | undefined, from: Speaker): Speaker {
  if (before?.id !== from.id) return from;
  if (from.address === undefined || from.address === before.address) return { ...before, ...from };
  const after: { verified?: boolean } & Speaker = { ...before, ...from };
  if (from.verified === undefined) delete after.verified;
  return after;
}
