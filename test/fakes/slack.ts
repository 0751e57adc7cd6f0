import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { WebSocketServer, type WebSocket } from 'ws';

import { checkBlocks } from '../../src/channels/slack/check-blocks.js';
import type { Block } from '../../src/channels/slack/blocks.js';
import type { DoorRequest } from '../../src/domain/index.js';

/** What a call of the Web API may run into. `after`: it was done, and the answer is lost. */
export type SlackFault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string; readonly after?: true }
  | { readonly kind: 'error'; readonly error: string; readonly after?: true }
  | { readonly kind: 'reset'; readonly after?: true }
  | { readonly kind: 'hang'; readonly after?: true }
  | { readonly kind: 'slow'; readonly ms: number; readonly after: true }
  | { readonly kind: 'html' };

export interface FakeMessage {
  readonly ts: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly text: string;
  readonly blocks?: readonly Block[];
  readonly thread_ts?: string;
  readonly metadata?: unknown;
  readonly files?: readonly unknown[];
  readonly isDeleted?: true;
}

export interface FakeCall {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface FakeUser {
  readonly name: string;
  readonly email?: string;
  readonly locale?: string;
  readonly tz?: string;
  readonly isGuest?: boolean;
  readonly team?: string;
}

type Json = Readonly<Record<string, unknown>>;

export const WORKSPACE = 'T0CORP';
export const BOT_USER = 'U0BOT';
export const SIGNING_SECRET = 'signing-secret-of-the-tests';

const USERS: Readonly<Record<string, FakeUser>> = {
  U0ALICE: { name: '王小明', email: 'alice@corp.example', locale: 'zh-CN', tz: 'Asia/Shanghai' },
  U0BOB: { name: 'Bob Lee', email: 'bob@corp.example', locale: 'en-US', tz: 'Europe/London' },
  U0GUEST: { name: 'Gale', email: 'gale@elsewhere.example', locale: 'en-GB', isGuest: true },
  U0STRANGER: { name: 'Sol', email: 'sol@partner.example', locale: 'en-GB', team: 'T0PARTNER' },
};

export interface FakeSlack {
  readonly apiUrl: string;
  readonly calls: (method?: string) => readonly FakeCall[];
  /** What people see in a chat, deleted messages left out. */
  readonly messages: (channel: string) => readonly FakeMessage[];
  readonly failNext: (method: string, ...faults: readonly SlackFault[]) => void;
  /** Decides about each call that {@link failNext} says nothing about. */
  readonly failBy: (draw: (method: string) => SlackFault | undefined) => void;
  readonly homes: ReadonlyMap<string, readonly Block[]>;
  /** Content of a file that `url_private_download` of {@link file} leads to. */
  readonly file: (name: string, content: string | Uint8Array, contentType?: string) => Json;
  /** Content of files the bot shared, by name. */
  readonly uploads: ReadonlyMap<string, string>;
  /** A person's message: puts it into the chat and gives the body of its event. */
  readonly say: (user: string, channel: string, text: string, extra?: Json) => Json;
  /** An event of this kind, as it arrives. */
  readonly event: (event: Json) => Json;
  /** A press on an element of a message, by its label, or an option's. */
  readonly press: (user: string, channel: string, message: FakeMessage, label: string) => Json;
  readonly ts: () => string;
  /** Socket Mode: how many connections are open; sends one envelope and gives its acknowledgement, if it comes. */
  readonly sockets: () => number;
  readonly untilSockets: (count: number) => Promise<void>;
  /** Until the next call or connection. */
  readonly changed: () => Promise<void>;
  readonly deliver: (type: string, payload: unknown) => Promise<Json>;
  readonly rawToSockets: (text: string) => void;
  readonly closeSockets: () => void;
  readonly close: () => Promise<void>;
}

/** The direct message of a person with the bot. */
export function direct(user: string): string {
  return user.replace(/^U/u, 'D');
}

/** A request as Slack signs it. */
export function signed(
  body: string | Uint8Array,
  options: { readonly at?: Date; readonly secret?: string; readonly headers?: Record<string, string> } = {},
): DoorRequest {
  const { at = new Date(), secret = SIGNING_SECRET, headers = {} } = options;
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return {
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
      ...headers,
    },
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  };
}

/** The body of a press or of a command, as Slack signs it. */
export function signedForm(fields: Readonly<Record<string, string>>): DoorRequest {
  return signed(new URLSearchParams(fields).toString(), {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

/** A Slack workspace on loopback: Web API, Socket Mode, files. Its clock gives every message a time of its own. */
export async function startSlack(users: Readonly<Record<string, FakeUser>> = USERS): Promise<FakeSlack> {
  const calls: FakeCall[] = [];
  const chats = new Map<string, FakeMessage[]>();
  const faults = new Map<string, SlackFault[]>();
  const homes = new Map<string, readonly Block[]>();
  const files = new Map<string, { readonly content: string | Uint8Array; readonly type: string }>();
  const uploading = new Map<string, string>();
  const uploads = new Map<string, string>();
  const acks = new Map<string, (payload: Json) => void>();
  let drawn: (method: string) => SlackFault | undefined = () => undefined;
  let seconds = Math.floor(Date.now() / 1_000);
  let counter = 0;
  let sockets: WebSocket[] = [];
  let waiting: (() => void)[] = [];

  function ts(): string {
    counter += 1;
    if (counter % 1_000 === 0) seconds += 1;
    return `${seconds}.${String(counter % 1_000_000).padStart(6, '0')}`;
  }

  function wake(): void {
    const all = waiting;
    waiting = [];
    for (const resolve of all) resolve();
  }

  function chat(channel: string): FakeMessage[] {
    const found = chats.get(channel) ?? [];
    chats.set(channel, found);
    return found;
  }

  function change(channel: string, id: unknown, to: Partial<FakeMessage>): FakeMessage | undefined {
    const list = chat(channel);
    const at = list.findIndex((one) => one.ts === id && one.isDeleted === undefined);
    const before = list[at];
    if (before === undefined || before.bot_id === undefined) return undefined;
    return (list[at] = { ...before, ...to });
  }

  function blocksOf(args: Json): readonly Block[] {
    return (args['blocks'] ?? []) as readonly Block[];
  }

  const methods: Readonly<Record<string, (args: Json) => Json>> = {
    'auth.test': () => ({ ok: true, team_id: WORKSPACE, user_id: BOT_USER, bot_id: 'B0BOT' }),
    'chat.postMessage': (args) => {
      const problems = checkBlocks(blocksOf(args));
      if (problems.length > 0) return { ok: false, error: 'invalid_blocks', problems };
      const message: FakeMessage = {
        ts: ts(),
        user: BOT_USER,
        bot_id: 'B0BOT',
        text: String(args['text']),
        ...(args['blocks'] === undefined ? {} : { blocks: blocksOf(args) }),
        ...(typeof args['thread_ts'] === 'string' ? { thread_ts: args['thread_ts'] } : {}),
        ...(args['metadata'] === undefined ? {} : { metadata: args['metadata'] }),
      };
      chat(String(args['channel'])).push(message);
      return { ok: true, channel: args['channel'], ts: message.ts };
    },
    'chat.update': (args) => {
      const problems = checkBlocks(blocksOf(args));
      if (problems.length > 0) return { ok: false, error: 'invalid_blocks', problems };
      const { text, blocks, metadata } = args as Partial<FakeMessage>;
      const changed = change(String(args['channel']), args['ts'], {
        ...(text === undefined ? {} : { text }),
        ...(blocks === undefined ? {} : { blocks }),
        ...(metadata === undefined ? {} : { metadata }),
      });
      if (!changed) return { ok: false, error: 'message_not_found' };
      return { ok: true, ts: args['ts'], channel: args['channel'] };
    },
    'chat.delete': (args) =>
      change(String(args['channel']), args['ts'], { isDeleted: true })
        ? { ok: true }
        : { ok: false, error: 'message_not_found' },
    'chat.postEphemeral': () => ({ ok: true, message_ts: ts() }),
    'conversations.open': (args) => ({ ok: true, channel: { id: direct(String(args['users'])) } }),
    'conversations.history': (args) => page(args, seenIn(String(args['channel'])).filter(isRoot)),
    'conversations.replies': (args) => {
      if (!String(args['channel']).startsWith('D')) return { ok: false, error: 'channel_type_not_supported' };
      return page(
        args,
        seenIn(String(args['channel'])).filter(
          (one) => one.thread_ts === args['ts'] || one.ts === args['ts'],
        ),
      );
    },
    'users.conversations': () => ({
      ok: true,
      channels: [...chats.keys()].filter((id) => id.startsWith('D')).map((id) => ({ id, is_im: true })),
    }),
    'users.info': (args) => {
      const user = users[String(args['user'])];
      if (!user) return { ok: false, error: 'user_not_found' };
      return {
        ok: true,
        user: {
          team_id: user.team ?? WORKSPACE,
          real_name: user.name,
          locale: user.locale,
          tz: user.tz,
          is_restricted: user.isGuest ?? false,
          profile: { real_name: user.name, email: user.email },
        },
      };
    },
    'views.publish': (args) => {
      const view = args['view'] as { blocks: readonly Block[] };
      const problems = checkBlocks(view.blocks, 'home');
      if (problems.length > 0) return { ok: false, error: 'invalid_arguments', problems };
      homes.set(String(args['user_id']), view.blocks);
      return { ok: true };
    },
    'files.getUploadURLExternal': (args) => {
      const id = `F${counter}`;
      uploading.set(id, String(args['filename']));
      return { ok: true, file_id: id, upload_url: `${origin()}/upload/${id}` };
    },
    'files.completeUploadExternal': (args) => {
      const shared = args['files'] as readonly { id: string; title: string }[];
      chat(String(args['channel_id'])).push({
        ts: ts(),
        user: BOT_USER,
        bot_id: 'B0BOT',
        text: typeof args['initial_comment'] === 'string' ? args['initial_comment'] : '',
        files: shared,
        ...(typeof args['thread_ts'] === 'string' ? { thread_ts: args['thread_ts'] } : {}),
      });
      return { ok: true, files: shared };
    },
    'assistant.threads.setStatus': () => ({ ok: true }),
    'reactions.add': () => ({ ok: true }),
    'reactions.remove': () => ({ ok: true }),
    'assistant.threads.setSuggestedPrompts': () => ({ ok: true }),
    'apps.connections.open': () => ({ ok: true, url: `${origin().replace('http', 'ws')}/link` }),
  };

  function seenIn(channel: string): readonly FakeMessage[] {
    return chat(channel).filter((one) => one.isDeleted === undefined);
  }

  function isRoot(one: FakeMessage): boolean {
    return one.thread_ts === undefined || one.thread_ts === one.ts;
  }

  /** Newest first, two to a page, so that paging is seen to work. */
  function page(args: Json, all: readonly FakeMessage[]): Json {
    const oldest = Number(args['oldest'] ?? 0);
    const sorted = all.filter((one) => Number(one.ts) > oldest).reverse();
    const from = Number(args['cursor'] ?? 0);
    const more = from + 50 < sorted.length;
    return {
      ok: true,
      messages: sorted.slice(from, from + 50),
      has_more: more,
      response_metadata: { next_cursor: more ? String(from + 50) : '' },
    };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    const url = new URL(request.url ?? '/', origin());
    const [, first, id = ''] = url.pathname.split('/');
    if (first === 'files') return serveFile(request, id, response);
    if (first === 'upload') {
      uploads.set(uploading.get(id) ?? id, body.toString('utf8'));
      response.end('OK');
      return;
    }
    const method = url.pathname.replace('/api/', '');
    const args = readArgs(body.toString('utf8'));
    calls.push({ method, args });
    const fault = faults.get(method)?.shift() ?? drawn(method);
    if (fault && !('after' in fault)) return misbehave(fault, request, response);
    const result = methods[method]?.(args) ?? { ok: false, error: 'unknown_method' };
    if (fault?.kind === 'slow') await sleep(fault.ms);
    else if (fault) return misbehave(fault, request, response);
    json(response, 200, result);
    wake();
  }

  function serveFile(request: IncomingMessage, id: string, response: ServerResponse): void {
    const found = files.get(id);
    if (!found || request.headers.authorization !== 'Bearer xoxb-tests') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
      return;
    }
    response.writeHead(200, { 'content-type': found.type }).end(found.content);
  }

  function misbehave(
    fault: Exclude<SlackFault, { kind: 'slow' }>,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    switch (fault.kind) {
      case 'status':
        if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter);
        return json(response, fault.status, { ok: false, error: 'ratelimited' });
      case 'error':
        return json(response, 200, { ok: false, error: fault.error });
      case 'reset':
        request.socket.resetAndDestroy();
        return;
      case 'hang':
        return;
      case 'html':
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<html>Please sign in to the proxy</html>');
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  const link = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    link.handleUpgrade(request, socket, head, (connection) => {
      sockets.push(connection);
      connection.on('close', () => {
        sockets = sockets.filter((one) => one !== connection);
      });
      connection.on('message', (data) => {
        const { envelope_id: id, payload } = JSON.parse((data as Buffer).toString('utf8')) as {
          envelope_id: string;
          payload: Json;
        };
        acks.get(id)?.(payload);
      });
      connection.send(JSON.stringify({ type: 'hello', num_connections: sockets.length }));
      wake();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  function origin(): string {
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  function event(inner: Json): Json {
    return {
      type: 'event_callback',
      team_id: WORKSPACE,
      api_app_id: 'A0APP',
      event_id: `Ev${randomUUID()}`,
      event_time: seconds,
      authorizations: [{ team_id: WORKSPACE, user_id: BOT_USER, is_bot: true, is_enterprise_install: false }],
      event: inner,
    };
  }

  return {
    apiUrl: `${origin()}/api/`,
    calls: (method) => calls.filter((call) => method === undefined || call.method === method),
    messages: seenIn,
    failNext: (method, ...more) => {
      faults.set(method, [...(faults.get(method) ?? []), ...more]);
    },
    failBy: (draw) => {
      drawn = draw;
    },
    homes,
    uploads,
    file(name, content, contentType = 'text/plain') {
      const id = `F${files.size + 1}`;
      files.set(id, { content, type: contentType });
      return {
        id,
        name,
        mimetype: contentType,
        size: content.length,
        url_private_download: `${origin()}/files/${id}/${encodeURIComponent(name)}`,
      };
    },
    say(user, channel, text, extra = {}) {
      const id = ts();
      chat(channel).push({ ts: id, user, text, ...(extra as Partial<FakeMessage>) });
      const isDirect = channel.startsWith('D');
      return event({
        type: 'message',
        channel,
        user,
        text,
        ts: id,
        event_ts: id,
        team: WORKSPACE,
        channel_type: isDirect ? 'im' : 'channel',
        ...extra,
      });
    },
    event,
    press(user, channel, message, label) {
      return {
        type: 'block_actions',
        user: { id: user, team_id: WORKSPACE },
        team: { id: WORKSPACE },
        container: { type: 'message', message_ts: message.ts, channel_id: channel },
        channel: { id: channel },
        message: { ...message, type: 'message' },
        trigger_id: randomUUID(),
        actions: [{ ...pressed(message.blocks ?? [], label), action_ts: ts() }],
      };
    },
    ts,
    sockets: () => sockets.length,
    changed: () => new Promise<void>((resolve) => waiting.push(resolve)),
    async untilSockets(count) {
      while (sockets.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    deliver(type, payload) {
      const id = randomUUID();
      const acknowledged = new Promise<Json>((resolve) => acks.set(id, resolve));
      const socket = sockets[0];
      socket?.send(
        JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api' }),
      );
      return acknowledged;
    },
    rawToSockets: (text) => {
      for (const socket of sockets) socket.send(text);
    },
    closeSockets: () => {
      for (const socket of sockets) {
        socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
      }
    },
    async close() {
      for (const socket of sockets) socket.terminate();
      link.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** The element with this label, as its press arrives. */
function pressed(blocks: readonly Block[], label: string): Json {
  for (const block of blocks) {
    if (block.type === 'context_actions') {
      const [thumbs] = block.elements;
      const sides = thumbs ? [thumbs.positive_button, thumbs.negative_button] : [];
      const side = sides.find(({ text }) => text.text === label);
      if (thumbs && side) {
        return {
          type: thumbs.type,
          action_id: thumbs.action_id,
          block_id: block.block_id,
          value: side.value,
        };
      }
    }
    if (block.type !== 'actions') continue;
    for (const element of block.elements) {
      const base = { type: element.type, action_id: element.action_id, block_id: block.block_id ?? 'b0' };
      if (element.type === 'button' && element.text.text === label) {
        return { ...base, text: element.text, value: element.value };
      }
      const option =
        element.type === 'static_select' && element.options.find(({ text }) => text.text === label);
      if (option) return { ...base, selected_option: option };
    }
  }
  throw new Error(`nothing to press is called ${label}`);
}

/** The SDK sends a form whose structured fields are JSON. */
function readArgs(body: string): Json {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => [key, /^[[{]/u.test(value) ? parsed(value) : value]),
  );
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
