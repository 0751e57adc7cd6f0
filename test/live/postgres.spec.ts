import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../src/domain/index.js';
import { openStore } from '../../src/store/index.js';
import { storeContract } from '../contract/store.js';
import { skipWithoutPostgres, startCluster, type Cluster } from './_postgres.js';

describe.skipIf(skipWithoutPostgres())('on PostgreSQL', () => {
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(async () => {
    await cluster.stop();
  });

  storeContract('postgres', async () => {
    const url = await cluster.createDatabase();
    const store = await openStore({ kind: 'postgres', url: new Secret(url) });
    const other = await openStore({ kind: 'postgres', url: new Secret(url) });
    // Replicas start together: one does the work, the other waits.
    await Promise.all([store.migrate(), other.migrate()]);
    return {
      store,
      other,
      async damage(sql) {
        const client = new pg.Client(url);
        await client.connect();
        await client.query(sql);
        await client.end();
      },
      async close() {
        await other.close();
        await store.close();
      },
    };
  });

  it('goes on by itself after the database has crashed and come back', async () => {
    const store = await openStore({ kind: 'postgres', url: new Secret(await cluster.createDatabase()) });
    await store.migrate();
    await store.putModel('k', 'v');
    await cluster.restartImmediately();
    expect(await store.model('k')).toBe('v');
    await store.close();
  });

  it('says where it looked and what to do when no database answers', async () => {
    const url = new Secret('postgres://somebody:hidden@127.0.0.1:1/nothing');
    const opening = openStore({ kind: 'postgres', url });
    await expect(opening).rejects.toMatchObject({ code: 'MM_STORE_UNREACHABLE' });
    await opening.catch((error: unknown) => {
      expect(String(error)).not.toContain('hidden');
    });
  });
});
