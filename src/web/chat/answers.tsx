import './answers.css';

import type { ReactNode } from 'react';

import type { Language, ReplyButton } from '../../domain/index.js';
import { Icon } from '../shared/icons.js';
import { langWhereOther, speak } from '../shared/words.js';
import { CHAT_WORDS } from './words.js';

export interface AnswersProps {
  readonly buttons: readonly ReplyButton[];
  readonly choices: readonly ReplyButton[];
  readonly isLive: boolean;
  readonly pressed: ReadonlySet<string>;
  readonly language: Language;
  readonly onPress: (button: ReplyButton) => void;
}

/**
 * The answers a reply offers: a row of buttons, longer choices as a list. Each works once; the chosen one stays
 * marked. Used ones keep their place in the page, so that the keyboard does not lose its own.
 */
export function Answers({ buttons, choices, isLive, pressed, language, onPress }: AnswersProps): ReactNode {
  const isDone = !isLive || [...buttons, ...choices].some(({ press }) => pressed.has(press));
  const one = (button: ReplyButton) => (
    <Answer
      button={button}
      isDone={isDone}
      isChosen={pressed.has(button.press)}
      language={language}
      onPress={onPress}
    />
  );
  // Of a long list that is used up, the chosen one is all that still tells something.
  const listed = isLive ? choices : choices.filter(({ press }) => pressed.has(press));
  const label = speak(CHAT_WORDS, language)('answers');
  return (
    <>
      {listed.length > 0 && (
        <ul className={isDone ? 'choices is-done' : 'choices'} aria-label={label}>
          {listed.map((choice) => (
            <li key={choice.press}>{one(choice)}</li>
          ))}
        </ul>
      )}
      {buttons.length > 0 && (
        <ul className={isDone ? 'answers is-done' : 'answers'} aria-label={label}>
          {buttons.map((button) => (
            <li key={button.press}>{one(button)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

interface AnswerProps {
  readonly button: ReplyButton;
  readonly isDone: boolean;
  readonly isChosen: boolean;
  readonly language: Language;
  readonly onPress: (button: ReplyButton) => void;
}

function Answer({ button, isDone, isChosen, language, onPress }: AnswerProps): ReactNode {
  return (
    <button
      type="button"
      className={isChosen ? 'answer is-chosen' : 'answer'}
      aria-disabled={isDone}
      tabIndex={isDone && !isChosen ? -1 : 0}
      {...langWhereOther(button.label, language)}
      onClick={() => {
        if (!isDone) onPress(button);
      }}
    >
      {isChosen && <Icon name="check" size={16} />}
      {button.label}
      {isChosen && <span className="visually-hidden">{` (${speak(CHAT_WORDS, language)('chosen')})`}</span>}
    </button>
  );
}
