import { useEffect, useMemo, useRef, type ReactNode } from 'react';

import type { ProbeRunAnswer } from '../../api/index.js';
import { plainText, type DifferentialLine, type Language } from '../../domain/index.js';
import { Button } from '../shared/button.js';
import { Differential } from '../shared/differential.js';
import { CopyButton } from '../shared/measured/copy-button.js';
import { FindingList } from '../shared/measured/finding-list.js';
import { Moment } from '../shared/measured/moment.js';
import { ageWords, exactTime } from '../shared/measured/moments.js';
import { traceOfResults } from '../shared/trace-model.js';
import { Trace } from '../shared/trace.js';
import { speak } from '../shared/words.js';
import { PROBE_WORDS } from './probe-words.js';
import { TimelineView } from './timeline-view.js';

export interface RunViewProps {
  readonly run: ProbeRunAnswer;
  readonly language: Language;
}

const MOST_LINES = 3;

/** A measurement: what it comes to, how far it gets, what was found, what that speaks for, how long it took. */
export function RunView({ run, language }: RunViewProps): ReactNode {
  const say = speak(PROBE_WORDS, language);
  const rows = useMemo(() => traceOfResults(run.results), [run]);
  const findings = useMemo(() => run.results.flatMap((result) => result.findings), [run]);
  useUnfoldedPrint();
  return (
    <main className="run">
      <header className="run-head">
        <h1>{run.verdict[language]}</h1>
        <p className="run-when">
          <When at={run.at} language={language} />
        </p>
        <p className="run-where">{say('where')}</p>
      </header>
      <section className="sheet run-trace" aria-label={say('trace')}>
        <Trace rows={rows} language={language} most={MOST_LINES} times />
      </section>
      <div className="run-columns">
        <div className="run-main">
          <section className="sheet" aria-labelledby="findings">
            <h2 id="findings">{say('findings')}</h2>
            <FindingList findings={findings} language={language} evidenceOpen tellsWhere={false} />
          </section>
          <TimelineView results={run.results} language={language} />
        </div>
        <div className="run-side">
          <div className="sheet">
            <h2>{say('causes')}</h2>
            {run.causes.length === 0 ? (
              <p>{say('noCauses')}</p>
            ) : (
              <>
                <Differential lines={linesOf(run, language)} language={language} />
                <p className="small">{say('because')}</p>
              </>
            )}
          </div>
          <Link language={language} />
        </div>
      </div>
    </main>
  );
}

function linesOf(run: ProbeRunAnswer, language: Language): readonly DifferentialLine[] {
  return run.causes.map(({ id, title, standing, because }) => ({
    cause: id,
    title: title[language],
    standing,
    because: because.map((reason) => plainText(reason[language])),
  }));
}

function When({ at, language }: { readonly at: string; readonly language: Language }): ReactNode {
  const say = speak(PROBE_WORDS, language);
  const now = Date.now();
  const isNew = now - Date.parse(at) < 60_000;
  const age = isNew ? say('justNow') : say('ago', { age: ageWords(at, now, language) });
  return (
    <Moment at={at} language={language}>
      {say('when', { time: exactTime(at, language) })}
      {language === 'zh' ? `（${age}）` : ` (${age})`}
    </Moment>
  );
}

function Link({ language }: { readonly language: Language }): ReactNode {
  const say = speak(PROBE_WORDS, language);
  const shown = useRef<HTMLElement>(null);
  const link = window.location.origin + window.location.pathname;
  return (
    <section className="sheet run-link" aria-labelledby="link">
      <h2 id="link">{say('link')}</h2>
      <p className="small">{say('linkSafe')}</p>
      <p className="link-text">
        <code ref={shown} translate="no">
          {link}
        </code>
      </p>
      <p className="link-deeds">
        <CopyButton text={link} shownIn={shown} language={language} label={say('copyLink')}>
          {say('copyLink')}
        </CopyButton>
        <Button
          small
          kind="quiet"
          onClick={() => {
            window.print();
          }}
        >
          {say('print')}
        </Button>
      </p>
    </section>
  );
}

/** On paper nothing can be unfolded, so all is; afterwards it is as it was. */
function useUnfoldedPrint(): void {
  useEffect(() => {
    let folded: readonly HTMLDetailsElement[] = [];
    function unfold(): void {
      folded = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
      for (const details of folded) details.open = true;
    }
    function fold(): void {
      for (const details of folded) details.open = false;
    }
    window.addEventListener('beforeprint', unfold);
    window.addEventListener('afterprint', fold);
    return () => {
      window.removeEventListener('beforeprint', unfold);
      window.removeEventListener('afterprint', fold);
    };
  }, []);
}
