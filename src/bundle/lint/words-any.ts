import type { WordPattern } from './word-pattern.js';

/** Patterns for texts of every language. */
export const ANY_PATTERNS: readonly WordPattern[] = [
  {
    id: 'exclaim',
    level: 'error',
    language: '*',
    scope: 'all',
    pattern: /[!！]/u,
    typography: true,
    fault: 'an exclamation mark sounds excited or cross',
    remedy: 'End the sentence with a full stop.',
  },
  {
    id: 'emoji',
    level: 'error',
    language: '*',
    scope: 'all',
    pattern: /\p{Extended_Pictographic}|:[a-z_]{3,}:/u,
    typography: true,
    fault: 'an emoji is out of place when mail is broken',
    remedy: 'Remove it.',
  },
  {
    id: 'link-here',
    level: 'error',
    language: '*',
    scope: 'all',
    pattern: /点击(这里|此处)|点这里|\bclick here\b/iu,
    fault: 'a link must say where it leads',
    remedy: 'Name the page in the link’s text.',
  },
  {
    id: 'mention',
    level: 'error',
    language: '*',
    scope: 'all',
    pattern: /<[!@#]|@(?:channel|here|everyone)\b/iu,
    typography: true,
    fault: 'this calls everybody in a chat',
    remedy: 'Remove it; queues and agents are called by `escalate`.',
  },
  {
    id: 'menu-path',
    level: 'warning',
    language: '*',
    scope: 'text',
    pattern: /(设置|选项|Settings|Options|Preferences)\s*(→|>|->)/u,
    fault: 'a path through menus is right for one version of one app only',
    remedy: 'Move it to a guide of the provider or mail app.',
  },
];
