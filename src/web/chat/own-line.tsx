import type { ReactNode } from 'react';

import type { Language } from '../../domain/index.js';
import { Button } from '../shared/button.js';
import { Icon } from '../shared/icons.js';
import { langWhereOther, speak } from '../shared/words.js';
import type { OwnLine, Sending, Trouble } from './chat-state.js';
import { Clock } from './clock.js';
import { CHAT_WORDS } from './words.js';

export interface SaidMessageProps {
  readonly text: string;
  readonly at: string;
  readonly language: Language;
}

/** Something the person said, as the server told it back: masked where it held a password. */
export function SaidMessage({ text, at, language }: SaidMessageProps): ReactNode {
  return (
    <div className="said">
      <span className="visually-hidden">{`${speak(CHAT_WORDS, language)('you')}: `}</span>
      <p className="said-text" {...langWhereOther(text, language)}>
        {text}
      </p>
      <Clock at={at} />
    </div>
  );
}

export interface OwnMessageProps {
  readonly own: OwnLine;
  readonly language: Language;
  readonly onRetry: (own: OwnLine) => void;
  readonly onDiscard: (id: string) => void;
}

/** Something that is on its way, or was not taken. */
export function OwnMessage({ own, language, onRetry, onDiscard }: OwnMessageProps): ReactNode {
  const say = speak(CHAT_WORDS, language);
  const { sending, state, trouble } = own;
  return (
    <div className={`said is-${state}`}>
      <span className="visually-hidden">{`${say('you')}: `}</span>
      {sending.kind === 'file' ? (
        <FileCard file={sending} language={language} isReading={state !== 'failed'} />
      ) : (
        <p className="said-text" {...langWhereOther(textOf(sending), language)}>
          {textOf(sending)}
        </p>
      )}
      {state !== 'failed' && <span className="clock">{say('sending')}</span>}
      {state === 'failed' && trouble && (
        <div className="said-trouble" role="alert">
          <p>{troubleWords(trouble, language)}</p>
          {trouble.kind !== 'nothing-found' && (
            <Button
              small
              onClick={() => {
                onRetry(own);
              }}
            >
              {say('retry')}
            </Button>
          )}
          <Button
            kind="quiet"
            small
            onClick={() => {
              onDiscard(own.id);
            }}
          >
            {say('discard')}
          </Button>
        </div>
      )}
    </div>
  );
}

function textOf(sending: Exclude<Sending, { readonly kind: 'file' }>): string {
  return sending.kind === 'press' ? sending.label : sending.text;
}

interface FileCardProps {
  readonly file: Extract<Sending, { readonly kind: 'file' }>;
  readonly language: Language;
  readonly isReading: boolean;
}

function FileCard({ file, language, isReading }: FileCardProps): ReactNode {
  const say = speak(CHAT_WORDS, language);
  const size = `${Math.max(1, Math.round(file.text.length / 1024))} KB`;
  return (
    <div className="said-file">
      <Icon name="file" size={24} />
      <p>
        <bdi>{file.name}</bdi>
        <span>{isReading ? say('fileReading') : say('fileSize', { size })}</span>
      </p>
    </div>
  );
}

function troubleWords(trouble: Trouble, language: Language): string {
  const say = speak(CHAT_WORDS, language);
  switch (trouble.kind) {
    case 'away':
      return say('away');
    case 'busy':
      return say('busy');
    case 'signed-out':
      return say('signedOut');
    case 'nothing-found':
      return say('nothingFound');
    case 'refused':
      return say('refused', { reason: trouble.reason });
  }
}
