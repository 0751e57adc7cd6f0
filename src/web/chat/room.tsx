import './room.css';

import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';

import type { Language, ReplyButton } from '../../domain/index.js';
import { Icon } from '../shared/icons.js';
import { speak } from '../shared/words.js';
import { Announcer } from './announcer.js';
import { isAwaited, pressedTokens, shownLines, type Sending } from './chat-state.js';
import { Composer, type ComposerHandle } from './composer.js';
import { FileDrop } from './file-drop.js';
import { Header } from './header.js';
import type { Host } from './host.js';
import { Lines } from './lines.js';
import { LinkState } from './link-state.js';
import type { Session } from './session.js';
import { useAtEnd } from './use-at-end.js';
import { useChat } from './use-chat.js';
import { useLogFile } from './use-log-file.js';
import { Welcome } from './welcome.js';
import { CHAT_WORDS } from './words.js';

export interface RoomProps {
  readonly session: Exclude<Session, { readonly kind: 'needed' }>;
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly onSignedOut: () => void;
  /** Begins a new conversation, where the page makes its own. */
  readonly onFresh: () => void;
  readonly host?: Host;
}

/** The chat itself: header, conversation, composer. */
export function Room({ session, language, onLanguage, onSignedOut, onFresh, host }: RoomProps): ReactNode {
  const say = speak(CHAT_WORDS, language);
  const chat = useChat(session.conversation, language, onSignedOut);
  const { model } = chat;
  const shown = useMemo(() => shownLines(model), [model]);
  const pressed = useMemo(() => pressedTokens(model), [model]);
  const composer = useRef<ComposerHandle>(null);
  const end = useAtEnd(shown.length);

  const { send } = chat;
  const sendAndFollow = useCallback(
    (sending: Sending) => {
      send(sending);
      end.follow();
    },
    [send, end],
  );
  const file = useLogFile(language, sendAndFollow);
  const [isAsking, setAsking] = useState(false);

  useEffect(() => host?.onOpen(() => composer.current?.focus()), [host]);

  useEffect(() => {
    if (!host) return undefined;
    function closeByKey(event: KeyboardEvent): void {
      // Escape that ends an input method's composition or closes a dialog is not meant for the frame.
      const isTaken = event.isComposing || document.querySelector('dialog[open]') !== null;
      if (event.key === 'Escape' && !isTaken) host?.close();
    }
    window.addEventListener('keydown', closeByKey);
    return () => {
      window.removeEventListener('keydown', closeByKey);
    };
  }, [host]);

  const isEmpty = model.openedAt !== undefined && shown.length === 0;
  const asksForPerson = model.own.some(
    ({ sending, state }) => state !== 'failed' && sending.kind === 'message' && sending.text === say('talk'),
  );
  return (
    <div className={host ? 'room is-framed' : 'room'}>
      <Header
        session={session}
        language={language}
        onLanguage={onLanguage}
        isAsking={isAsking}
        onAsking={setAsking}
        canStartOver={shown.length > 0}
        onSignedOut={onSignedOut}
        onFresh={() => {
          setAsking(false);
          onFresh();
        }}
        onTalk={() => {
          if (!asksForPerson) sendAndFollow({ kind: 'message', text: say('talk') });
        }}
        {...(host ? { host } : {})}
      />
      <main className="room-main">
        {isEmpty && (
          <Welcome
            language={language}
            onPick={(text) => {
              sendAndFollow({ kind: 'message', text });
            }}
          />
        )}
        {!isEmpty && (
          <Lines
            shown={shown}
            pressed={pressed}
            progress={model.progress}
            isAwaited={isAwaited(model)}
            language={language}
            onPress={(button: ReplyButton) => {
              sendAndFollow({ kind: 'press', press: button.press, label: button.label });
            }}
            onRetry={chat.retry}
            onDiscard={chat.discard}
            onJudge={chat.judge}
          />
        )}
      </main>
      <footer className="room-foot">
        {!end.isAtEnd && end.hasNews && (
          <button type="button" className="room-news" onClick={end.follow}>
            <Icon name="down" size={16} />
            {say('newBelow')}
          </button>
        )}
        <LinkState link={model.link} language={language} />
        <Composer
          ref={composer}
          language={language}
          notice={file.notice}
          onFile={file.take}
          onSend={(text) => {
            file.clear();
            sendAndFollow({ kind: 'message', text });
          }}
        />
      </footer>
      <Announcer model={model} language={language} />
      <FileDrop language={language} onFiles={file.take} />
    </div>
  );
}
