import type { ProbeRunAnswer } from '../../api/index.js';
import type { ProbePhase, ProbeStatus } from '../../domain/index.js';

type Result = ProbeRunAnswer['results'][number];

/** One phase on the axis. Times in milliseconds since the measurement began. */
export interface Bar {
  readonly name: string;
  readonly status: ProbePhase['status'];
  readonly from: number;
  readonly ms: number;
  readonly detail?: string;
  /** 0 at the top; more than one row where phases ran at the same time. */
  readonly row: number;
}

/** One probe on one target. */
export interface Lane {
  readonly probe: string;
  readonly target: string;
  readonly status: ProbeStatus;
  readonly reason?: string;
  readonly from: number;
  readonly ms: number;
  readonly bars: readonly Bar[];
  readonly rows: number;
  /** Time in which the probe was at work and in no phase, after the last one. */
  readonly rest: number;
}

/** All lanes of a measurement on one axis from 0 to `total`. */
export interface Timeline {
  readonly lanes: readonly Lane[];
  /** At least 1, so that there is an axis. */
  readonly total: number;
}

/** Clocks are read between phases too: so much more than the whole is still one after the other. */
const SLACK_MS = 5;

/** Puts every probe on the common axis, in the order in which they began. */
export function timelineOf(results: readonly Result[]): Timeline {
  const starts = results.map(({ startedAt }) => Date.parse(startedAt));
  const zero = Math.min(...starts.filter((start) => !Number.isNaN(start)));
  const lanes = results
    .map((result, index) => {
      const start = starts[index] ?? zero;
      return laneOf(result, Number.isNaN(start) || !Number.isFinite(zero) ? 0 : start - zero);
    })
    .sort((one, other) => one.from - other.from);
  const ends = lanes.flatMap(({ from, ms, bars }) => [from + ms, ...bars.map((bar) => bar.from + bar.ms)]);
  return { lanes, total: Math.max(1, ...ends) };
}

function laneOf({ probe, target, status, reason, phases, ms }: Result, from: number): Lane {
  const sum = phases.reduce((all, phase) => all + phase.ms, 0);
  // A phase knows how long it took, not when it began. Together longer than the whole, they ran side by side.
  const isSideBySide = phases.length > 1 && sum > ms + SLACK_MS;
  let clock = from;
  const bars = phases.map((phase, index): Bar => {
    const bar: Bar = {
      name: phase.name,
      status: phase.status,
      from: isSideBySide ? from : clock,
      ms: phase.ms,
      row: isSideBySide ? index : 0,
      ...(phase.detail === undefined ? {} : { detail: phase.detail }),
    };
    clock += phase.ms;
    return bar;
  });
  return {
    probe,
    target,
    status,
    from,
    ms,
    bars,
    rows: isSideBySide ? bars.length : 1,
    rest: isSideBySide ? 0 : Math.max(0, ms - sum),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Round places on an axis from 0 to `total`, both ends within it, at most `most` of them beside 0. */
export function ticksOf(total: number, most: number): readonly number[] {
  const rough = total / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough) ?? rough,
  );
  const count = Math.floor(total / step);
  return Array.from({ length: count + 1 }, (_nothing, index) => index * step);
}
