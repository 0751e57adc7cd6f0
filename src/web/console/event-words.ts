import type { CaseEvent, Language } from '../../domain/index.js';
import { speak } from '../shared/words.js';
import { CASE_WORDS, EVENT_WORDS } from './console-words.js';

/** “Li Na claimed it”. The bot by its name in this language. */
export function eventWords(event: CaseEvent, language: Language): string {
  const who = event.by === 'bot' ? CASE_WORDS.bot[language] : event.by;
  return speak(EVENT_WORDS, language)(event.kind, { who, text: event.text ?? '' });
}
