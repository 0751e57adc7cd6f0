import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

import type { InboundMessage, Log } from '../../src/domain/index.js';
import { tellingLines } from '../../src/conversation/index.js';
import { createServer, type Server, type ServerOptions } from '../../src/server/index.js';
import { createFakeChatLog, type FakeChatLog } from '../fakes/chat-log.js';
import { createFakeCases } from './fake-cases.js';
import { createFakeSessions, createFakeTokens } from '../fakes/sign-in-store.js';

export const CONVERSATION = 'AbCdEfGhIjKlMnOpQrSt_-';
export const NOW = '2026-03-01T09:00:00.000Z';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  json(): unknown;
}

export interface Call {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface ServerHouse {
  readonly server: Server;
  readonly url: string;
  readonly chat: FakeChatLog;
  readonly received: InboundMessage[];
  readonly logged: string[];
  readonly call: (call: Call) => Promise<Answer>;
}

/** A log that keeps its lines. */
export function createListLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const add = (message: string, data?: unknown) =>
    void lines.push(`${message} ${JSON.stringify(data ?? {})}`);
  return { lines, debug: () => undefined, info: add, warn: add, error: add };
}

/** A running server on a free port; each option may be replaced. */
export async function startServer(changes: Partial<ServerOptions> = {}): Promise<ServerHouse> {
  const chat = createFakeChatLog();
  const received: InboundMessage[] = [];
  const log = createListLog();
  const server = createServer({
    settings: { host: '127.0.0.1', port: 0 },
    log,
    clock: { now: () => new Date(NOW) },
    store: { check: () => Promise.resolve() },
    ready: () => ({ ready: true, reasons: [] }),
    receive: (message) => {
      const known = received.some((before) => before.platformId === message.platformId);
      if (!known) received.push(message);
      return Promise.resolve(known ? 'duplicate' : 'stored');
    },
    chat,
    tellingLines,
    cases: createFakeCases(),
    explainRun: () => Promise.resolve(undefined),
    signIn: { tokens: createFakeTokens(), sessions: createFakeSessions() },
    ...changes,
  });
  const url = await server.listen();
  return { server, url, chat, received, logged: log.lines, call: (call) => callServer(url, call) };
}

/** One request with full say over its headers, which fetch would not allow for Host. */
async function callServer(url: string, { method, path, headers, body }: Call): Promise<Answer> {
  const sent = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const outgoing = request(`${url}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    agent: false,
    headers: { ...(sent === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
  });
  outgoing.end(sent);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text,
    json: () => JSON.parse(text) as unknown,
  };
}

export interface ServerEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: unknown;
}

/** Reads server-sent events until so many have come, then hangs up. */
export async function readEvents(
  url: string,
  path: string,
  howMany: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<readonly ServerEvent[]> {
  const outgoing = request(`${url}${path}`, { agent: false, headers });
  outgoing.end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  let text = '';
  try {
    for await (const chunk of response) {
      text += String(chunk);
      const events = eventsIn(text);
      if (events.length >= howMany) return events.slice(0, howMany);
    }
    return eventsIn(text);
  } finally {
    outgoing.destroy();
  }
}

function eventsIn(text: string): readonly ServerEvent[] {
  const blocks = text.split('\n\n').slice(0, -1);
  return blocks.flatMap((block) => {
    const fields = new Map(
      block.split('\n').map((line) => [line.split(': ', 1)[0]!, line.slice(line.indexOf(': ') + 2)]),
    );
    const event = fields.get('event');
    if (event === undefined) return [];
    return [{ event, id: fields.get('id'), data: JSON.parse(fields.get('data') ?? 'null') as unknown }];
  });
}
