import type { ReactNode } from 'react';

import type { GiftFile, Language, ReplyGift } from '../../domain/index.js';
import { Button } from '../shared/button.js';
import { CopyButton } from '../shared/measured/copy-button.js';
import { Icon } from '../shared/icons.js';
import { speak } from '../shared/words.js';
import { saveFile } from './save-file.js';
import { CHAT_WORDS } from './words.js';

export interface GiftFilesProps {
  readonly gift: ReplyGift;
  readonly language: Language;
}

/** What a reply hands over: settings files to save, with what they are for; a template to copy. */
export function GiftFiles({ gift, language }: GiftFilesProps): ReactNode {
  const { kind, files = [] } = gift;
  if (files.length === 0) return null;
  const say = speak(CHAT_WORDS, language);
  return (
    <section className="reply-part" aria-label={say('gifts')}>
      <ul className="gift-files">
        {files.map((file) => (
          <li key={file.name}>
            {kind === 'template' ? (
              <Template file={file} language={language} />
            ) : (
              <Button
                small
                onClick={() => {
                  saveFile(file);
                }}
              >
                <Icon name="file" size={16} />
                {say('saveFile', { name: file.name })}
              </Button>
            )}
            {file.note !== undefined && <p className="gift-note">{file.note}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Template({ file, language }: { readonly file: GiftFile; readonly language: Language }): ReactNode {
  const say = speak(CHAT_WORDS, language);
  return (
    <>
      <pre className="gift-template">{file.content}</pre>
      <CopyButton text={file.content} language={language} label={say('copyText')}>
        {say('copyText')}
      </CopyButton>
    </>
  );
}
