import { beforeEach, describe, expect, it } from 'vitest';
import type { OpenIncident, Store } from '../../src/domain/index.js';
import { turnWith, type StorePair } from './_store.js';

/** What every store must do for incidents that go on. */
export function storeIncidentsContract(pairOf: () => StorePair): void {
  let store: Store;
  let other: Store;

  beforeEach(() => {
    ({ store, other } = pairOf());
  });

  function incident(key: string, since: string): OpenIncident {
    const code = 'net.refused';
    return { key, host: 'imap.corp.example', code, since, ticket: 'MM-1001', nextLookAt: since };
  }

  describe('incidents', () => {
    it('are known to every replica while they go on, oldest first, as they were last written', async () => {
      const late = incident('a', '2026-11-25T03:00:00.000Z');
      const early = incident('b', '2026-11-25T02:00:00.000Z');
      await turnWith(store, 'a', { incident: late });
      await turnWith(store, 'b', { incident: early });
      await turnWith(store, 'a', { incident: { ...late, nextLookAt: '2026-11-25T04:00:00.000Z' } });

      const known = await other.openIncidents();

      expect(known.map(({ since, nextLookAt }) => [since, nextLookAt])).toEqual([
        [early.since, early.since],
        [late.since, '2026-11-25T04:00:00.000Z'],
      ]);
    });

    it('are gone once they are over', async () => {
      await turnWith(store, 'a', { incident: incident('a', '2026-11-25T03:00:00.000Z') });
      await turnWith(store, 'a', {});
      expect(await other.openIncidents()).toHaveLength(1);
      await turnWith(store, 'a', { incident: 'over' });

      expect(await other.openIncidents()).toEqual([]);
    });
  });
}
