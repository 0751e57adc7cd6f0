import type { ReactNode } from 'react';

import type { CaseAnswer } from '../../api/index.js';
import { Button } from '../shared/button.js';
import { Moment } from '../shared/measured/moment.js';
import { ageWords, exactTime } from '../shared/measured/moments.js';
import { speak } from '../shared/words.js';
import { CASE_WORDS, STATE_WORDS } from './console-words.js';
import { useRoom } from './context.js';
import { hindranceOf } from './deeds.js';
import { addressOf } from './place.js';
import { Severity } from './severity.js';
import type { Trouble } from './trouble.js';
import { deedTroubleWords, troubleWords } from './trouble-words.js';

/** Which half of a case is in sight where there is room for one. */
export type CaseView = 'talk' | 'facts';

export interface CaseHeadProps {
  readonly of: CaseAnswer;
  /** What is shown could not be brought up to date. */
  readonly trouble?: Trouble;
  readonly view: CaseView;
  readonly onView: (view: CaseView) => void;
}

const VIEWS: readonly CaseView[] = ['talk', 'facts'];

/** What the case is about in a line, who it is about, and who has it. */
export function CaseHead({ of, trouble, view, onView }: CaseHeadProps): ReactNode {
  const { language, place, go } = useRoom();
  const say = speak(CASE_WORDS, language);
  const { case: one } = of;
  return (
    <header className="case-head">
      <div className="case-line">
        <a
          className="back"
          href={addressOf({ filter: place.filter })}
          onClick={(event) => {
            event.preventDefault();
            go({ filter: place.filter });
          }}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d="M10 3 5 8l5 5" />
          </svg>
          <span className="visually-hidden">{say('back')}</span>
        </a>
        <Severity severity={one.severity} />
        <span className="case-reference">{one.reference}</span>
        <bdi className="tag">{one.queue}</bdi>
        <span className="tag">{STATE_WORDS[one.state][language]}</span>
        <span className="case-clock">
          <Clock at={one.createdAt} />
        </span>
        <Owner of={of} />
      </div>
      <h1 id="case-title" tabIndex={-1}>
        {one.summary[language]}
      </h1>
      <Person of={of} />
      {trouble && (
        <p className="case-stale" role="alert">
          {troubleWords(trouble, language)}
        </p>
      )}
      <div className="segments case-views" role="group" aria-label={say('views')}>
        {VIEWS.map((which) => (
          <button
            key={which}
            type="button"
            aria-pressed={which === view}
            onClick={() => {
              onView(which);
            }}
          >
            {say(which)}
          </button>
        ))}
      </div>
    </header>
  );
}

function Clock({ at }: { readonly at: string }): ReactNode {
  const { language, now } = useRoom();
  const say = speak(CASE_WORDS, language);
  const isNew = now - Date.parse(at) < 60_000;
  return (
    <>
      <Moment at={at} language={language}>
        {isNew ? say('justNow') : say('since', { age: ageWords(at, now, language) })}
      </Moment>
      <span className="visually-hidden">{say('opened', { time: exactTime(at, language) })}</span>
    </>
  );
}

function Person({ of: { case: one } }: { readonly of: CaseAnswer }): ReactNode {
  const { language } = useRoom();
  const say = speak(CASE_WORDS, language);
  const { name, address } = one.person;
  const said = address ?? one.known['address'];
  const reasons = { asked: say('reasonAsked'), stuck: say('reasonStuck'), failed: say('reasonFailed') };
  return (
    <p className="case-person">
      <bdi className="case-name">{name ?? said ?? say('thePerson')}</bdi>
      {name !== undefined && said !== undefined && <bdi className="case-address">{said}</bdi>}
      <span>{say('writes', { language: say(one.language) })}</span>
      {one.reason !== 'playbook' && <span>{reasons[one.reason]}</span>}
    </p>
  );
}

/** The claim, or whose it is: the button gives way to a name. */
function Owner({ of }: { readonly of: CaseAnswer }): ReactNode {
  const { state, language, user, work } = useRoom();
  const say = speak(CASE_WORDS, language);
  const { reference, state: present } = of.case;
  const why = hindranceOf('claim', of, user);
  const failed = state.failed[reference];
  const wasQuicker = failed?.deed === 'claim' && failed.trouble.code === 'MM_CASE_TAKEN';
  const isClaiming = state.doing[reference] === 'claim';
  return (
    <div className="case-owner">
      {why === undefined && (
        <Button
          kind="main"
          small
          aria-disabled={isClaiming}
          onClick={() => {
            if (!isClaiming) void work.perform(reference, 'claim', {});
          }}
        >
          {isClaiming ? say('claiming') : say('claim')}
        </Button>
      )}
      {why?.kind === 'yours' && <span className="owner is-mine">{say('withYou')}</span>}
      {why?.kind === 'with' && (
        <span className="owner" role="status">
          <bdi>{say(wasQuicker ? 'quicker' : 'with', { who: why.who })}</bdi>
        </span>
      )}
      {failed?.deed === 'claim' && !wasQuicker && present !== 'closed' && (
        <span className="owner is-trouble" role="alert">
          {deedTroubleWords(failed.trouble, language)}
        </span>
      )}
    </div>
  );
}
