import { describe, expect, it } from 'vitest';

import type { ProbeRunAnswer } from '../../../src/api/index.js';
import type { ProbePhase } from '../../../src/domain/index.js';
import { placeBars, ROOM_FOR_CROSS_PX } from '../../../src/web/probe/place-bars.js';
import { ticksOf, timelineOf, type Bar } from '../../../src/web/probe/timeline.js';

type Result = ProbeRunAnswer['results'][number];

function phase(name: string, ms: number, status: ProbePhase['status'] = 'ok'): ProbePhase {
  return { name, ms, status };
}

function result(startMs: number, ms: number, phases: readonly ProbePhase[], probe = 'tls'): Result {
  const startedAt = new Date(Date.parse('2026-11-24T08:00:00.000Z') + startMs).toISOString();
  return { probe, target: 'imap.corp.example:993', status: 'measured', findings: [], phases, startedAt, ms };
}

describe('a timeline', () => {
  it('puts phases one after the other, from where their probe began', () => {
    const { lanes, total } = timelineOf([
      result(80, 300, [phase('dns', 20), phase('connect', 60)]),
      result(0, 70, [phase('mx', 30)], 'discover'),
    ]);
    expect(lanes.map(({ probe, from }) => [probe, from])).toEqual([
      ['discover', 0],
      ['tls', 80],
    ]);
    expect(lanes[1]?.bars.map(({ from, ms, row }) => [from, ms, row])).toEqual([
      [80, 20, 0],
      [100, 60, 0],
    ]);
    expect(total).toBe(380);
  });

  it('keeps the time in which nothing was measured as a gap', () => {
    expect(timelineOf([result(0, 300, [phase('dns', 20)])]).lanes[0]?.rest).toBe(280);
  });

  it('puts phases that ran at the same time below each other', () => {
    const [lane] = timelineOf([
      result(10, 96, [phase('mx', 31), phase('srv', 44), phase('guess', 90)]),
    ]).lanes;
    expect(lane?.bars.map(({ from, row }) => [from, row])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
    ]);
    expect(lane).toMatchObject({ rows: 3, rest: 0 });
  });

  it('takes a few milliseconds more than the whole for rounding', () => {
    expect(timelineOf([result(0, 60, [phase('dns', 22), phase('connect', 41)])]).lanes[0]?.rows).toBe(1);
  });

  it('has an axis even where nothing was measured, or at an unreadable time', () => {
    expect(timelineOf([])).toEqual({ lanes: [], total: 1 });
    const odd = { ...result(0, 5, [phase('dns', 5)]), startedAt: 'soon' };
    expect(timelineOf([odd]).lanes[0]?.from).toBe(0);
    expect(timelineOf([odd, result(0, 5, [])]).lanes.map(({ from }) => from)).toEqual([0, 0]);
  });
});

describe('the places of an axis', () => {
  it.each([
    [491, 5, [0, 100, 200, 300, 400]],
    [4_231, 3, [0, 2_000, 4_000]],
    [1, 5, [0, 1]],
    [96, 4, [0, 50]],
  ])('up to %i ms, at most %i', (total, most, ticks) => {
    expect(ticksOf(total, most)).toEqual(ticks);
  });
});

describe('bars in pixels', () => {
  function bar(from: number, ms: number, status: Bar['status'] = 'ok'): Bar {
    return { name: 'dns', from, ms, status, row: 0 };
  }

  it('lie where the axis says', () => {
    const [first, second] = placeBars({ bars: [bar(100, 50), bar(150, 100)] }, 2);
    expect([first?.x, first?.width]).toEqual([200, 99]);
    expect([second?.x, second?.width]).toEqual([300, 199]);
  });

  it('never hide each other, however short', () => {
    const placed = placeBars(
      { bars: [bar(0, 1), bar(1, 1, 'fail'), bar(2, 0, 'skip'), bar(2, 0, 'skip')] },
      0.1,
    );
    for (const [index, one] of placed.entries()) {
      const before = placed[index - 1];
      expect(one.width).toBeGreaterThan(0);
      if (before) expect(one.x).toBeGreaterThanOrEqual(before.x + before.width);
    }
  });

  it('leave room for the cross of a short failure, none where it fits inside', () => {
    const gap = (ms: number): number => {
      const [failed, next] = placeBars({ bars: [bar(0, ms, 'fail'), bar(ms, 10)] }, 1);
      return (next?.x ?? 0) - (failed?.x ?? 0) - (failed?.width ?? 0);
    };
    expect(gap(5)).toBeGreaterThan(10);
    expect(gap(ROOM_FOR_CROSS_PX + 1)).toBe(1);
  });
});
