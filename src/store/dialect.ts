import type { ColumnDataType, ColumnDefinitionBuilder, Kysely, RawBuilder, SelectQueryBuilder } from 'kysely';
import type { MailmedicError } from '../domain/index.js';
import type { Queryable, Tables } from './tables.js';

/** What a turn found at the door: another one inside, nothing to read, or its attempt's number. */
export type TurnEntry =
  { readonly kind: 'busy' | 'nothing' } | { readonly kind: 'in'; readonly attempt: number };

/** Everything in which SQLite and PostgreSQL differ. The queries are written once over it. */
export interface Dialect {
  readonly kind: 'sqlite' | 'postgres';
  /** Milliseconds since 1970 by the database's clock, at the start of the statement. */
  readonly now: RawBuilder<number>;
  readonly types: {
    /** A number that grows with every row. */
    readonly growing: ColumnDataType | RawBuilder<unknown>;
    /** Text that sorts byte by byte. */
    readonly byteText: ColumnDataType | RawBuilder<unknown>;
    growingColumn(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder;
  };
  /** Locks the chosen rows until the transaction ends, waiting for whoever has them. */
  lockRows<T extends keyof Tables, O>(
    query: SelectQueryBuilder<Tables, T, O>,
  ): SelectQueryBuilder<Tables, T, O>;
  /** Locks the chosen rows and passes by those that somebody else has. */
  lockFreeRows<T extends keyof Tables, O>(
    query: SelectQueryBuilder<Tables, T, O>,
  ): SelectQueryBuilder<Tables, T, O>;
  /**
   * Takes the conversation's turn lock on this connection without waiting, and, if there is input,
   * counts the attempt and commits the count. The lock is gone when the connection or its process is.
   */
  enterTurn(connection: Queryable, key: string): Promise<TurnEntry>;
  /** Gives the turn lock back. Only after `enterTurn` did not say `busy`. */
  leaveTurn(connection: Queryable, key: string): Promise<void>;
  /** Lets one transaction at a time add to a list that is read by growing id, so that no reader skips a row. */
  lockList(trx: Queryable, name: string): Promise<void>;
  /** The error of the catalogue for an error of the database; `undefined` for any other error. */
  explain(error: unknown): MailmedicError | undefined;
  /** True when the connection broke (not: went silent), so that asking again on a new one may help. */
  isBroken(error: unknown): boolean;
}

/** A database that is open: what `sqlite.ts` and `postgres.ts` hand to the store. */
export interface OpenDatabase {
  readonly db: Kysely<Tables>;
  /** For what a platform waits to have acknowledged: never behind a turn, a measurement's end or a report. */
  readonly front: Kysely<Tables>;
  readonly dialect: Dialect;
  /** Calls back when another process (or another store of this one) may have committed work. */
  watch(onChange: () => void): void;
  /** Tells the other processes that there may be work. */
  announce(): void;
  /** Runs `work` on a connection without statement deadlines. */
  unhurried<R>(work: (db: Kysely<Tables>) => Promise<R>): Promise<R>;
  close(): Promise<void>;
}
