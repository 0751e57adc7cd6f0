import './judge.css';

import { useState, type ReactNode } from 'react';

import type { Language, Verdict } from '../../domain/index.js';
import { Icon } from '../shared/icons.js';
import { speak } from '../shared/words.js';
import { CHAT_WORDS } from './words.js';

export interface JudgeProps {
  readonly language: Language;
  readonly onJudge: (verdict: Verdict) => Promise<void>;
}

/** Two thumbs under the answer that ended a problem. Another press changes one's mind; nothing is asked back. */
export function Judge({ language, onJudge }: JudgeProps): ReactNode {
  const [verdict, setVerdict] = useState<Verdict>();
  const say = speak(CHAT_WORDS, language);

  function judge(chosen: Verdict): void {
    const before = verdict;
    setVerdict(chosen);
    onJudge(chosen).catch(() => {
      setVerdict(before);
    });
  }

  const thumb = (value: Verdict, label: string) => (
    <button
      type="button"
      aria-pressed={verdict === value}
      aria-label={label}
      title={label}
      onClick={() => {
        judge(value);
      }}
    >
      <Icon name={value === 'good' ? 'thumbUp' : 'thumbDown'} size={16} />
    </button>
  );
  return (
    <div className="judge" role="group" aria-label={say('judge')}>
      {thumb('good', say('helpful'))}
      {thumb('bad', say('notHelpful'))}
    </div>
  );
}
