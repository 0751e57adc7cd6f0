import type { ReactNode, Ref } from 'react';

import { Button } from '../shared/button.js';
import { speak } from '../shared/words.js';
import { HELP_WORDS } from './console-words.js';
import { useRoom } from './context.js';
import { useSingleKeys } from './shortcuts.js';

const KEYS = [
  [['j', 'k', '↓', '↑'], 'move'],
  [['Enter'], 'open'],
  [['Esc'], 'back'],
  [['/'], 'find'],
  [['c'], 'claim'],
  [['r'], 'reply'],
  [['n'], 'note'],
  [['Ctrl + Enter'], 'send'],
  [['?'], 'help'],
] as const;

/** The keys of the page, and the switch for those who would rather not have them. */
export function HelpDialog({ ref }: { readonly ref: Ref<HTMLDialogElement> }): ReactNode {
  const { language } = useRoom();
  const say = speak(HELP_WORDS, language);
  const [singleKeys, setSingleKeys] = useSingleKeys();
  return (
    <dialog ref={ref} className="help" aria-labelledby="help-title">
      <h2 id="help-title">{say('title')}</h2>
      <dl>
        {KEYS.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{say(what)}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <label>
          <input
            type="checkbox"
            checked={singleKeys}
            onChange={(event) => {
              setSingleKeys(event.target.checked);
            }}
          />
          {say('use')}
        </label>
        <Button type="submit">{say('close')}</Button>
      </form>
    </dialog>
  );
}
