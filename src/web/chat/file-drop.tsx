import { useEffect, useState, type ReactNode } from 'react';

import type { Language } from '../../domain/index.js';
import { Icon } from '../shared/icons.js';
import { speak } from '../shared/words.js';
import { CHAT_WORDS } from './words.js';

export interface FileDropProps {
  readonly language: Language;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Takes a file dropped anywhere on the page. Those who don't drag pick it beside the composer. */
export function FileDrop({ language, onFiles }: FileDropProps): ReactNode {
  const say = speak(CHAT_WORDS, language);
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    // Entering a child leaves its parent, so the two are counted.
    let depth = 0;
    function enter(event: DragEvent): void {
      if (!carriesFiles(event)) return;
      depth += 1;
      setOver(true);
    }
    function leave(event: DragEvent): void {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    }
    // Without this the browser opens the file instead of the page.
    function over(event: DragEvent): void {
      if (carriesFiles(event)) event.preventDefault();
    }
    function drop(event: DragEvent): void {
      depth = 0;
      setOver(false);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      onFiles([...(event.dataTransfer?.files ?? [])]);
    }
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [onFiles]);

  if (!isOver) return null;
  return (
    <div className="file-drop">
      <div className="file-drop-inside">
        <Icon name="file" size={40} />
        <p>{say('drop')}</p>
        <p className="file-drop-small">{say('dropSmall')}</p>
      </div>
    </div>
  );
}

function carriesFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
