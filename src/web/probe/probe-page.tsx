import { useEffect, useState, type ReactNode } from 'react';

import type { Language } from '../../domain/index.js';
import { Button, ButtonLink } from '../shared/button.js';
import { LanguageSwitch } from '../shared/language-switch.js';
import { firstLanguage, keepLanguage, tellDocument } from '../shared/language.js';
import { Brand } from '../shared/mark.js';
import { speak } from '../shared/words.js';
import { PROBE_WORDS } from './probe-words.js';
import { RunView } from './run-view.js';
import { useRun, type RunState } from './use-run.js';

/** The page of one measurement, for whoever got its link. */
export function ProbePage({ id }: { readonly id: string }): ReactNode {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [state, again] = useRun(id);
  const title = state.kind === 'here' ? state.run.verdict[language] : PROBE_WORDS.title[language];

  useEffect(() => {
    tellDocument(language);
    document.title = `${title} · Mailmedic`;
  }, [language, title]);

  function change(to: Language): void {
    keepLanguage(to);
    setLanguage(to);
  }

  return (
    <>
      <header className="top-bar">
        <Brand />
        <span className="top-bar-title">{PROBE_WORDS.title[language]}</span>
        <LanguageSwitch language={language} onChange={change} />
      </header>
      {state.kind === 'here' ? (
        <RunView run={state.run} language={language} />
      ) : (
        <Absent kind={state.kind} language={language} onAgain={again} />
      )}
    </>
  );
}

interface AbsentProps {
  readonly kind: Exclude<RunState['kind'], 'here'>;
  readonly language: Language;
  readonly onAgain: () => void;
}

function Absent({ kind, language, onAgain }: AbsentProps): ReactNode {
  const say = speak(PROBE_WORDS, language);
  const here = encodeURIComponent(window.location.pathname);
  return (
    <main className="absent">
      {kind === 'loading' && <p role="status">{say('loading')}</p>}
      {kind === 'gone' && (
        <>
          <h1>{say('gone')}</h1>
          <p>{say('goneWhy')}</p>
          <ButtonLink href="/">{say('chat')}</ButtonLink>
        </>
      )}
      {kind === 'sign-in' && (
        <>
          <h1>{say('signInFirst')}</h1>
          <ButtonLink kind="main" href={`/sign-in?to=${here}`}>
            {say('signIn')}
          </ButtonLink>
        </>
      )}
      {kind === 'trouble' && (
        <>
          <h1>{say('trouble')}</h1>
          <Button onClick={onAgain}>{say('again')}</Button>
        </>
      )}
    </main>
  );
}
