import { useEffect, useState, type ReactNode } from 'react';

import { Button } from '../shared/button.js';
import { Mark } from '../shared/mark.js';
import { speak } from '../shared/words.js';
import { CaseHead, type CaseView } from './case-head.js';
import { CASE_WORDS, PAGE_WORDS } from './console-words.js';
import { useRoom } from './context.js';
import { Conversation } from './conversation.js';
import { Desk } from './desk.js';
import { Facts } from './facts.js';
import { troubleWords } from './trouble-words.js';

/** The open case, or that none is. */
export function CasePane({ awaiting }: { readonly awaiting: number }): ReactNode {
  const { state, place } = useRoom();
  const { reference } = place;
  if (reference === undefined) return <NoCase awaiting={awaiting} />;
  const { answer, trouble } = state.cases[reference] ?? {};
  if (answer) return <OpenCase key={reference} reference={reference} />;
  return <Absent reference={reference} isUnknown={trouble?.status === 404} />;
}

function OpenCase({ reference }: { readonly reference: string }): ReactNode {
  const { state, opened } = useRoom();
  const [view, setView] = useState<CaseView>('talk');
  const { answer, trouble } = state.cases[reference] ?? {};

  useEffect(() => {
    // Only after somebody went here by the list: a page that loads, or changes by itself, moves nobody's focus.
    if (opened.current !== reference) return;
    opened.current = undefined;
    document.getElementById('case-title')?.focus();
  }, [opened, reference]);

  if (!answer) return undefined;
  return (
    <main className={`case shows-${view}`} aria-labelledby="case-title">
      <CaseHead of={answer} {...(trouble ? { trouble } : {})} view={view} onView={setView} />
      <div className="talk">
        <Conversation of={answer} />
        <Desk of={answer} />
      </div>
      <Facts of={answer} />
    </main>
  );
}

function Absent({
  reference,
  isUnknown,
}: {
  readonly reference: string;
  readonly isUnknown: boolean;
}): ReactNode {
  const { state, language, work, place, go } = useRoom();
  const trouble = state.cases[reference]?.trouble;
  const page = speak(PAGE_WORDS, language);
  const say = speak(CASE_WORDS, language);
  return (
    <main className="case-absent">
      {!trouble && <p>{page('loading')}</p>}
      {trouble && (
        <>
          <h1 id="case-title" tabIndex={-1}>
            {isUnknown ? say('unknown', { reference }) : troubleWords(trouble, language)}
          </h1>
          {!isUnknown && <Button onClick={() => void work.fetchCase(reference)}>{page('again')}</Button>}
          <Button kind="quiet" onClick={() => go({ filter: place.filter })}>
            {say('back')}
          </Button>
        </>
      )}
    </main>
  );
}

function NoCase({ awaiting }: { readonly awaiting: number }): ReactNode {
  const { state, language } = useRoom();
  const say = speak(PAGE_WORDS, language);
  const isKnown = state.lists.open.answer !== undefined;
  return (
    <section className="case-absent is-idle" aria-label={say('pick')}>
      <Mark size={56} />
      {isKnown && (
        <p className="idle-lead">
          {awaiting === 0 && say('pickNone')}
          {awaiting === 1 && say('pickOne')}
          {awaiting > 1 && say('pickAwaiting', { count: awaiting })}
        </p>
      )}
      <p>{say('pick')}</p>
    </section>
  );
}
