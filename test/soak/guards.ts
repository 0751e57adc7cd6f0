import pg from 'pg';
import type { Channel, InboundMessage, Store } from '../../src/domain/index.js';

/** The guards that the soak must be seen to need. */
export const GUARDS = ['lock', 'dedupe', 'look-up', 'owning-up'] as const;
export type Guard = (typeof GUARDS)[number];

/** Takes the turn lock and the row locks out of every statement this process sends to PostgreSQL. */
export function breakLocks(): void {
  const client = pg.Client.prototype as { query: (...given: unknown[]) => unknown };
  const query = client.query;
  client.query = function unlocked(this: unknown, ...given: unknown[]): unknown {
    const [first, ...rest] = given;
    return query.call(this, withoutLock(first), ...rest);
  };
}

function withoutLock(statement: unknown): unknown {
  if (typeof statement === 'string') {
    return (
      statement
        .replace(/\bfor (no key )?update( skip locked)?/giu, '')
        // The lock of a turn: everybody gets it.
        .replace(/pg_try_advisory_lock\(hashtextextended\((\$\d+), 0\)\)/giu, '($1::text is not null)')
    );
  }
  if (typeof statement === 'object' && statement !== null && 'text' in statement) {
    return { ...statement, text: withoutLock(statement.text) };
  }
  return statement;
}

/** The store that takes what nobody knows of for sent. */
export function breakOwningUp(store: Store): Store {
  return {
    ...store,
    settleOutbox: (id, owner, outcome, tell) =>
      outcome.kind === 'unsure'
        ? store.settleOutbox(id, owner, { kind: 'sent', platformId: 'unknown' })
        : store.settleOutbox(id, owner, outcome, tell),
  };
}

/** The store without its dedupe: every delivery counts as a message of its own. */
export function breakDedupe(store: Store): Store {
  let copies = 0;
  return new Proxy(store, {
    get(target, name) {
      if (name === 'receive') {
        return (message: InboundMessage) => {
          copies += 1;
          return target.receive({ ...message, platformId: `${message.platformId}#${process.pid}.${copies}` });
        };
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/** A channel that can't be asked whether a message arrived. */
export function breakLookUp(channel: Channel): Channel {
  return { ...channel, canFind: () => false };
}
