import type { Child } from './_child.js';

/** Makes a child. */
export type StartChild = () => Child;

/** How many children, and what each may be given. */
export interface SeatSettings {
  readonly children: number;
  /** Requests in one child at the same time. */
  readonly atOnce: number;
  /** Requests over a child's life. */
  readonly runsPerChild: number;
  /** Whether a child that was replaced has its successor started at once. */
  readonly warm: boolean;
}

/** A place in a child for one request. Must be left again, once. */
export interface Seat {
  readonly child: Child;
  /** Whether another request has been in the child since this one came, or was there already. */
  readonly crowded: boolean;
  leave(): void;
  /** Also ends the child, with everything in it. */
  leaveForGood(): void;
}

/** The children of a pool and the places in them. */
export interface Seats {
  /** A place: in an idle child, in a fresh one, or in the one with the fewest requests. `undefined`: all are taken. */
  take(): Seat | undefined;
  /** Kills all children; none is started any more. */
  close(): Promise<void>;
}

interface Bench {
  readonly child: Child;
  readonly seats: Set<{ crowded: boolean }>;
  given: number;
}

/** Makes the places; no child is started yet. */
export function createSeats(settings: SeatSettings, start: StartChild): Seats {
  /** Children that take requests; one that has served its share is in `leaving` until its last one is done. */
  const open = new Set<Bench>();
  const leaving = new Set<Bench>();
  let closed = false;

  function startBench(): Bench {
    const bench: Bench = { child: start(), seats: new Set(), given: 0 };
    open.add(bench);
    return bench;
  }

  function roomiest(): Bench | undefined {
    let best: Bench | undefined;
    for (const bench of open) {
      // It may have died while it waited (out of memory on the machine, an operator's kill).
      if (bench.child.gone) open.delete(bench);
      else if (bench.seats.size < (best?.seats.size ?? settings.atOnce)) best = bench;
    }
    if (best?.seats.size === 0 || open.size + leaving.size >= settings.children) return best;
    return startBench();
  }

  function retire(bench: Bench): void {
    if (!open.delete(bench)) return;
    leaving.add(bench);
    if (settings.warm && !closed) startBench();
  }

  function end(bench: Bench): void {
    retire(bench);
    leaving.delete(bench);
    void bench.child.kill();
  }

  return {
    take() {
      if (closed) return undefined;
      const bench = roomiest();
      if (!bench) return undefined;
      const seat = { crowded: bench.seats.size > 0 };
      for (const neighbour of bench.seats) neighbour.crowded = true;
      bench.seats.add(seat);
      bench.given += 1;
      if (bench.given >= settings.runsPerChild) retire(bench);
      return {
        child: bench.child,
        get crowded() {
          return seat.crowded;
        },
        leave() {
          bench.seats.delete(seat);
          if (leaving.has(bench) && bench.seats.size === 0) end(bench);
        },
        leaveForGood() {
          bench.seats.delete(seat);
          end(bench);
        },
      };
    },
    async close() {
      closed = true;
      await Promise.all([...open, ...leaving].map(({ child }) => child.kill()));
    },
  };
}
