import type { OneTimeTokens, SessionStore, WebUser } from '../../src/domain/index.js';

/** Time that moves when told. */
export interface FakeTime {
  now: number;
  pass(ms: number): void;
}

export function createFakeTime(now = Date.parse('2026-03-01T09:00:00.000Z')): FakeTime {
  return {
    now,
    pass(ms) {
      this.now += ms;
    },
  };
}

export interface FakeTokens extends OneTimeTokens {
  /** What is kept, as the database would show it. */
  readonly rows: Map<string, { readonly body: string; readonly until: number }>;
}

/** One-time tokens in memory with the promises of the stored ones: one taker, an end, a body that was plain JSON. */
export function createFakeTokens(time: FakeTime = createFakeTime()): FakeTokens {
  const rows = new Map<string, { body: string; until: number }>();

  function living(hash: string, purpose: string): string | undefined {
    const row = rows.get(`${purpose} ${hash}`);
    return row !== undefined && row.until > time.now ? row.body : undefined;
  }

  return {
    rows,
    put({ hash, purpose, body, ttlMs }) {
      rows.set(`${purpose} ${hash}`, { body: JSON.stringify(body), until: time.now + ttlMs });
      return Promise.resolve();
    },
    waits: (hash, purpose) => Promise.resolve(living(hash, purpose) !== undefined),
    take(hash, purpose) {
      const body = living(hash, purpose);
      rows.delete(`${purpose} ${hash}`);
      return Promise.resolve(body === undefined ? undefined : (JSON.parse(body) as unknown));
    },
  };
}

export interface FakeSessions extends SessionStore {
  readonly rows: Map<string, { readonly user: WebUser; usedAt: number; readonly until: number }>;
  /** How often somebody was looked up. */
  uses: number;
}

/** Sessions in memory with the promises of the stored ones: an idle clock that `use` sets back, and a fixed end. */
export function createFakeSessions(time: FakeTime = createFakeTime()): FakeSessions {
  const rows = new Map<string, { user: WebUser; usedAt: number; until: number }>();
  return {
    rows,
    uses: 0,
    open({ hash, user, absoluteMs }) {
      rows.set(hash, { user, usedAt: time.now, until: time.now + absoluteMs });
      return Promise.resolve();
    },
    async use(hash, idleMs) {
      const user = await this.look(hash, idleMs);
      const row = rows.get(hash);
      if (user && row) row.usedAt = time.now;
      return user;
    },
    look(hash, idleMs) {
      this.uses += 1;
      const row = rows.get(hash);
      const isOver = row === undefined || time.now >= row.until || time.now - row.usedAt >= idleMs;
      return Promise.resolve(isOver ? undefined : row.user);
    },
    close(hash) {
      rows.delete(hash);
      return Promise.resolve();
    },
  };
}
