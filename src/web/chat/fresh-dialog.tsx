import { useEffect, useRef, type ReactNode } from 'react';

import type { Language } from '../../domain/index.js';
import { Button } from '../shared/button.js';
import { speak } from '../shared/words.js';
import { CHAT_WORDS } from './words.js';

export interface FreshDialogProps {
  readonly language: Language;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Asks before a conversation is left behind: where nobody signs in there is no way back to it. */
export function FreshDialog({ language, onYes, onNo }: FreshDialogProps): ReactNode {
  const say = speak(CHAT_WORDS, language);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="fresh-title" onClose={onNo}>
      <h2 id="fresh-title">{say('freshTitle')}</h2>
      <p>{say('freshText')}</p>
      <div className="dialog-deeds">
        <Button onClick={onNo}>{say('freshNo')}</Button>
        <Button kind="main" onClick={onYes}>
          {say('freshYes')}
        </Button>
      </div>
    </dialog>
  );
}
