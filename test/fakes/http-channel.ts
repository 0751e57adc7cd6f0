import { request } from 'node:http';

import { z } from 'zod';

import type { Channel, SendOutcome } from '../../src/domain/index.js';

export interface HttpChannelOptions {
  /** Where the fake platform listens. */
  readonly url: string;
  readonly id?: string;
  /** Whole time for one send; 5 seconds unless told. */
  readonly timeoutMs?: number;
  /** False models a platform that can't be asked: the channel then has no look-up at all. */
  readonly canFind?: boolean;
}

type Answer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly retryAfter?: string;
      readonly text: string;
    }
  /** `reached` is false when no connection came about, so that nothing can have arrived. */
  | { readonly kind: 'failed'; readonly reached: boolean; readonly reason: string };

const taken = z.object({ id: z.string() });
const found = z.object({ id: z.string().optional() });

/** A channel to the fake platform; exactly one HTTP request per send, on a connection of its own. */
export function createHttpChannel(options: HttpChannelOptions): Channel {
  const timeoutMs = options.timeoutMs ?? 5_000;

  async function find(address: { readonly conversation: string }, key: string): Promise<string | undefined> {
    const query = new URLSearchParams({ conversation: address.conversation, key });
    const answer = await call(`${options.url}/find?${query.toString()}`, undefined, timeoutMs);
    if (answer.kind === 'failed') throw new Error(`look-up failed: ${answer.reason}`);
    if (answer.status !== 200) throw new Error(`look-up failed: HTTP ${answer.status}`);
    return found.parse(JSON.parse(answer.text)).id;
  }

  return {
    id: options.id ?? 'fake',
    async send({ key, address, reply }) {
      const body = JSON.stringify({ key, conversation: address.conversation, reply });
      return outcomeOf(await call(`${options.url}/send`, body, timeoutMs));
    },
    ...(options.canFind === false ? {} : { find }),
  };
}

function outcomeOf(answer: Answer): SendOutcome {
  if (answer.kind === 'failed') {
    return answer.reached
      ? { kind: 'unknown', reason: answer.reason }
      : { kind: 'later', afterMs: 1_000, reason: answer.reason };
  }
  const reason = `HTTP ${answer.status}`;
  if (answer.status === 429) return { kind: 'later', afterMs: waitOf(answer.retryAfter), reason };
  if (answer.status >= 500) return { kind: 'unknown', reason };
  if (answer.status >= 300) return { kind: 'refused', reason };
  const id = readId(answer.text);
  return id === undefined
    ? { kind: 'unknown', reason: 'the answer is not the platform’s' }
    : { kind: 'sent', platformId: id };
}

/** `Retry-After` in seconds, at most an hour; one second when it is missing or garbage. */
function waitOf(retryAfter: string | undefined): number {
  if (retryAfter === undefined || !/^\d{1,9}$/u.test(retryAfter)) return 1_000;
  return Math.min(Math.max(Number(retryAfter), 1), 3_600) * 1_000;
}

function readId(text: string): string | undefined {
  try {
    return taken.parse(JSON.parse(text)).id;
  } catch {
    return undefined;
  }
}

function call(url: string, body: string | undefined, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    let reached = false;
    // No agent: a kept-alive connection that died meanwhile would look like a reset by the platform.
    const outgoing = request(
      url,
      { method: body === undefined ? 'GET' : 'POST', agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () => {
          clearTimeout(deadline);
          const retryAfter = response.headers['retry-after'];
          resolve({
            kind: 'answered',
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString(),
            ...(retryAfter === undefined ? {} : { retryAfter }),
          });
        });
      },
    );
    const deadline = setTimeout(() => outgoing.destroy(new Error('no answer in time')), timeoutMs);

    function fail(error: Error): void {
      clearTimeout(deadline);
      resolve({ kind: 'failed', reached, reason: error.message });
    }

    outgoing.on('socket', (socket) => {
      socket.on('connect', () => {
        reached = true;
      });
    });
    outgoing.on('error', fail);
    outgoing.setHeader('content-type', 'application/json');
    outgoing.end(body);
  });
}
