import './language-switch.css';

import type { ReactNode } from 'react';

import { LANGUAGES, type Language } from '../../domain/index.js';
import { LANG_TAGS } from './words.js';

/** Each language by its own name, so that it is found by those who read no other. */
const NAMES: Readonly<Record<Language, { readonly short: string; readonly long: string }>> = {
  zh: { short: '中', long: '中文' },
  en: { short: 'EN', long: 'English' },
};

export interface LanguageSwitchProps {
  readonly language: Language;
  readonly onChange: (language: Language) => void;
}

/** Chooses the language of the page. */
export function LanguageSwitch({ language, onChange }: LanguageSwitchProps): ReactNode {
  return (
    <div className="language-switch" role="group" aria-label={language === 'zh' ? '语言' : 'Language'}>
      {LANGUAGES.map((one) => (
        <button
          key={one}
          type="button"
          lang={LANG_TAGS[one]}
          aria-pressed={one === language}
          aria-label={NAMES[one].long}
          onClick={() => {
            onChange(one);
          }}
        >
          {NAMES[one].short}
        </button>
      ))}
    </div>
  );
}
