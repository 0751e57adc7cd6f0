import './welcome.css';

import type { ReactNode } from 'react';

import { phaseName, type Language } from '../../domain/index.js';
import { Icon, type IconName } from '../shared/icons.js';
import { speak } from '../shared/words.js';
import { CHAT_WORDS, type ChatWord } from './words.js';

const SUGGESTIONS: readonly { readonly word: ChatWord; readonly icon: IconName }[] = [
  { word: 'suggestQq', icon: 'key' },
  { word: 'suggestOutlook', icon: 'window' },
  { word: 'suggestCertificate', icon: 'shield' },
  { word: 'suggestImap', icon: 'question' },
];

export interface WelcomeProps {
  readonly language: Language;
  /** Sends a suggestion as the first message. */
  readonly onPick: (text: string) => void;
}

/** What one sees before the first word. */
export function Welcome({ language, onPick }: WelcomeProps): ReactNode {
  const say = speak(CHAT_WORDS, language);
  return (
    <div className="welcome">
      <Pulse language={language} />
      <h2>{say('welcome')}</h2>
      <p className="welcome-lead">{say('lead')}</p>
      <h3 id="suggestions">{say('suggestions')}</h3>
      <ul className="welcome-list" aria-labelledby="suggestions">
        {SUGGESTIONS.map(({ word, icon }) => (
          <li key={word}>
            <button
              type="button"
              className="welcome-pick"
              onClick={() => {
                onPick(say(word));
              }}
            >
              <Icon name={icon} />
              {say(word)}
            </button>
          </li>
        ))}
      </ul>
      <p className="welcome-note">
        <Icon name="lock" size={18} />
        {say('noSecrets')}
      </p>
    </div>
  );
}

/** What the pulse of the picture passes, and how far from the left its beats are. */
const BEATS = [
  { phase: 'dns', x: 100 },
  { phase: 'connect', x: 192 },
  { phase: 'tls', x: 284 },
  { phase: 'sign-in', x: 376 },
];

/** The mark with its pulse running on through what is checked. A picture: it tells nothing that the words don't. */
function Pulse({ language }: { readonly language: Language }): ReactNode {
  return (
    <svg
      className="welcome-pulse"
      viewBox="0 0 736 72"
      preserveAspectRatio="xMinYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      <rect x="3" y="14" width="52" height="36" rx="7" />
      <path
        className="welcome-line"
        pathLength={1}
        d="M7 32h13l5-9 8 18 5-9h54l6-12 11 25 7-13h66l6-12 11 25 7-13h66l6-12 11 25 7-13h66l6-12 11 25 7-13h340"
      />
      {BEATS.map(({ phase, x }) => (
        <text key={phase} x={x} y="66">
          {phaseName(phase, language)}
        </text>
      ))}
    </svg>
  );
}
