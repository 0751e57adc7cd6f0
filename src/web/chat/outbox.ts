import { ServerError } from '../shared/call.js';
import type { OwnLine, Trouble } from './chat-state.js';

export interface OutboxPorts {
  /** Hands one line to the server. @throws ServerError */
  readonly post: (own: OwnLine) => Promise<void>;
  readonly onSending: (id: string) => void;
  readonly onSent: (id: string) => void;
  readonly onFailed: (id: string, trouble: Trouble) => void;
  readonly pause: (ms: number) => Promise<void>;
}

export interface Outbox {
  /** Sends after everything that was put in before. Sending a line again is harmless: its id stays the same. */
  put(own: OwnLine): void;
}

/** Pauses before the second and third attempt; then the person decides. */
const PAUSES_MS = [1_000, 3_000];

/** Sends lines one after the other, so that they arrive in the order they were written. */
export function createOutbox({ post, onSending, onSent, onFailed, pause }: OutboxPorts): Outbox {
  let last: Promise<void> = Promise.resolve();

  async function send(own: OwnLine): Promise<void> {
    onSending(own.id);
    for (const wait of [...PAUSES_MS, undefined]) {
      try {
        await post(own);
        return onSent(own.id);
      } catch (error) {
        const trouble = troubleOf(error, own);
        const mayPass = trouble.kind === 'away' || trouble.kind === 'busy';
        if (!mayPass || wait === undefined) return onFailed(own.id, trouble);
        await pause(wait);
      }
    }
  }

  return {
    put(own) {
      last = last.then(() => send(own));
    },
  };
}

function troubleOf(error: unknown, own: OwnLine): Trouble {
  if (!(error instanceof ServerError) || error.status === 0) return { kind: 'away' };
  if (error.status === 401) return { kind: 'signed-out' };
  if (error.status >= 500 || error.status === 429) return { kind: 'busy' };
  if (error.code === 'MM_INPUT' && own.sending.kind === 'file') return { kind: 'nothing-found' };
  return { kind: 'refused', reason: error.message };
}
