import { reasonOf } from './errors.js';
import type { Speaker } from './message.js';
import type { Directory, DirectoryEntry, Log } from './ports.js';

/**
 * Who somebody is, as a platform tells it, with what the directory says of them. Only an address that the platform
 * vouches for finds anybody. A directory that fails costs nobody a turn: then the platform's own word counts.
 */
export async function knownPerson(
  channel: string,
  told: Speaker,
  directory: Directory | undefined,
  log: Log,
): Promise<Speaker> {
  const { id, address, verified } = told;
  const sought = { channel, id, ...(verified === true && address !== undefined ? { address } : {}) };
  try {
    const entry = await directory?.find(sought);
    return entry === undefined ? told : withEntry(told, entry);
  } catch (error) {
    log.error('the directory did not answer', { channel, error: reasonOf(error) });
    return told;
  }
}

/** The directory's word comes first; a time zone is where somebody is now, which the platform knows better. */
function withEntry(told: Speaker, { timeZone, address, ...entry }: DirectoryEntry): Speaker {
  return {
    ...told,
    ...entry,
    isKnown: true,
    ...(address === undefined ? {} : { address, verified: true }),
    ...(told.timeZone === undefined && timeZone !== undefined ? { timeZone } : {}),
  };
}
