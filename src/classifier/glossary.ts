import { MAIL_TERMS } from './glossary-mail.js';
import { OTHER_TERMS } from './glossary-other.js';
import { TALK_TERMS } from './glossary-talk.js';

/**
 * What means the same, in both languages: concept -> its words and phrases, separated by ` | `. A message in
 * one language so learns from sentences of the other. English words match by stem, so one form is enough;
 * Chinese terms double as the dictionary that keeps domain words whole.
 */
export const GLOSSARY: ReadonlyMap<string, readonly string[]> = new Map(
  [...Object.entries(MAIL_TERMS), ...Object.entries(TALK_TERMS), ...Object.entries(OTHER_TERMS)].map(
    ([concept, terms]) => [concept, terms.split('|').map((term) => term.trim())],
  ),
);

/** Concepts that only come up where mail is the matter. */
export const MAIL_CONCEPTS: ReadonlySet<string> = new Set([
  'mail',
  'client',
  'protocol',
  'incoming',
  'outgoing',
  'app_password',
  'webmail',
  'gmail',
  'microsoft',
  'chinese_provider',
  'provider',
  'spf',
  'receive',
  'send',
]);

/** Concepts of other help-desk matters and small talk. */
export const OTHER_CONCEPTS: ReadonlySet<string> = new Set(Object.keys(OTHER_TERMS));
