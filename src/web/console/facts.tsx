import type { ReactNode } from 'react';

import type { CaseAnswer } from '../../api/index.js';
import { plainText } from '../../domain/index.js';
import { Differential } from '../shared/differential.js';
import { FindingList } from '../shared/measured/finding-list.js';
import { Moment } from '../shared/measured/moment.js';
import { exactTime } from '../shared/measured/moments.js';
import { langWhereOther, speak } from '../shared/words.js';
import { CASE_WORDS, KNOWN_WORDS } from './console-words.js';
import { useRoom } from './context.js';
import { eventWords } from './event-words.js';
import { LastCheck } from './last-check.js';
import { Part } from './part.js';

/** Everything that is known about a case beside what was said: measured, weighed, tried, happened. */
export function Facts({ of }: { readonly of: CaseAnswer }): ReactNode {
  const { language } = useRoom();
  const say = speak(CASE_WORDS, language);
  return (
    // It scrolls, so the keyboard must reach it.
    <aside className="facts" aria-label={say('facts')} tabIndex={0}>
      {of.case.closedAs && <Lesson of={of} lesson={of.case.closedAs} />}
      <LastCheck of={of} />
      <Part title={say('causes')}>
        {of.differential.length === 0 ? (
          <p className="facts-none">{say('noCauses')}</p>
        ) : (
          <Differential
            lines={of.differential.map((line) => ({ ...line, because: line.because.map(plainText) }))}
            language={language}
          />
        )}
      </Part>
      <Part title={say('findings')}>
        {of.findings.length === 0 ? (
          <p className="facts-none">{say('noFindings')}</p>
        ) : (
          <FindingList findings={of.findings} language={language} />
        )}
      </Part>
      <Known of={of} />
      {of.tried.length > 0 && (
        <Part title={say('tried')}>
          <ol className="tried">
            {of.tried.map((step, index) => (
              <li key={index}>{step[language]}</li>
            ))}
          </ol>
        </Part>
      )}
      <History of={of} />
    </aside>
  );
}

function Lesson({
  of,
  lesson,
}: {
  readonly of: CaseAnswer;
  readonly lesson: { readonly cause: string; readonly fix: string };
}): ReactNode {
  const { language } = useRoom();
  const say = speak(CASE_WORDS, language);
  const cause = of.differential.find((line) => line.cause === lesson.cause)?.title ?? lesson.cause;
  return (
    <Part title={say('closedAs')}>
      <dl className="pairs">
        <dt>{say('cause')}</dt>
        <dd {...langWhereOther(cause, language)}>{cause}</dd>
        <dt>{say('fix')}</dt>
        <dd {...langWhereOther(lesson.fix, language)}>{lesson.fix}</dd>
      </dl>
    </Part>
  );
}

function Known({ of }: { readonly of: CaseAnswer }): ReactNode {
  const { language } = useRoom();
  const known = Object.entries(of.case.known);
  if (known.length === 0) return undefined;
  return (
    <Part title={speak(CASE_WORDS, language)('known')}>
      <dl className="pairs">
        {known.map(([slot, value]) => (
          <div key={slot}>
            <dt>{KNOWN_WORDS[slot]?.[language] ?? slot}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

function History({ of }: { readonly of: CaseAnswer }): ReactNode {
  const { language } = useRoom();
  const say = speak(CASE_WORDS, language);
  return (
    <details className="part history">
      <summary>{say('historyCount', { count: of.events.length })}</summary>
      <ol>
        {of.events.map((event) => (
          <li key={event.id}>
            <bdi>{eventWords(event, language)}</bdi>
            <Moment at={event.at} language={language}>
              {exactTime(event.at, language)}
            </Moment>
          </li>
        ))}
      </ol>
    </details>
  );
}
