import { useId, type ReactNode } from 'react';

import { placeBars, ROOM_FOR_CROSS_PX, type PlacedBar } from './place-bars.js';
import type { Lane } from './timeline.js';

const ROW_PX = 20;
const BAR_PX = 14;

export interface LaneBarsProps {
  readonly lane: Lane;
  readonly width: number;
  /** Pixels per millisecond. */
  readonly scale: number;
  /** Places of the axis, in pixels. */
  readonly ticks: readonly number[];
}

/**
 * The phases of one probe as bars: full while all is well, hatched at a warning, torn off with a cross where it
 * failed, an empty ring where there is no result. The thin line is the time the probe took as a whole.
 */
export function LaneBars({ lane, width, scale, ticks }: LaneBarsProps): ReactNode {
  const hatch = useId();
  const height = lane.rows * ROW_PX;
  const start = lane.from * scale;
  const end = (lane.from + lane.ms) * scale;
  const placed = placeBars(lane, scale);
  return (
    <svg className="bars" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="hatch-ground" width="5" height="5" />
          <rect className="hatch" width="2.5" height="5" />
        </pattern>
      </defs>
      {ticks.map((tick) => (
        <line key={tick} className="tick" x1={tick + 0.5} x2={tick + 0.5} y1={0} y2={height} />
      ))}
      <path className="whole" d={`M${start} ${ROW_PX / 2}H${Math.max(end, start + 3)}v-3v6`} />
      {placed.map((bar, index) => (
        <PhaseBar key={index} bar={bar} hatch={hatch} />
      ))}
    </svg>
  );
}

function PhaseBar({ bar, hatch }: { readonly bar: PlacedBar; readonly hatch: string }): ReactNode {
  const { x, width, status } = bar;
  const y = bar.row * ROW_PX + (ROW_PX - BAR_PX) / 2;
  const middle = y + BAR_PX / 2;
  if (status === 'skip') return <circle className="bar is-skip" cx={x + width / 2} cy={middle} r={3.5} />;
  if (status === 'fail') {
    const isInside = width >= ROOM_FOR_CROSS_PX;
    const cross = isInside ? x + width - 10 : x + width + 7;
    return (
      <g className="bar is-fail">
        <path d={tornBar(x, y, width)} />
        <path
          className={isInside ? 'cross is-inside' : 'cross'}
          d={`M${cross - 3.5} ${middle - 3.5}l7 7m0-7l-7 7`}
        />
      </g>
    );
  }
  return (
    <rect
      className={`bar is-${status}`}
      x={x}
      y={y}
      width={width}
      height={BAR_PX}
      rx={Math.min(3, width / 2)}
      {...(status === 'warn' ? { fill: `url(#${hatch})` } : {})}
    />
  );
}

/** A bar whose right end is torn; one too short for that is square. */
function tornBar(x: number, y: number, width: number): string {
  const tooth = Math.min(4, width / 2);
  const right = x + width;
  const step = BAR_PX / 4;
  return `M${x} ${y}H${right}l${-tooth} ${step} ${tooth} ${step} ${-tooth} ${step} ${tooth} ${step}H${x}z`;
}
