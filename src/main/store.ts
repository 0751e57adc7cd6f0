import type { Settings } from '../config/index.js';
import type { Store } from '../domain/index.js';
import { openStore } from '../store/index.js';

/** The store that the settings name; `cli` opens it beside a running server. */
export function openConfiguredStore(settings: Settings, role: 'server' | 'cli'): Promise<Store> {
  const { store } = settings;
  return openStore(store.kind === 'sqlite' ? { ...store, role } : store);
}
