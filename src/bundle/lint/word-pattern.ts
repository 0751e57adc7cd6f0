import type { Language } from '../../domain/index.js';

/** Where a pattern looks: the text, the label of a button, both, or the text with its “quoted” words. */
type PatternScope = 'text' | 'button' | 'all' | 'quoted-too';

/** One pattern that a text of the bot must not match. */
export interface WordPattern {
  readonly id: string;
  readonly level: 'error' | 'warning';
  readonly language: Language | '*';
  readonly scope: PatternScope;
  readonly pattern: RegExp;
  /** A sentence that matches this is let through. */
  readonly unless?: RegExp;
  /** Typography: also checked where only agents read. */
  readonly typography?: true;
  /** What is wrong with the words that were found. */
  readonly fault: string;
  readonly remedy: string;
}
