import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';

import type {
  Accepted,
  ChatFileBody,
  ChatLinesAnswer,
  ChatMessageBody,
  ChatPressBody,
  ChatVerdictBody,
  MeAnswer,
} from '../../api/index.js';
import type { Language, Verdict } from '../../domain/index.js';
import { call, ServerError } from '../shared/call.js';
import { EMPTY_CHAT, reduceChat, type ChatModel, type OwnLine, type Sending } from './chat-state.js';
import { listen, type Listening } from './listen.js';
import { createOutbox } from './outbox.js';
import { randomId } from './session.js';
import { keepUnsent, keptUnsent } from './unsent.js';

/** A conversation and what one can do in it. */
export interface Chat {
  readonly model: ChatModel;
  readonly send: (sending: Sending) => void;
  /** Sends a line again under its id. */
  readonly retry: (own: OwnLine) => void;
  readonly discard: (id: string) => void;
  /** Says what one thinks of an answer. @throws ServerError */
  readonly judge: (key: string, verdict: Verdict) => Promise<void>;
}

const REOPEN_MS = 3_000;
const ID_BYTES = 15;

/** Follows one conversation. `onSignedOut`: the server no longer knows who this is. */
export function useChat(conversation: string, language: Language, onSignedOut: () => void): Chat {
  const [model, dispatch] = useReducer(reduceChat, EMPTY_CHAT);
  const base = `/api/chat/${conversation}`;
  const spoken = useRef(language);
  const signedOut = useRef(onSignedOut);
  useEffect(() => {
    spoken.current = language;
    signedOut.current = onSignedOut;
  });

  const outbox = useMemo(
    () =>
      createOutbox({
        post: (own) => post(base, own, spoken.current),
        onSending: (id) => {
          dispatch({ kind: 'sending', id });
        },
        onSent: (id) => {
          dispatch({ kind: 'sent', id });
        },
        onFailed: (id, trouble) => {
          dispatch({ kind: 'failed', id, trouble });
          if (trouble.kind === 'signed-out') signedOut.current();
        },
        pause,
      }),
    [base],
  );

  const put = useCallback(
    (own: OwnLine) => {
      dispatch({ kind: 'send', own });
      outbox.put(own);
    },
    [outbox],
  );

  useEffect(() => {
    let over = false;
    let listening: Listening | undefined;

    async function open(): Promise<void> {
      while (!over) {
        try {
          const { lines, next } = await call<ChatLinesAnswer>(`${base}/lines`);
          if (over) return;
          dispatch({ kind: 'opened', lines, next });
          const back = new Set(lines.flatMap((line) => (line.kind === 'said' ? [line.key] : [])));
          keptUnsent(conversation)
            .filter(({ id }) => !back.has(id))
            .forEach(put);
          listening = listen(base, next, {
            onLine: (line) => {
              dispatch({ kind: 'line', line });
            },
            onState: (state) => {
              dispatch({ kind: 'state', state });
            },
            onLink: (link) => {
              dispatch({ kind: 'link', link });
            },
            onRefused: () => void askWho(),
          });
          return;
        } catch (error) {
          if (error instanceof ServerError && error.status === 401) return signedOut.current();
          if (!over) dispatch({ kind: 'link', link: 'lost' });
          await pause(REOPEN_MS);
        }
      }
    }

    /** A stream says only that it was refused, not why. */
    async function askWho(): Promise<void> {
      const me = await call<MeAnswer>('/api/me').catch(() => undefined);
      if (!over && me?.signIn === 'needed' && me.user === undefined) signedOut.current();
    }

    function hurry(): void {
      if (document.visibilityState === 'visible') listening?.hurry();
    }

    void open();
    window.addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    return () => {
      over = true;
      listening?.close();
      window.removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
    };
  }, [base, conversation, put]);

  const { own, openedAt } = model;
  useEffect(() => {
    // Not before the chat is open, or what was kept is overwritten by nothing.
    if (openedAt !== undefined) keepUnsent(conversation, own);
  }, [conversation, own, openedAt]);

  return useMemo(
    () => ({
      model,
      send(sending) {
        const at = new Date().toISOString();
        put({ id: randomId(ID_BYTES), at, sending, state: 'sending' });
      },
      retry: (line) => {
        outbox.put(line);
      },
      discard(id) {
        dispatch({ kind: 'discard', id });
      },
      async judge(key, verdict) {
        const body: ChatVerdictBody = { key, verdict };
        await call(`${base}/verdicts`, body);
      },
    }),
    [base, model, put, outbox],
  );
}

async function post(base: string, { id, sending }: OwnLine, language: Language): Promise<void> {
  const from = { language, timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone };
  switch (sending.kind) {
    case 'message': {
      const body: ChatMessageBody = { id, text: sending.text, from };
      await call<Accepted>(`${base}/messages`, body);
      return;
    }
    case 'press': {
      const body: ChatPressBody = { id, press: sending.press, label: sending.label };
      await call<Accepted>(`${base}/presses`, body);
      return;
    }
    case 'file': {
      const body: ChatFileBody = { id, name: sending.name, text: sending.text, from };
      await call<Accepted>(`${base}/files`, body);
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
