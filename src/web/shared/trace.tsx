import './trace.css';

import type { ReactNode } from 'react';

import { phaseName, type Language } from '../../domain/index.js';
import type { Station, StationState, TraceRow } from './trace-model.js';
import { stationWords, TRACE_WORDS, verdictWords } from './trace-words.js';
import { speak } from './words.js';

/** The piece of line at a station: a beat, a waver, a break. 44 by 36, drawn through the middle. */
const PIECES: Readonly<Record<StationState, string>> = {
  ok: 'M0 18H11l4-8 8 17 5-9H44',
  warn: 'M0 18h6q4-9 8 0t8 0 8 0 8 0h6',
  fail: 'M0 18H11',
  skip: 'M0 18H17M27 18H44',
  running: 'M0 18H11l4-8 8 17 5-9',
  unreached: '',
};

export interface TraceProps {
  readonly rows: readonly TraceRow[];
  readonly language: Language;
  /** How many lines are in sight at once; the others are folded. 2 unless told. */
  readonly most?: number;
  /** Shows the time each phase took below its name. */
  readonly times?: boolean;
}

/**
 * The picture of a measurement: one line per target that runs on while all is well, wavers at a warning and breaks
 * where the trouble is. It is a list of phases with their states in words, so it needs no other description.
 */
export function Trace({ rows, language, most = 2, times = false }: TraceProps): ReactNode {
  const say = speak(TRACE_WORDS, language);
  // A line that tells nothing new stays folded beside one that does.
  const telling = rows.filter(({ verdict }) => verdict !== 'through' && verdict !== 'unmeasured').length;
  const open = Math.min(most, Math.max(1, telling));
  const folded = rows.slice(open);
  const line = (row: TraceRow, index: number) => (
    <TraceLine key={`${index} ${row.target}`} row={row} language={language} times={times} />
  );
  return (
    <div className="trace">
      {rows.slice(0, open).map(line)}
      {folded.length > 0 && (
        <details className="fold trace-more">
          <summary>{folded.length === 1 ? say('one') : say('more', { count: folded.length })}</summary>
          {folded.map(line)}
        </details>
      )}
    </div>
  );
}

interface TraceLineProps {
  readonly row: TraceRow;
  readonly language: Language;
  readonly times?: boolean;
}

/** One line of a {@link Trace}. */
export function TraceLine({ row, language, times = false }: TraceLineProps): ReactNode {
  const say = speak(TRACE_WORDS, language);
  const notes = [...row.stations.filter(tellsDetail), ...row.asides.filter(({ detail }) => detail)];
  return (
    <section className={`trace-row is-${row.verdict}`}>
      <p className="trace-head">
        <bdi className="trace-target" translate="no">
          {row.target}
        </bdi>
        {row.verdict !== 'running' && (
          <strong className="trace-verdict">{verdictWords(row, language)}</strong>
        )}
      </p>
      <ol className="trace-line" aria-label={say('line', { target: row.target })}>
        {row.stations.map((station, index) => (
          <li
            key={station.phase}
            className={`trace-station is-${station.state}${isCut(row.stations, index) ? ' is-cut' : ''}`}
          >
            <Piece state={station.state} />
            <span className="trace-name">{phaseName(station.phase, language)}</span>
            {times && <span className="trace-ms">{timeOf(station, language)}</span>}
            <span className="visually-hidden">{`: ${stationWords(station, language)}`}</span>
          </li>
        ))}
      </ol>
      {row.verdict !== 'through' && row.verdict !== 'running' && notes.length > 0 && (
        <ul className="trace-notes">
          {notes.map(({ phase, detail }) => (
            <li key={phase}>
              {phaseName(phase, language)} <code translate="no">{detail}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Piece({ state }: { readonly state: StationState }): ReactNode {
  return (
    <svg className="trace-piece" viewBox="0 0 44 36" aria-hidden="true" focusable="false">
      {PIECES[state] !== '' && <path d={PIECES[state]} pathLength={1} />}
      {state === 'fail' && <path className="trace-cross" d="M17 13l10 10M27 13 17 23" />}
      {state === 'skip' && <circle cx="22" cy="18" r="3.5" />}
      {state === 'running' && <circle className="trace-head-dot" cx="28" cy="18" r="3.5" />}
    </svg>
  );
}

/** Whether the line reaches this station at all: after a break it does not. */
function isCut(stations: readonly Station[], index: number): boolean {
  const state = stations[index]?.state;
  return state === 'unreached' || stations[index - 1]?.state === 'fail';
}

function tellsDetail({ state, detail }: Station): boolean {
  return (state === 'fail' || state === 'warn') && detail !== undefined && detail !== '';
}

function timeOf(station: Station, language: Language): string {
  if (station.ms === undefined || station.state === 'unreached' || station.state === 'skip') return '';
  return speak(TRACE_WORDS, language)('time', { ms: Math.round(station.ms) });
}
