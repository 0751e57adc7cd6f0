import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { z } from 'zod';

import { seededRandom } from './random.js';

/**
 * What may go wrong with one send. `before` and `after` say whether the platform had taken the message;
 * the sender sees the same either way, which is the whole difficulty.
 */
export type FaultKind =
  | 'error-before'
  | 'error-after'
  | 'reset-before'
  | 'reset-after'
  | 'hang-before'
  | 'hang-after'
  | 'html-before'
  | 'busy'
  | 'refused';

export interface Fault {
  readonly kind: FaultKind;
  /** `Retry-After` of `busy`, as it is sent; no header when absent. */
  readonly retryAfter?: string;
}

/** How often each fault happens, as a share of all sends. */
export type FaultRates = Readonly<Partial<Record<FaultKind, number>>>;

/** A bad day of a real chat platform: 8 of 100 sends go wrong, 6 of them after the message was taken. */
export const BAD_DAY: FaultRates = {
  'reset-after': 0.03,
  'error-after': 0.02,
  'hang-after': 0.01,
  'reset-before': 0.01,
  busy: 0.01,
};

/** One message that people of this platform see. */
export interface Accepted {
  readonly id: string;
  readonly key: string;
  readonly conversation: string;
  readonly reply: { readonly text: string };
  /** Milliseconds since the server started, from a clock that never goes back. */
  readonly atMs: number;
}

export interface ChannelServerOptions {
  readonly seed?: number;
  readonly rates?: FaultRates;
  /** Share of look-ups that fail with 500. */
  readonly findFailures?: number;
  /** Conversations whose name begins so can't be looked up, as on platforms that can't be asked. */
  readonly blindPrefixes?: readonly string[];
}

export interface ChannelServer {
  readonly url: string;
  /** Everything taken, in order. The platform takes a repeated key again: it knows no idempotency. */
  accepted(): readonly Accepted[];
  /** Send requests that arrived, taken or not. */
  sends(): number;
  /** How often each fault happened. */
  faults(): ReadonlyMap<FaultKind, number>;
  /** Faults for the next sends, before chance decides again. */
  script(...faults: readonly Fault[]): void;
  /** No more faults from now on. */
  calm(): void;
  close(): Promise<void>;
}

const sendBody = z.object({
  key: z.string(),
  conversation: z.string(),
  reply: z.looseObject({ text: z.string() }),
});

/** A chat platform of our own, as its own HTTP server: `POST /send`, `GET /find`, `GET /log`. */
export async function startChannelServer(options: ChannelServerOptions = {}): Promise<ChannelServer> {
  const random = seededRandom(options.seed ?? 1);
  const taken: Accepted[] = [];
  const counted = new Map<FaultKind, number>();
  const scripted: Fault[] = [];
  let rates = options.rates ?? {};
  let findFailures = options.findFailures ?? 0;
  let sends = 0;
  const startedAt = performance.now();

  function accept(body: z.infer<typeof sendBody>): string {
    const id = `m${taken.length + 1}`;
    taken.push({ id, ...body, atMs: performance.now() - startedAt });
    return id;
  }

  function nextFault(): Fault | undefined {
    const fault = scripted.shift() ?? drawFault(rates, random);
    if (fault !== undefined) counted.set(fault.kind, (counted.get(fault.kind) ?? 0) + 1);
    return fault;
  }

  async function send(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = sendBody.safeParse(await readJson(request));
    sends += 1;
    if (!body.success) return answer(response, 400, { error: 'not a message' });
    const fault = nextFault();
    const before = fault !== undefined && !fault.kind.endsWith('-after');
    const id = before ? '' : accept(body.data);
    if (fault === undefined) return answer(response, 200, { id });
    misbehave(fault, request, response);
  }

  function find(query: URLSearchParams, response: ServerResponse): void {
    const conversation = query.get('conversation') ?? '';
    if ((options.blindPrefixes ?? []).some((prefix) => conversation.startsWith(prefix))) {
      return answer(response, 501, { error: 'this chat can not be asked' });
    }
    if (random() < findFailures) return answer(response, 500, { error: 'no answer now' });
    const key = query.get('key');
    const found = taken.find((line) => line.conversation === conversation && line.key === key);
    answer(response, 200, found === undefined ? {} : { id: found.id });
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const route = `${request.method ?? ''} ${url.pathname}`;
    if (route === 'POST /send') return send(request, response);
    if (route === 'GET /find') return find(url.searchParams, response);
    if (route === 'GET /log') return answer(response, 200, taken);
    answer(response, 404, { error: 'no such route' });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted: () => taken,
    sends: () => sends,
    faults: () => counted,
    script: (...faults) => void scripted.push(...faults),
    calm: () => {
      rates = {};
      findFailures = 0;
      scripted.length = 0;
    },
    close: async () => {
      server.close();
      // Hanging requests would keep it open for ever.
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** One draw decides both whether and which, so that a seed always gives the same day. */
export function drawFault(rates: FaultRates, random: () => number): Fault | undefined {
  let left = random();
  for (const [kind, rate] of Object.entries(rates)) {
    left -= rate;
    if (left < 0) return { kind: kind as FaultKind, ...(kind === 'busy' ? { retryAfter: '1' } : {}) };
  }
  return undefined;
}

function misbehave(fault: Fault, request: IncomingMessage, response: ServerResponse): void {
  switch (fault.kind) {
    case 'error-before':
    case 'error-after':
      return answer(response, 500, { error: 'internal error' });
    case 'reset-before':
    case 'reset-after':
      request.socket.resetAndDestroy();
      return;
    case 'hang-before':
    case 'hang-after':
      return;
    case 'html-before':
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<html>Please sign in to the proxy</html>');
      return;
    case 'busy':
      if (fault.retryAfter !== undefined) response.setHeader('Retry-After', fault.retryAfter);
      return answer(response, 429, { error: 'slow down' });
    case 'refused':
      return answer(response, 403, { error: 'the person blocked the bot' });
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString()) as unknown;
  } catch {
    return undefined;
  }
}
