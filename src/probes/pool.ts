import type { ProbeProgress } from '../domain/index.js';
import type { Child, ChildOutcome } from './_child.js';
import type { WireRequest } from './_wire.js';

/** Makes a child. */
export type StartChild = () => Child;

/** What a pool needs to know; a part of the probe settings. */
export interface PoolSettings {
  readonly children: number;
  readonly runsPerChild: number;
  readonly waiting: number;
  readonly verdictMs: number;
}

/** What a request in the pool came to; `busy`: too many were waiting already, or the pool is closed. */
export type PoolOutcome = ChildOutcome | { readonly kind: 'busy' };

/**
 * A few warm child processes. The first request starts the first child; one that was killed, died, met a
 * hostile server or has served `runsPerChild` requests is replaced at once, so that the next request finds
 * a warm one.
 */
export interface Pool {
  run(
    request: Omit<WireRequest, 'kind' | 'id'>,
    onProgress: (progress: ProbeProgress) => void,
  ): Promise<PoolOutcome>;
  /** Kills all children and turns away what waits. */
  close(): Promise<void>;
}

/** Makes a pool; nothing is started yet. */
export function createPool(settings: PoolSettings, start: StartChild): Pool {
  const idle: Child[] = [];
  const busy = new Set<Child>();
  const waiting: ((child: Child | undefined) => void)[] = [];
  let closed = false;

  function take(): Promise<Child | undefined> {
    if (closed) return Promise.resolve(undefined);
    const child = takeIdle() ?? (busy.size < settings.children ? start() : undefined);
    if (child) {
      busy.add(child);
      return Promise.resolve(child);
    }
    if (waiting.length >= settings.waiting) return Promise.resolve(undefined);
    return new Promise((resolve) => waiting.push(resolve));
  }

  /** A child may have died while it waited (out of memory on the machine, an operator's kill). */
  function takeIdle(): Child | undefined {
    for (let child = idle.pop(); child; child = idle.pop()) {
      if (!child.gone) return child;
    }
    return undefined;
  }

  function giveBack(child: Child): void {
    busy.delete(child);
    const next = waiting.shift();
    if (!next) {
      idle.push(child);
      return;
    }
    busy.add(child);
    next(child);
  }

  return {
    async run(request, onProgress) {
      const child = await take();
      if (!child) return { kind: 'busy' };
      const outcome = await child.run(request, settings.verdictMs, onProgress);
      const worn = outcome.kind !== 'done' || outcome.hostile || child.runs >= settings.runsPerChild;
      if (!worn || closed) {
        giveBack(child);
        return outcome;
      }
      busy.delete(child);
      void child.kill();
      giveBack(start());
      return outcome;
    },
    async close() {
      closed = true;
      for (const next of waiting.splice(0)) next(undefined);
      await Promise.all([...busy, ...idle.splice(0)].map((child) => child.kill()));
    },
  };
}
