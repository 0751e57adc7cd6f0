import { useEffect, type ReactNode } from 'react';

import type { CaseAnswer } from '../../api/index.js';
import { Button } from '../shared/button.js';
import { Moment } from '../shared/measured/moment.js';
import { ageWords, exactTime } from '../shared/measured/moments.js';
import { traceOfResults } from '../shared/trace-model.js';
import { Trace } from '../shared/trace.js';
import { speak } from '../shared/words.js';
import { CASE_WORDS, WHY_WORDS } from './console-words.js';
import { useRoom } from './context.js';
import { hindranceOf } from './deeds.js';
import { Part } from './part.js';
import { deedTroubleWords } from './trouble-words.js';

/** The newest measurement as a line, the way to each one's page, and the order for another one. */
export function LastCheck({ of }: { readonly of: CaseAnswer }): ReactNode {
  const { state, language, work } = useRoom();
  const say = speak(CASE_WORDS, language);
  const [newest, ...older] = of.probeRuns;
  const newestId = newest?.id;

  useEffect(() => {
    if (newestId !== undefined) void work.fetchRun(newestId);
  }, [newestId, work]);

  const run = newestId === undefined ? undefined : state.runs[newestId];
  return (
    <Part title={say('measured')}>
      {newest && (
        <p className="check-line">
          <Age at={newest.at} />
          <a href={pageOf(newest.id)} target="_blank" rel="noreferrer">
            {say('openRun')}
          </a>
        </p>
      )}
      {run === 'gone' && <p className="facts-none">{say('runGone')}</p>}
      {run !== undefined && run !== 'gone' && (
        <Trace rows={traceOfResults(run.results)} language={language} most={1} />
      )}
      {older.length > 0 && (
        <details className="fold">
          <summary>{say('allRuns')}</summary>
          <ul className="runs">
            {older.map(({ id, at }) => (
              <li key={id}>
                <a href={pageOf(id)} target="_blank" rel="noreferrer">
                  {say('run', { time: exactTime(at, language) })}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
      <CheckAgain of={of} />
    </Part>
  );
}

function Age({ at }: { readonly at: string }): ReactNode {
  const { language, now } = useRoom();
  const say = speak(CASE_WORDS, language);
  const isNew = now - Date.parse(at) < 60_000;
  return (
    <Moment at={at} language={language}>
      {isNew ? say('checkedNow') : say('checkedAt', { age: ageWords(at, now, language) })}
    </Moment>
  );
}

function CheckAgain({ of }: { readonly of: CaseAnswer }): ReactNode {
  const { state, language, user, work } = useRoom();
  const say = speak(CASE_WORDS, language);
  const { reference } = of.case;
  const why = hindranceOf('probe', of, user);
  const isBusy = state.doing[reference] === 'probe' || of.case.probing !== undefined;
  const failed = state.failed[reference];
  return (
    <div className="check-again">
      <Button
        small
        aria-disabled={why !== undefined || isBusy}
        aria-describedby="check-why"
        onClick={() => {
          if (why === undefined && !isBusy) void work.perform(reference, 'probe', {});
        }}
      >
        {isBusy ? say('checking') : say('checkAgain')}
      </Button>
      <p id="check-why" className="check-why" role="status">
        {why && why.kind !== 'with' && speak(WHY_WORDS, language)(why.kind)}
        {!why && failed?.deed === 'probe' && deedTroubleWords(failed.trouble, language)}
      </p>
    </div>
  );
}

function pageOf(id: string): string {
  return `/probe/${encodeURIComponent(id)}`;
}
