import './header.css';

import type { ReactNode } from 'react';

import type { Language } from '../../domain/index.js';
import { Button } from '../shared/button.js';
import { Icon } from '../shared/icons.js';
import { LanguageSwitch } from '../shared/language-switch.js';
import { Brand } from '../shared/mark.js';
import { speak } from '../shared/words.js';
import { FreshDialog } from './fresh-dialog.js';
import type { Host } from './host.js';
import type { Session } from './session.js';
import { CHAT_WORDS } from './words.js';

export interface HeaderProps {
  readonly session: Exclude<Session, { readonly kind: 'needed' }>;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly canStartOver: boolean;
  /** Whether the question about starting over stands open. */
  readonly isAsking: boolean;
  readonly onAsking: (isAsking: boolean) => void;
  readonly onFresh: () => void;
  readonly onSignedOut: () => void;
  readonly onTalk: () => void;
  readonly host?: Host;
}

/** Who this is, the language, the way out of a chat, and the way to a person. */
export function Header(props: HeaderProps): ReactNode {
  const { session, language, onLanguage, onTalk, host } = props;
  const say = speak(CHAT_WORDS, language);
  return (
    <header className="header">
      <div className="header-inside">
        <h1 className="header-brand">
          <Brand />
        </h1>
        <div className="header-tools">
          {session.kind === 'open' ? <StartOver {...props} /> : <SignOut {...props} session={session} />}
          <LanguageSwitch language={language} onChange={onLanguage} />
          <Button small className="header-talk" onClick={onTalk}>
            <Icon name="person" size={16} />
            {say('talk')}
          </Button>
          {host && (
            <Button kind="quiet" small className="header-icon" aria-label={say('close')} onClick={host.close}>
              <Icon name="close" size={18} />
            </Button>
          )}
        </div>
      </div>
    </header>
  );
}

function StartOver({ language, canStartOver, isAsking, onAsking, onFresh }: HeaderProps): ReactNode {
  const say = speak(CHAT_WORDS, language);
  if (!canStartOver) return null;
  return (
    <>
      <Button
        kind="quiet"
        small
        className="header-quiet"
        onClick={() => {
          onAsking(true);
        }}
      >
        <Icon name="fresh" size={16} />
        <span className="header-words">{say('fresh')}</span>
      </Button>
      {isAsking && (
        <FreshDialog
          language={language}
          onYes={onFresh}
          onNo={() => {
            onAsking(false);
          }}
        />
      )}
    </>
  );
}

type SignedIn = Extract<Session, { readonly kind: 'signed-in' }>;

interface SignOutProps extends Omit<HeaderProps, 'session'> {
  readonly session: SignedIn;
}

/** In a frame the page that says goodbye may not be shown, so it opens beside it and the chat is left at once. */
function SignOut({ session, language, host, onSignedOut }: SignOutProps): ReactNode {
  const say = speak(CHAT_WORDS, language);
  const name = session.user.name ?? session.user.address ?? session.user.id;
  return (
    <form
      className="header-out"
      method="post"
      action="/sign-out"
      {...(host ? { target: '_blank', onSubmit: () => setTimeout(onSignedOut) } : {})}
    >
      <bdi className="header-user" title={say('signedInAs', { name })}>
        {name}
      </bdi>
      <Button kind="quiet" small className="header-quiet" type="submit">
        <Icon name="leave" size={16} />
        <span className="header-words">{say('signOut')}</span>
      </Button>
    </form>
  );
}
