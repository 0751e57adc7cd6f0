import './app.css';

import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';

import type { MeAnswer } from '../../api/index.js';
import type { Language } from '../../domain/index.js';
import { call } from '../shared/call.js';
import { firstLanguage, keepLanguage, tellDocument } from '../shared/language.js';
import { Mark } from '../shared/mark.js';
import { speak } from '../shared/words.js';
import { findHost } from './host.js';
import { Room } from './room.js';
import { freshSession, sessionOf, type Session } from './session.js';
import { SignIn } from './sign-in.js';
import { CHAT_WORDS } from './words.js';

const AGAIN_MS = 3_000;

/** Finds out whose chat this is, then shows it. */
export function App(): ReactNode {
  const [language, setLanguage] = useState(firstLanguage);
  const [session, setSession] = useState<Session>();
  const [isAway, setAway] = useState(false);
  const host = useMemo(() => findHost(window), []);

  useEffect(() => {
    tellDocument(language);
  }, [language]);

  const ask = useCallback(async (): Promise<Session | undefined> => {
    try {
      const next = sessionOf(await call<MeAnswer>('/api/me'));
      setAway(false);
      setSession(next);
      return next;
    } catch {
      setAway(true);
      return undefined;
    }
  }, []);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    async function untilKnown(): Promise<void> {
      const known = await ask();
      if (!known && !over) timer = setTimeout(() => void untilKnown(), AGAIN_MS);
    }
    void untilKnown();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [ask]);

  const onLanguage = useCallback((chosen: Language) => {
    keepLanguage(chosen);
    setLanguage(chosen);
  }, []);
  const onSignedOut = useCallback(() => {
    setSession({ kind: 'needed' });
  }, []);

  if (!session) return <Opening language={language} isAway={isAway} />;
  if (session.kind === 'needed') return <SignIn language={language} onLanguage={onLanguage} onReturn={ask} />;
  return (
    <Room
      key={session.conversation}
      session={session}
      language={language}
      onLanguage={onLanguage}
      onSignedOut={onSignedOut}
      onFresh={() => {
        setSession(freshSession());
      }}
      {...(host ? { host } : {})}
    />
  );
}

/** Seen for a moment; longer only when the server can't be reached. */
function Opening({ language, isAway }: { readonly language: Language; readonly isAway: boolean }): ReactNode {
  const say = speak(CHAT_WORDS, language);
  return (
    <main className="opening" role="status">
      <Mark size={44} />
      <p>{isAway ? say('openFailed') : say('opening')}</p>
    </main>
  );
}
