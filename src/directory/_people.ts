import type { Directory, DirectoryEntry } from '../domain/index.js';
import type { Person } from './_columns.js';

type Sought = Parameters<Directory['find']>[0];

/** Finds people by what a platform vouches for. */
export interface People {
  readonly size: number;
  find(sought: Sought): DirectoryEntry | undefined;
}

/**
 * By the account first. Whoever has an account on this platform is found by that account only: another one that comes
 * with the same address is somebody else.
 */
export function indexPeople(people: readonly Person[]): People {
  const byAccount = new Map<string, Person>();
  const byAddress = new Map<string, Person>();
  for (const person of people) {
    for (const [channel, account] of person.accounts) byAccount.set(keyOf(channel, account), person);
    for (const address of person.addresses) byAddress.set(address, person);
  }
  return {
    size: people.length,
    find({ channel, id, address }) {
      const own = byAccount.get(keyOf(channel, id));
      if (own !== undefined || address === undefined) return own?.entry;
      const named = byAddress.get(address.toLowerCase());
      return named?.accounts.has(channel) === true ? undefined : named?.entry;
    },
  };
}

/** Platforms write their ids in either case. */
function keyOf(channel: string, account: string): string {
  return `${channel} ${account.toLowerCase()}`;
}
