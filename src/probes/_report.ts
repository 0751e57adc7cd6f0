import {
  isTrouble,
  type Evidence,
  type Finding,
  type FindingSeverity,
  type Mailbox,
  type ProbePhase,
  type ProbeResult,
  type ProbeStatus,
} from '../domain/index.js';
import type { ProbeTools } from './_probe.js';
import { REFUSAL } from './guard.js';

/** How a step came out. `fair`: the server had at least half of the step's own time before it was cut off. */
export type Step<T> =
  | { readonly ended: true; readonly value: T }
  | { readonly ended: false; readonly waited: number; readonly fair: boolean };

/** What to write into the timeline about a finished step. */
export interface StepNote {
  readonly status: ProbePhase['status'];
  readonly detail?: string;
}

/** Collects phases and findings of one probe on one target and turns them into its result. */
export interface Report {
  readonly target: string;
  readonly findings: readonly Finding[];
  /** Runs `work` for at most `limit` ms and writes it into the timeline; `work` must stop when its signal fires. */
  step<T>(
    name: string,
    limit: number,
    work: (signal: AbortSignal) => Promise<T>,
    note: (value: T) => StepNote,
  ): Promise<Step<T>>;
  skip(name: string, detail: string): void;
  find(
    code: string,
    severity: FindingSeverity,
    facts: Readonly<Record<string, string>>,
    evidence: readonly Evidence[],
  ): void;
  /** The probe saw all it wanted to see. */
  done(mailbox?: Mailbox): ProbeResult;
  /** It ended early: `measured` if a trouble was found on the way, else `failed` with `reason`. */
  stop(reason: string, mailbox?: Mailbox): ProbeResult;
  refuse(): ProbeResult;
}

/** Starts the report of one probe on one target. */
export function startReport(probe: string, target: string, tools: ProbeTools): Report {
  const startedAt = tools.clock.now();
  const phases: ProbePhase[] = [];
  const findings: Finding[] = [];

  function elapsed(since: Date): number {
    return Math.max(0, tools.clock.now().getTime() - since.getTime());
  }

  function close(name: string, note: StepNote, ms: number): void {
    const phase = { name, ...note, ms };
    phases.push(phase);
    tools.onProgress({ probe, target, phase: name, ...note, ms });
  }

  async function step<T>(
    name: string,
    limit: number,
    work: (signal: AbortSignal) => Promise<T>,
    note: (value: T) => StepNote,
  ): Promise<Step<T>> {
    const began = tools.clock.now();
    tools.onProgress({ probe, target, phase: name, status: 'running' });
    const value = await withDeadline(limit, tools.signal, work);
    const waited = elapsed(began);
    if (value === CUT_OFF) {
      const detail = `no answer after ${(waited / 1000).toFixed(1)} s`;
      close(name, { status: 'fail', detail }, waited);
      return { ended: false, waited, fair: waited * 2 >= limit };
    }
    close(name, note(value), waited);
    return { ended: true, value };
  }

  function result(status: ProbeStatus, extra: Partial<Pick<ProbeResult, 'reason' | 'mailbox'>>): ProbeResult {
    return {
      probe,
      target,
      status,
      findings: status === 'refused' ? [] : findings,
      phases: phases.length > 0 ? phases : [{ name: probe, status: 'skip', ms: 0 }],
      startedAt: startedAt.toISOString(),
      ms: elapsed(startedAt),
      ...extra,
    };
  }

  return {
    target,
    findings,
    step,
    skip: (name, detail) => close(name, { status: 'skip', detail }, 0),
    find(code, severity, facts, evidence) {
      const measuredAt = tools.clock.now().toISOString();
      findings.push({ code, severity, facts, evidence, probe, target, measuredAt, seenFrom: 'bot' });
    },
    done: (mailbox) => result('measured', mailbox === undefined ? {} : { mailbox }),
    stop(reason, mailbox) {
      const known = mailbox === undefined ? {} : { mailbox };
      return findings.some(isTrouble) ? result('measured', known) : result('failed', { ...known, reason });
    },
    refuse() {
      phases.length = 0;
      close('target', { status: 'fail', detail: REFUSAL }, 0);
      return result('refused', { reason: REFUSAL });
    },
  };
}

const CUT_OFF = Symbol('cut off');

/** Runs `work` until it ends, `limit` ms pass or `outer` fires; in the latter cases its own signal fires. */
async function withDeadline<T>(
  limit: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | typeof CUT_OFF> {
  if (outer.aborted) return CUT_OFF;
  const inner = new AbortController();
  let cut: () => void = () => undefined;
  const end = new Promise<typeof CUT_OFF>((resolve) => {
    cut = () => {
      // Settled before the abort, so that work which ends because of it can not win the race.
      resolve(CUT_OFF);
      inner.abort();
    };
  });
  const stopTimer = whenHeard(limit, cut);
  outer.addEventListener('abort', cut, { once: true });
  try {
    return await Promise.race([end, work(inner.signal)]);
  } finally {
    stopTimer();
    outer.removeEventListener('abort', cut);
  }
}

/** More than a timer is late by in a process that has its share of a processor. */
const LATE_MS = 100;

/**
 * Calls `cut` after `limit` ms. A process that was kept from running sees its timers before what the network brought
 * meanwhile: the time for which it could not listen is then given to the other side once more.
 */
function whenHeard(limit: number, cut: () => void): () => void {
  const due = performance.now() + limit;
  let timer = setTimeout(() => {
    const late = performance.now() - due;
    if (late < LATE_MS) return cut();
    timer = setTimeout(cut, Math.min(late, limit));
  }, limit);
  return () => clearTimeout(timer);
}
