import type { Directory } from '../domain/index.js';

/** A directory that is kept up to date until it is closed. */
export interface OpenDirectory extends Directory {
  /** How many people it knows, and whether it could not be brought up to date. `undefined` where there is none. */
  figures(): { readonly people: number; readonly broken: boolean } | undefined;
  close(): Promise<void>;
}
