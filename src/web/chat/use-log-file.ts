import { useCallback, useMemo, useState } from 'react';

import type { Language } from '../../domain/index.js';
import { speak } from '../shared/words.js';
import type { Sending } from './chat-state.js';
import { readLogFile, type ReadFile } from './log-file.js';
import { CHAT_WORDS, type ChatWord } from './words.js';

export interface LogFile {
  /** Why the last file was not taken, in words. */
  readonly notice: string;
  readonly take: (files: readonly File[]) => void;
  readonly clear: () => void;
}

const TROUBLE: Readonly<Record<Exclude<ReadFile['kind'], 'text'>, ChatWord>> = {
  'too-large': 'fileTooLarge',
  binary: 'fileBinary',
  empty: 'fileEmpty',
};

interface Notice {
  readonly word: ChatWord;
  readonly name: string;
}

/** Reads a file that was picked or dropped and sends it, or says why it can't. */
export function useLogFile(language: Language, onSend: (sending: Sending) => void): LogFile {
  const [notice, setNotice] = useState<Notice>();

  const take = useCallback(
    (files: readonly File[]) => {
      const [file] = files;
      if (!file) return;
      void readLogFile(file).then((read) => {
        if (read.kind !== 'text') {
          setNotice({ word: TROUBLE[read.kind], name: read.name });
          return;
        }
        setNotice(files.length > 1 ? { word: 'fileOne', name: read.name } : undefined);
        onSend({ kind: 'file', name: read.name, text: read.text });
      });
    },
    [onSend],
  );
  const clear = useCallback(() => {
    setNotice(undefined);
  }, []);

  const words = notice ? speak(CHAT_WORDS, language)(notice.word, { name: notice.name }) : '';
  return useMemo(() => ({ notice: words, take, clear }), [words, take, clear]);
}
