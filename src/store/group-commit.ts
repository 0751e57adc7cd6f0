import { setImmediate, setTimeout } from 'node:timers/promises';
import type Database from 'libsql';

const BUSY_DEADLINE_MS = 5_000;
const BUSY_PAUSE_MS = 5;
/** A group is committed at the latest after so many units, or so many milliseconds, however long the queue is. */
const LARGEST_GROUP = 64;
const OLDEST_GROUP_MS = 25;

interface Group {
  readonly openedAt: number;
  units: number;
  readonly done: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One SQLite connection shared by units of work, one at a time; a unit is a statement or a transaction. Units that
 * wait while another one runs join its group, and a group is synced to the disk once: a sync takes a millisecond or
 * more and stops the event loop, so fifty events a second, each with its turn and its send, would not get through one
 * by one. Nobody is told of a commit before it is on the disk.
 */
export interface GroupCommit {
  /** Waits for the connection. Every `enter` is followed by one `leave`. */
  enter(): Promise<void>;
  /** Opens the group, if none is open; waits, without blocking, until no other process writes. */
  open(): Promise<void>;
  /** After a statement failed: SQLite itself rolls everything back when the disk is full, whole groups, too. */
  noteFailure(error: unknown): void;
  /** Rolls the whole group back: nobody in it is told of a commit. */
  abandon(error: unknown): void;
  /** Gives the connection to the next unit. The promise ends when the unit's group is on the disk. */
  leave(): Promise<void>;
}

export function createGroupCommit(database: Database.Database): GroupCommit {
  const waiting: (() => void)[] = [];
  let isTaken = false;
  let group: Group | undefined;

  /**
   * `exec`, not a prepared statement: libsql leaves a prepared statement that met SQLITE_BUSY half run,
   * and from then on the connection's commits take no effect.
   */
  async function begin(): Promise<void> {
    for (let waited = 0; ; waited += BUSY_PAUSE_MS) {
      try {
        database.exec('begin immediate');
        return;
      } catch (error) {
        if (!isBusy(error) || waited >= BUSY_DEADLINE_MS) throw error;
      }
      await setTimeout(BUSY_PAUSE_MS);
    }
  }

  function end(ended: Group): void {
    group = undefined;
    try {
      database.exec('commit');
      ended.resolve();
    } catch (error) {
      rollBack();
      ended.reject(error);
    }
  }

  function rollBack(): void {
    try {
      if (database.inTransaction) database.exec('rollback');
    } catch {
      // SQLite ends the transaction whatever a rollback says; the next `begin` tells whether it did.
    }
  }

  function isFull({ units, openedAt }: Group): boolean {
    return units >= LARGEST_GROUP || performance.now() - openedAt >= OLDEST_GROUP_MS;
  }

  return {
    async enter() {
      if (isTaken) await new Promise<void>((resolve) => waiting.push(resolve));
      isTaken = true;
      // libsql is synchronous: without this pause a queue of statements would never let the event loop turn.
      await setImmediate();
    },
    async open() {
      if (group === undefined) {
        await begin();
        group = newGroup();
      }
      group.units += 1;
    },
    noteFailure(error) {
      if (group === undefined || database.inTransaction) return;
      group.reject(error);
      group = undefined;
    },
    abandon(error) {
      rollBack();
      group?.reject(error);
      group = undefined;
    },
    leave() {
      const joined = group;
      const next = waiting.shift();
      if (joined !== undefined && (next === undefined || isFull(joined))) end(joined);
      if (next === undefined) isTaken = false;
      else next();
      return joined?.done ?? Promise.resolve();
    },
  };
}

function newGroup(): Group {
  let resolve: () => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const done = new Promise<void>((settle, fail) => {
    resolve = settle;
    reject = fail;
  });
  // A unit that failed by itself does not wait for its group.
  done.catch(() => undefined);
  return { openedAt: performance.now(), units: 0, done, resolve, reject };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
}
