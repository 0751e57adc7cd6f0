import type { Secret, Store } from '../domain/index.js';
import { createStore } from './create-store.js';
import { openPostgres } from './postgres.js';
import { openSqlite, type SqliteRole } from './sqlite.js';

export type { SqliteRole } from './sqlite.js';

/** Where state lives. The server takes the embedded file for itself; tools open it beside the server. */
export type StoreSettings =
  | { readonly kind: 'sqlite'; readonly file: string; readonly role: SqliteRole }
  | { readonly kind: 'postgres'; readonly url: Secret; readonly poolSize?: number };

/**
 * Opens the store; call `migrate()` before anything else.
 * Errors: `MM_STORE_UNREACHABLE`, `MM_STORE_LOCKED` when another server has the file, `MM_STORE_CORRUPT`.
 */
export async function openStore(settings: StoreSettings): Promise<Store> {
  if (settings.kind === 'sqlite') return createStore(openSqlite(settings.file, settings.role));
  const store = createStore(openPostgres(settings.url, settings.poolSize));
  try {
    await store.check();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
