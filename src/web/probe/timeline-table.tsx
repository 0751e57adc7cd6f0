import type { ReactNode } from 'react';

import { phaseName, type Language } from '../../domain/index.js';
import { speak } from '../shared/words.js';
import { PHASE_STATES, PROBE_WORDS } from './probe-words.js';
import type { Lane, Timeline } from './timeline.js';

/** Less than this between phases is the reading of clocks. */
const TELLING_MS = 5;

export interface TimelineProps {
  readonly timeline: Timeline;
  readonly language: Language;
}

/** Every step of every probe in a row of its own. */
export function TimelineTable({ timeline, language }: TimelineProps): ReactNode {
  const say = speak(PROBE_WORDS, language);
  return (
    // It scrolls, so the keyboard must reach it.
    <div className="timeline-table" tabIndex={0} role="region" aria-label={say('table')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('colTarget')}</th>
            <th scope="col">{say('colProbe')}</th>
            <th scope="col">{say('colPhase')}</th>
            <th scope="col">{say('colStatus')}</th>
            <th scope="col" className="is-number">
              {say('colFrom')}
            </th>
            <th scope="col" className="is-number">
              {say('colMs')}
            </th>
            <th scope="col">{say('colDetail')}</th>
          </tr>
        </thead>
        {timeline.lanes.map((lane, index) => (
          <LaneRows key={index} lane={lane} language={language} />
        ))}
      </table>
    </div>
  );
}

function LaneRows({ lane, language }: { readonly lane: Lane; readonly language: Language }): ReactNode {
  const say = speak(PROBE_WORDS, language);
  const why = lane.status === 'measured' ? undefined : say(lane.status, { reason: lane.reason ?? '' });
  const hasRest = lane.rest >= TELLING_MS;
  const rows = lane.bars.length + (hasRest ? 1 : 0) + (why === undefined ? 0 : 1);
  return (
    <tbody>
      {lane.bars.map((bar, index) => (
        <tr key={index}>
          {index === 0 && (
            <>
              <th scope="rowgroup" rowSpan={rows} translate="no">
                {lane.target}
              </th>
              <td rowSpan={rows}>{phaseName(lane.probe, language)}</td>
            </>
          )}
          <td>{phaseName(bar.name, language)}</td>
          <td className={`state is-${bar.status}`}>{PHASE_STATES[bar.status][language]}</td>
          <td className="is-number">{Math.round(bar.from)}</td>
          <td className="is-number">{Math.round(bar.ms)}</td>
          <td translate="no">{bar.detail}</td>
        </tr>
      ))}
      {hasRest && (
        <tr>
          <td colSpan={2}>{say('rest')}</td>
          <td className="is-number">{Math.round(lane.from + lane.ms - lane.rest)}</td>
          <td className="is-number">{Math.round(lane.rest)}</td>
          <td />
        </tr>
      )}
      {why !== undefined && (
        <tr>
          <td colSpan={5} className="is-why">
            {why}
          </td>
        </tr>
      )}
    </tbody>
  );
}
