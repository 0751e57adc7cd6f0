import type { ProbeProgress } from '../domain/index.js';
import type { ChildOutcome } from './_child.js';
import { createSeats, type Seat, type Seats, type StartChild } from './_seats.js';
import { createWaitingLine } from './_waiting-line.js';
import type { WireRequest } from './_wire.js';

export type { StartChild } from './_seats.js';

/** What a pool needs to know; a part of the probe settings. */
export interface PoolSettings {
  readonly children: number;
  readonly atOnce: number;
  readonly runsPerChild: number;
  readonly waiting: number;
  readonly waitMs: number;
  readonly verdictMs: number;
}

/**
 * What a request in the pool came to. `busy`: it never ran, because too many were waiting, it waited too long, or the
 * pool is closed. `alone`: nothing else was in its child, so that what its phases did not come to is the server's doing.
 */
export type PoolOutcome = (ChildOutcome & { readonly alone: boolean }) | { readonly kind: 'busy' };

/** One request on its way through the pool. */
export interface PoolRequest {
  readonly request: Omit<WireRequest, 'kind' | 'id'>;
  /** Whose it is. The people who wait take turns. */
  readonly person: string;
  /** Called when it is given to a child: no time counts before that. A second time when it is asked again. */
  onStart(): void;
  onProgress(progress: ProbeProgress): void;
}

/**
 * A few warm child processes, each with several requests at once. The first request starts the first child. One that
 * hung, died, met a hostile server or has served `runsPerChild` requests is replaced at once. What had shared a child
 * with such a one is asked again, once, in a child of its own: what becomes of it then is nobody else's doing.
 */
export interface Pool {
  run(request: PoolRequest): Promise<PoolOutcome>;
  /** Kills all children and turns away what waits. */
  close(): Promise<void>;
}

interface Job extends PoolRequest {
  readonly until: number;
  readonly timer: NodeJS.Timeout;
  readonly settle: (outcome: PoolOutcome) => void;
}

/** Makes a pool; nothing is started yet. */
export function createPool(settings: PoolSettings, start: StartChild): Pool {
  const { children, atOnce, runsPerChild } = settings;
  const shared = createSeats({ children, atOnce, runsPerChild, warm: true }, start);
  const single = createSeats({ children, atOnce: 1, runsPerChild: 1, warm: false }, start);
  const firsts = createWaitingLine<Job>(settings.waiting);
  const seconds = createWaitingLine<Job>(children * atOnce);
  const running = new Map<string, number>();
  let closed = false;

  function count(person: string, change: number): void {
    const now = (running.get(person) ?? 0) + change;
    if (now > 0) running.set(person, now);
    else running.delete(person);
  }

  /** `patienceMs`: what it may wait. Both waits of a request that is asked again share the one limit. */
  function wait(request: PoolRequest, again: boolean, patienceMs: number): Promise<PoolOutcome> {
    return new Promise((settle) => {
      const line = again ? seconds : firsts;
      const until = performance.now() + patienceMs;
      const timer = setTimeout(() => {
        line.remove(job);
        settle({ kind: 'busy' });
      }, patienceMs);
      const job: Job = { ...request, until, timer, settle };
      const displaced = line.add(job.person, job);
      if (displaced) turnAway(displaced);
      fill(shared, firsts);
      fill(single, seconds);
    });
  }

  function turnAway(job: Job): void {
    clearTimeout(job.timer);
    job.settle({ kind: 'busy' });
  }

  function fill(seats: Seats, line: typeof firsts): void {
    while (line.size > 0) {
      const seat = seats.take();
      if (!seat) return;
      const job = line.next((person) => running.get(person) ?? 0);
      if (!job) return seat.leave();
      clearTimeout(job.timer);
      void serve(job, seat, Math.max(1, job.until - performance.now())).then(job.settle);
    }
  }

  async function serve(job: Job, seat: Seat, patienceMs: number): Promise<PoolOutcome> {
    count(job.person, 1);
    job.onStart();
    const outcome = await seat.child.run(job.request, settings.verdictMs, (line) => job.onProgress(line));
    count(job.person, -1);
    const alone = !seat.crowded;
    if (outcome.kind === 'done' && !outcome.hostile) seat.leave();
    else seat.leaveForGood();
    fill(shared, firsts);
    fill(single, seconds);
    // Asked again it is alone, so it is never asked a third time.
    const isOthersDoing = outcome.kind === 'lost' && !alone;
    return isOthersDoing && !closed ? wait(job, true, patienceMs) : { ...outcome, alone };
  }

  return {
    run: (request) => (closed ? Promise.resolve({ kind: 'busy' }) : wait(request, false, settings.waitMs)),
    async close() {
      closed = true;
      for (const job of [...firsts.clear(), ...seconds.clear()]) turnAway(job);
      await Promise.all([shared.close(), single.close()]);
    },
  };
}
