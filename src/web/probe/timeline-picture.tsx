import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';

import { phaseName } from '../../domain/index.js';
import { durationWords } from '../shared/measured/moments.js';
import { speak } from '../shared/words.js';
import { LaneBars } from './lane-bars.js';
import { PHASE_STATES, PROBE_WORDS } from './probe-words.js';
import type { TimelineProps } from './timeline-table.js';
import { ticksOf, type Lane } from './timeline.js';

const TICK_PX = 90;
const EDGE_PX = 14;

/** A lane per probe and target on one axis; what the bars say stands below them in words. */
export function TimelinePicture({ timeline, language }: TimelineProps): ReactNode {
  const say = speak(PROBE_WORDS, language);
  const [axis, width] = useWidth();
  const inner = Math.max(40, width - EDGE_PX);
  const scale = inner / timeline.total;
  const ticks = ticksOf(timeline.total, Math.max(2, Math.floor(inner / TICK_PX)));
  const places = ticks.map((tick) => tick * scale);
  return (
    <div className="picture">
      <div className="lane is-axis" aria-hidden="true">
        <span className="lane-name">{say('axis')}</span>
        <div ref={axis}>
          <svg className="axis" width={width} height={18} viewBox={`0 0 ${width} 18`}>
            {ticks.map((tick, index) => (
              <text key={tick} x={places[index]} y={12} textAnchor={index === 0 ? 'start' : 'middle'}>
                {tick}
              </text>
            ))}
          </svg>
        </div>
      </div>
      <ol className="lanes">
        {timeline.lanes.map((lane, index) => (
          <li key={index} className="lane">
            <p className="lane-name">
              <strong>{phaseName(lane.probe, language)}</strong>
              <bdi translate="no">{lane.target}</bdi>
            </p>
            <div>
              <LaneBars lane={lane} width={width} scale={scale} ticks={places} />
              <LaneWords lane={lane} language={language} />
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

function LaneWords({ lane, language }: { readonly lane: Lane } & Pick<TimelineProps, 'language'>): ReactNode {
  const say = speak(PROBE_WORDS, language);
  return (
    <div className="lane-words">
      <ul>
        {lane.bars.map((bar, index) => (
          <li key={index} className={`is-${bar.status}`}>
            {phaseName(bar.name, language)}{' '}
            <span className="lane-time">{bar.status === 'skip' ? '' : durationWords(bar.ms)}</span>
            {bar.status === 'ok' ? (
              <span className="visually-hidden">{PHASE_STATES.ok[language]}</span>
            ) : (
              <span> {PHASE_STATES[bar.status][language]}</span>
            )}
          </li>
        ))}
        {lane.rows > 1 && <li>{say('sideBySide')}</li>}
      </ul>
      {lane.status !== 'measured' && <p>{say(lane.status, { reason: lane.reason ?? '' })}</p>}
    </div>
  );
}

/** The width an element has got, in whole pixels, measured before it is painted. */
function useWidth(): readonly [RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const look = (): void => {
      // Hidden behind the table it has no width, and keeps the one it had.
      if (element.clientWidth > 0) setWidth(element.clientWidth);
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
