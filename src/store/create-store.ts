import { setTimeout } from 'node:timers/promises';
import {
  mailmedicError,
  type ChatLog,
  type InboundMessage,
  type Store,
  type WorkKind,
} from '../domain/index.js';
import type { Dialect, OpenDatabase } from './dialect.js';
import { migrateUp, pendingMigrations } from './migrations/index.js';
import * as bundles from './queries/bundles.js';
import * as cases from './queries/cases.js';
import { readNow } from './queries/clock.js';
import * as chat from './queries/chat.js';
import * as inbox from './queries/inbox.js';
import * as incidents from './queries/incidents.js';
import * as leases from './queries/leases.js';
import * as limits from './queries/limits.js';
import * as memory from './queries/memory.js';
import * as misunderstood from './queries/misunderstood.js';
import * as outbox from './queries/outbox.js';
import * as probeRuns from './queries/probe-runs.js';
import * as publications from './queries/publications.js';
import * as sessions from './queries/sessions.js';
import * as signIns from './queries/sign-ins.js';
import * as tasks from './queries/tasks.js';
import * as tokens from './queries/tokens.js';
import * as timers from './queries/timers.js';
import * as turns from './queries/turns.js';
import * as verdicts from './queries/verdicts.js';
import type { Queryable } from './tables.js';

const RETRY_MS = 250;

/** The store over an open database: each method one transaction, each error one of the catalogue. */
export function createStore(database: OpenDatabase): Store {
  const { db, front, dialect } = database;
  const listeners = new Set<(kind?: WorkKind) => void>();
  let closing = false;
  database.watch(() => {
    tellListeners();
  });

  function tellListeners(kind?: WorkKind): void {
    for (const listener of listeners) listener(kind);
  }

  /** There may be work, here and in other processes. */
  function changed(kind?: WorkKind): void {
    tellListeners(kind);
    database.announce();
  }

  async function guarded<R>(work: () => Promise<R>): Promise<R> {
    if (closing) throw closedStore();
    try {
      return await work();
    } catch (error) {
      throw dialect.explain(error) ?? error;
    }
  }

  /** For what may run twice without harm: a connection that broke under it costs one more try on a new one. */
  function repeatable<R>(work: () => Promise<R>): Promise<R> {
    return guarded(async () => {
      try {
        return await work();
      } catch (error) {
        if (!dialect.isBroken(error)) throw error;
      }
      await setTimeout(RETRY_MS);
      return work();
    });
  }

  function writing<R>(work: (trx: Queryable) => Promise<R>): Promise<R> {
    return guarded(() => db.transaction().execute(work));
  }

  const log: ChatLog = {
    async deliver(address, key, reply) {
      const id = await writing((trx) => chat.deliver(trx, dialect, address, key, reply));
      changed();
      return id;
    },
    delivered: (address, afterId, limit) => repeatable(() => chat.delivered(db, address, afterId, limit)),
    lines: (address, afterId, limit) => repeatable(() => chat.lines(db, address, afterId, limit)),
    newestLines: (address, limit) => repeatable(() => chat.newestLines(db, address, limit)),
    progress: (address) =>
      repeatable(() => tasks.readProgress(db, `${address.channel}:${address.conversation}`)),
    working: (address) => repeatable(() => chat.isWorking(db, dialect, address)),
  };

  return {
    kind: dialect.kind,
    chat: log,
    migrate: () => guarded(() => database.unhurried((calm) => migrateUp(calm, dialect))),
    pendingMigrations: () => repeatable(() => pendingMigrations(db)),
    check: () => repeatable(async () => void (await readNow(db, dialect))),
    now: () => repeatable(async () => new Date(await readNow(db, dialect)).toISOString()),
    async close() {
      closing = true;
      listeners.clear();
      await database.close();
    },
    onWork(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async receive(message) {
      // Repeating it is harmless: what was committed already comes back as a duplicate.
      const received = await repeatable(() => receiveOn(front, dialect, message));
      if (received === 'stored') changed('turns');
      return received === 'duplicate' ? 'duplicate' : 'stored';
    },
    conversationsWithInput: (limit) => repeatable(() => inbox.conversationsWithInput(db, limit)),
    async takeTurn(key, decide) {
      const outcome = await guarded(() =>
        db.connection().execute(async (connection) => {
          const entry = await dialect.enterTurn(connection, key);
          if (entry.kind !== 'in') return entry.kind;
          try {
            return await connection.transaction().execute(async (trx) => {
              const snapshot = await turns.readTurn(trx, dialect, key, entry.attempt);
              if (snapshot.inbox.length === 0) {
                // Another replica's turn ended while this one waited to count: that was no failed try.
                await turns.forgetAttempts(trx, key);
                return 'nothing';
              }
              await turns.writeTurn(trx, dialect, snapshot, decide(snapshot));
              return 'taken';
            });
          } finally {
            await dialect.leaveTurn(connection, key);
          }
        }),
      );
      if (outcome === 'taken') changed();
      return outcome;
    },
    conversation: (key) => repeatable(() => turns.readConversation(front, key)),
    openIncidents: () => repeatable(() => incidents.openIncidents(db)),
    transcript: (key) => repeatable(() => turns.readTranscript(db, key)),

    async fireDueTimers(limit) {
      const fired = await writing(
        async (trx) =>
          (await timers.fireDueTimers(trx, dialect, limit)) +
          (await signIns.lapseSignIns(trx, dialect, limit)),
      );
      if (fired > 0) changed('turns');
      return fired;
    },

    leaseTasks: (owner, limit, leaseMs) =>
      guarded(() => tasks.leaseTasks(db, dialect, owner, limit, leaseMs)),
    async saveProgress(id, owner, lines) {
      await guarded(() => tasks.saveProgress(db, dialect, id, owner, lines));
      changed();
    },
    async finishTask(id, owner, result) {
      const kept = await writing((trx) => tasks.finishTask(trx, id, owner, result));
      if (kept) changed('turns');
      return kept;
    },
    retryTask: (id, owner, afterMs, work) =>
      guarded(() => tasks.retryTask(db, dialect, id, owner, afterMs, work)),

    leaseOutbox: (owner, limit, leaseMs) =>
      guarded(() => outbox.leaseOutbox(db, dialect, owner, limit, leaseMs)),
    async settleOutbox(id, owner, outcome, tell) {
      const settle = (on: Queryable) => outbox.settleOutbox(on, dialect, id, owner, outcome, tell);
      const settled = await (tell ? writing(settle) : guarded(() => settle(db)));
      tellListeners('sends');
      if (tell && settled) changed('turns');
    },
    progressBefore: (rowId) => repeatable(() => outbox.progressBefore(db, rowId)),
    counts: () => repeatable(() => counts(db)),

    published: {
      async publish(bundle) {
        const live = await writing((trx) => publications.publish(trx, dialect, bundle));
        changed();
        return live;
      },
      live: () => repeatable(() => publications.livePublication(db)),
      list: () => repeatable(() => publications.listPublications(db)),
      problems: () => repeatable(() => publications.pinnedProblems(db)),
    },
    holdLease: (name, owner, forMs) => guarded(() => leases.holdLease(db, dialect, name, owner, forMs)),
    dropLease: (name, owner) => guarded(() => leases.dropLease(db, name, owner)),
    bundleFiles: (hash) => repeatable(() => bundles.bundleFiles(db, hash)),
    pinnedBundles: () => repeatable(() => turns.pinnedBundles(db)),
    putModel: (key, model) => guarded(() => bundles.putModel(db, dialect, key, model)),
    model: (key) => repeatable(() => bundles.model(db, key)),

    cases: (filter) => repeatable(() => cases.listCases(db, filter)),
    casesOf: (key, person) => repeatable(() => cases.casesOf(db, key, person)),
    case: (idOrReference) => repeatable(() => cases.findCase(db, idOrReference)),
    caseEvents: (caseId) => repeatable(() => cases.caseEvents(db, caseId)),
    casesVersion: () => repeatable(() => cases.casesVersion(db)),
    async changeCase(idOrReference, rule) {
      const to = await writing((trx) => cases.changeCase(trx, dialect, idOrReference, rule));
      changed();
      return to;
    },

    tokens: {
      put: (token) => writing((trx) => tokens.putToken(trx, dialect, token)),
      waits: (hash, purpose) => repeatable(() => tokens.tokenWaits(db, dialect, hash, purpose)),
      // Never asked twice: the first try may have taken it.
      take: (hash, purpose) => guarded(() => tokens.takeToken(db, dialect, hash, purpose)),
    },
    sessions: {
      open: (session) => writing((trx) => sessions.openSession(trx, dialect, session)),
      use: (hash, idleMs) => repeatable(() => sessions.useSession(db, dialect, hash, idleMs)),
      look: (hash, idleMs) => repeatable(() => sessions.lookAtSession(db, dialect, hash, idleMs)),
      close: (hash) => repeatable(() => sessions.closeSession(db, hash)),
    },
    probeRuns: {
      save: (run) => writing((trx) => probeRuns.saveProbeRun(trx, dialect, run)),
      find: (id) => repeatable(() => probeRuns.findProbeRun(db, id)),
      ofConversation: (key, limit) => repeatable(() => probeRuns.probeRunsOf(db, key, limit)),
    },
    memory: {
      put: (channel, key, body) => repeatable(() => memory.remember(front, dialect, channel, key, body)),
      get: (channel, key) => repeatable(() => memory.recall(front, channel, key)),
      all: (channel, prefix) => repeatable(() => memory.recallAll(front, channel, prefix)),
      drop: (channel, key) => repeatable(() => memory.forget(front, channel, key)),
      prune: (channel, prefix, afterMs) =>
        repeatable(() => memory.prune(front, dialect, channel, prefix, afterMs)),
    },
    misunderstood: {
      list: () => writing((trx) => misunderstood.listMisunderstood(trx, dialect)),
      drop: (id) => guarded(() => misunderstood.dropMisunderstood(db, id)),
    },
    limits: {
      startProbe: (start, shares) => writing((trx) => limits.startProbe(trx, dialect, start, shares)),
      tidy: () => writing((trx) => limits.tidy(trx, dialect)),
    },
    verdicts: {
      judge: (answer, verdict) => writing((trx) => verdicts.judge(trx, dialect, answer, verdict)),
      counts: () => repeatable(() => verdicts.countVerdicts(db)),
    },
    signIns: {
      look: (hash) => repeatable(() => signIns.lookAtSignIn(db, dialect, hash)),
      note: (hash, codes) => writing((trx) => signIns.noteTyped(trx, dialect, hash, codes)),
      // Never asked twice: the first try may have taken it.
      take: (hash, withinMs) => guarded(() => signIns.takeSignIn(db, dialect, hash, withinMs)),
      async close(hash, from, result) {
        const closed = await writing((trx) => signIns.closeSignIn(trx, hash, from, result));
        if (closed) changed('turns');
        return closed;
      },
      async count(mailbox) {
        // Most of a flood is turned away without waiting for the lock.
        const full = await repeatable(() => signIns.limitReached(db, dialect, mailbox));
        return full ?? writing((trx) => signIns.countAttempt(trx, dialect, mailbox));
      },
      giveBack: (attempt) => guarded(() => signIns.giveBackAttempt(db, attempt)),
    },
  };
}

/** A message takes one round trip; what changes other rows too needs a transaction. */
function receiveOn(
  db: OpenDatabase['db'],
  dialect: Dialect,
  message: InboundMessage,
): Promise<inbox.Received> {
  if (inbox.needsTransaction(message))
    return db.transaction().execute((trx) => inbox.receive(trx, dialect, message));
  return db.connection().execute((connection) => inbox.receive(connection, dialect, message));
}

function closedStore() {
  return mailmedicError(
    'MM_STORE_UNREACHABLE',
    { where: 'this process', reason: 'it has been closed' },
    'Nothing to do while the process ends; at any other time this is a defect.',
  );
}

/** Rows that are not finished, and sends repeated without knowing. */
async function counts(db: Queryable) {
  const [inboxRows, outboxRows, taskRows, timerRows, repeated] = await Promise.all([
    db
      .selectFrom('inbox')
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .where('done_at', 'is', null)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('outbox')
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .where('settled_at', 'is', null)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('tasks')
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('timers')
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('outbox')
      .select((eb) => [
        eb.fn.sum<number | null>('repeated').as('sends'),
        eb.fn.countAll<number>().filterWhere('state', '=', 'unsure').as('unsure'),
      ])
      // A row is given up only after a repetition.
      .where('repeated', '>', 0)
      .executeTakeFirstOrThrow(),
  ]);
  return {
    inbox: Number(inboxRows.rows),
    outbox: Number(outboxRows.rows),
    tasks: Number(taskRows.rows),
    timers: Number(timerRows.rows),
    repeated: Number(repeated.sends ?? 0),
    unsure: Number(repeated.unsure),
  };
}
