import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runSoak } from '../soak/soak.js';
import { skipWithoutPostgres, startCluster } from './_postgres.js';

const CLEAN = { drained: true, lost: 0, untold: 0, doubled: 0, reordered: 0, seenMoreThanTwice: 0 };

describe('a bad day: processes killed, events doubled, answers lost, the database restarted', () => {
  it('loses, doubles and reorders nothing on the embedded store', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mailmedic-soak-'));
    try {
      const store = join(folder, 'mailmedic.db');
      const figures = await runSoak({ conversations: 600, messagesEach: 3, replicas: 1, store, seed: 11 });
      console.log(figures);
      expect(figures).toMatchObject(CLEAN);
      expect(figures.kills).toBeGreaterThan(0);
      expect(figures.duplicates).toBeGreaterThan(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('loses, doubles and reorders nothing in direct messages of Slack', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mailmedic-soak-'));
    try {
      const store = join(folder, 'mailmedic.db');
      const figures = await runSoak({
        conversations: 30,
        messagesEach: 3,
        replicas: 1,
        store,
        seed: 14,
        channel: 'slack',
      });
      console.log(figures);
      expect(figures).toMatchObject(CLEAN);
      expect(figures.faults).toBeGreaterThan(0);
      expect(figures.duplicates).toBeGreaterThan(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it.each(['slack-threads', 'teams'] as const)(
    'loses nothing in %s, where nobody can be asked: a message comes twice at most, or is owned up to',
    async (channel) => {
      const folder = mkdtempSync(join(tmpdir(), 'mailmedic-soak-'));
      try {
        const store = join(folder, 'mailmedic.db');
        const figures = await runSoak({
          conversations: 30,
          messagesEach: 3,
          replicas: 1,
          store,
          seed: 15,
          channel,
        });
        console.log(figures);
        expect(figures).toMatchObject(CLEAN);
        expect(figures.faults).toBeGreaterThan(0);
        expect(figures.repeatedSends).toBeGreaterThan(0);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );

  it.skipIf(skipWithoutPostgres())('loses, doubles and reorders nothing on three replicas', async () => {
    const cluster = await startCluster();
    try {
      const figures = await runSoak({
        conversations: 500,
        messagesEach: 3,
        replicas: 3,
        store: await cluster.createDatabase(),
        seed: 12,
        restartDatabase: () => cluster.restartImmediately(),
      });
      console.log(figures);
      expect(figures).toMatchObject(CLEAN);
      expect(figures.kills).toBeGreaterThan(2);
      expect(figures.databaseRestarts).toBeGreaterThan(0);
    } finally {
      await cluster.stop();
    }
  });

  it.skipIf(skipWithoutPostgres())(
    'loses, doubles and reorders nothing on pages of the web chat whose connections break',
    async () => {
      const cluster = await startCluster();
      try {
        const figures = await runSoak({
          conversations: 120,
          messagesEach: 3,
          replicas: 3,
          store: await cluster.createDatabase(),
          seed: 13,
          channel: 'web',
          restartDatabase: () => cluster.restartImmediately(),
        });
        console.log(figures);
        expect(figures).toMatchObject(CLEAN);
        expect(figures.kills).toBeGreaterThan(2);
        expect(figures.reconnects).toBeGreaterThan(120);
      } finally {
        await cluster.stop();
      }
    },
  );
});
