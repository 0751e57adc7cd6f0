import type { ReactNode } from 'react';

import type { Language } from '../../domain/index.js';
import { LanguageSwitch } from '../shared/language-switch.js';
import { Brand } from '../shared/mark.js';
import { speak } from '../shared/words.js';
import { PAGE_WORDS } from './console-words.js';
import { useRoom } from './context.js';

export interface TopBarProps {
  readonly onLanguage: (language: Language) => void;
  readonly onHelp: () => void;
}

/** Where one is, who one is, in which language; and, only then, that the line to the server is down. */
export function TopBar({ onLanguage, onHelp }: TopBarProps): ReactNode {
  const { state, language, user, place } = useRoom();
  const say = speak(PAGE_WORDS, language);
  const Title = place.reference === undefined ? 'h1' : 'span';
  return (
    <header className="top-bar">
      {place.reference !== undefined && (
        <a className="skip-link" href="#case-title">
          {say('skip')}
        </a>
      )}
      <Brand />
      <Title className="top-bar-title">{say('title')}</Title>
      <p className="top-bar-state" role="status">
        {state.live === 'off' && <span className="offline">{say('offline')}</span>}
      </p>
      {user !== undefined && <bdi className="top-bar-user">{user.name ?? user.address}</bdi>}
      <LanguageSwitch language={language} onChange={onLanguage} />
      <button
        type="button"
        className="icon-button"
        aria-label={say('help')}
        title={`${say('help')} (?)`}
        onClick={onHelp}
      >
        <span aria-hidden="true">?</span>
      </button>
    </header>
  );
}
