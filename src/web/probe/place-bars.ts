import type { Bar, Lane } from './timeline.js';

const LEAST_PX = 3;
const RING_PX = 8;
const CROSS_PX = 14;

/** From this width on the cross of a failed phase fits into its bar; below it stands behind it. */
export const ROOM_FOR_CROSS_PX = 22;

export interface PlacedBar extends Bar {
  readonly x: number;
  readonly width: number;
}

/**
 * Where the bars of a lane are drawn, in pixels. Long ones lie exactly where the axis says; a phase too short to be
 * seen gets a few pixels, and what follows it in the row moves over rather than hide it.
 */
export function placeBars({ bars }: Pick<Lane, 'bars'>, scale: number): readonly PlacedBar[] {
  const ends = new Map<number, number>();
  return bars.map((bar) => {
    const x = Math.max(bar.from * scale, ends.get(bar.row) ?? 0);
    // A hair between neighbours, so that two phases are two.
    const exact = (bar.from + bar.ms) * scale - x - 1;
    const width = bar.status === 'skip' ? RING_PX : Math.max(LEAST_PX, exact);
    const mark = bar.status === 'fail' && width < ROOM_FOR_CROSS_PX ? CROSS_PX : 0;
    ends.set(bar.row, x + width + mark + 1);
    return { ...bar, x, width };
  });
}
