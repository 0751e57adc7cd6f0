import type { ReactNode } from 'react';

import { plainText, type Language, type Reply } from '../../domain/index.js';
import { langWhereOther, speak } from '../shared/words.js';
import { news, type ChatModel } from './chat-state.js';
import { CHAT_WORDS } from './words.js';

/** More than these at once nobody can follow by ear. */
const MOST = 3;

/**
 * What screen readers hear by themselves: new replies, once, and nothing of one's own. The conversation itself is
 * read by moving through it.
 */
export function Announcer({
  model,
  language,
}: {
  readonly model: ChatModel;
  readonly language: Language;
}): ReactNode {
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-relevant="additions">
      {news(model)
        .slice(-MOST)
        .map(({ id, reply }) => (
          <p key={id} {...langWhereOther(reply.text, language)}>
            {spoken(reply, language)}
          </p>
        ))}
    </div>
  );
}

function spoken({ text, speaker, buttons = [], choices = [] }: Reply, language: Language): string {
  const say = speak(CHAT_WORDS, language);
  const labels = [...buttons, ...choices].map(({ label }) => label);
  const list = labels.join(language === 'zh' ? '、' : ', ');
  const options = labels.length > 0 ? `\n${say('options', { list })}` : '';
  return `${speaker ?? say('bot')}: ${plainText(text)}${options}`;
}
