import { useEffect, useState, type ReactNode } from 'react';

import type { Language } from '../../domain/index.js';
import { Button, ButtonLink } from '../shared/button.js';
import { LanguageSwitch } from '../shared/language-switch.js';
import { Mark } from '../shared/mark.js';
import { speak } from '../shared/words.js';
import { CHAT_WORDS } from './words.js';

const LOOK_EVERY_MS = 2_000;
const WINDOW = 'popup,width=520,height=680';
/** Where the window for signing in comes back to. */
const DONE_PATH = '/embed?signed-in';

/** Closes the window that was opened for signing in: it has come back, the page that opened it goes on. */
export function closeWhenDone(): void {
  const { pathname, search } = window.location;
  if (window.parent === window && pathname + search === DONE_PATH) window.close();
}

export interface SignInProps {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  /** Asks again who is here. */
  readonly onReturn: () => Promise<unknown>;
}

/**
 * Leads to the sign-in page. A page of its own goes there; in a frame, where identity providers refuse to be shown,
 * a window opens and this page waits for it.
 */
export function SignIn({ language, onLanguage, onReturn }: SignInProps): ReactNode {
  const say = speak(CHAT_WORDS, language);
  const isFramed = window.parent !== window;
  const [isWaiting, setWaiting] = useState(false);

  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setInterval(() => void onReturn(), LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [isWaiting, onReturn]);

  return (
    <main className="opening">
      <Mark size={44} />
      <h1>{say('signInTitle')}</h1>
      <p>{say('signInText')}</p>
      {isFramed ? (
        <Button
          kind="main"
          onClick={() => {
            window.open(signInUrl(DONE_PATH), 'mailmedic-sign-in', WINDOW);
            setWaiting(true);
          }}
        >
          {say('signIn')}
        </Button>
      ) : (
        <ButtonLink kind="main" href={signInUrl(window.location.pathname)}>
          {say('signIn')}
        </ButtonLink>
      )}
      <p role="status">{isWaiting ? say('signInWaiting') : ''}</p>
      <LanguageSwitch language={language} onChange={onLanguage} />
    </main>
  );
}

function signInUrl(to: string): string {
  return `/sign-in?to=${encodeURIComponent(to)}`;
}
