import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { z } from 'zod';

/** One request that reached the connector. */
export interface TeamsCall {
  readonly method: string;
  readonly path: string;
  readonly token: string;
  readonly body: Record<string, unknown>;
}

/** A message as people see it: its latest version. */
export interface TeamsMessage {
  readonly id: string;
  readonly conversation: string;
  readonly activity: Readonly<Record<string, unknown>>;
  readonly updates: number;
}

/** What goes wrong with the next call: before the connector took it, or after. */
export interface TeamsFault {
  readonly on?: 'post' | 'put' | 'any';
  readonly status?: number;
  /** With a `status`: the connector has taken the call all the same. */
  readonly after?: true;
  readonly retryAfter?: string;
  readonly code?: string;
  /** The connection is cut instead of an answer. */
  readonly cut?: 'before' | 'after';
  /** Nothing is answered until the server closes. */
  readonly hang?: true;
}

export interface TeamsConnector {
  readonly listener: RequestListener;
  calls(): readonly TeamsCall[];
  /** Without typing. */
  messages(conversation?: string): readonly TeamsMessage[];
  script(...faults: readonly TeamsFault[]): void;
  /** Decides about each call that `script` says nothing about. */
  failBy(draw: (method: string) => TeamsFault | undefined): void;
  /** Tokens that are no longer taken: 401. */
  revoke(token: string): void;
  /** People by id; only they are on the roster and can be written to. */
  addMember(member: TeamsRosterMember): void;
}

export interface TeamsRosterMember {
  readonly id: string;
  readonly aadObjectId: string;
  readonly name: string;
  readonly email?: string;
  readonly userPrincipalName?: string;
  readonly userRole?: string;
  /** Has not installed the app: 403. */
  readonly closed?: true;
}

const ROUTE = /^(?:\/emea)?\/v3\/conversations(?:\/([^/]+)(?:\/(activities|members)(?:\/([^/]+))?)?)?$/u;

const json = z.record(z.string(), z.unknown());

/** The part of Microsoft's connector that bots in Teams talk to. It knows no idempotency, as the real one. */
export function createTeamsConnector(): TeamsConnector {
  const calls: TeamsCall[] = [];
  const shown: TeamsMessage[] = [];
  const faults: TeamsFault[] = [];
  let drawn: (method: string) => TeamsFault | undefined = () => undefined;
  const revoked = new Set<string>();
  const members: TeamsRosterMember[] = [];
  let ids = 1_700_000_000_000;

  function add(conversation: string, activity: Record<string, unknown>): string {
    ids += 1;
    shown.push({ id: String(ids), conversation, activity, updates: 0 });
    return String(ids);
  }

  function perform(
    call: TeamsCall,
    route: RegExpExecArray,
  ): { readonly status: number; readonly body: unknown } {
    const [conversation, kind, id] = route.slice(1).map((part) => part && decodeURIComponent(part));
    if (conversation === undefined) return openChat(call);
    if (kind === 'members') return roster(id ?? '');
    if (call.method === 'PUT') {
      const at = shown.findIndex((message) => message.id === id && message.conversation === conversation);
      const before = shown[at];
      if (!before) return failed(404, 'ActivityNotFoundInConversation');
      shown[at] = { ...before, activity: call.body, updates: before.updates + 1 };
      return { status: 200, body: { id } };
    }
    if (call.body['type'] === 'typing') return { status: 201, body: { id: '0' } };
    if (!call.body['text'] && !call.body['attachments']) return failed(400, 'BadSyntax');
    if (JSON.stringify(call.body).length * 2 > 100 * 1_024) return failed(413, 'MessageSizeTooBig');
    return { status: 201, body: { id: add(conversation, call.body) } };
  }

  function roster(id: string): { readonly status: number; readonly body: unknown } {
    const member = members.find((one) => one.id === id || one.aadObjectId === id);
    return member ? { status: 200, body: member } : failed(404, 'MemberNotFoundInConversation');
  }

  function openChat({ body }: TeamsCall): { readonly status: number; readonly body: unknown } {
    const [wanted] = z.array(z.looseObject({ id: z.string() })).parse(body['members']);
    const member = members.find(({ id }) => id === wanted?.id);
    if (!member || member.closed) return failed(403, 'ForbiddenOperationException');
    return { status: 201, body: { id: `a:${member.id}` } };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://fake').pathname;
    const text = await readText(request);
    const route = ROUTE.exec(path);
    if (!route) return answer(response, 404, { error: { code: 'NotFound', message: path } });
    const call: TeamsCall = {
      method: request.method ?? '',
      path,
      token: (request.headers.authorization ?? '').replace('Bearer ', ''),
      body: text === '' ? {} : json.parse(JSON.parse(text)),
    };
    calls.push(call);
    const at = faults.findIndex(({ on = 'any' }) => on === 'any' || on === call.method.toLowerCase());
    const fault = at === -1 ? drawn(call.method) : faults.splice(at, 1)[0];
    if (fault?.hang) return;
    if (fault?.cut === 'before') return void request.socket.destroy();
    if (fault?.status !== undefined) {
      if (fault.after) perform(call, route);
      const failure = failed(fault.status, fault.code ?? 'Injected');
      return answer(response, failure.status, failure.body, fault.retryAfter);
    }
    if (revoked.has(call.token)) return answer(response, 401, failed(401, 'Unauthorized').body);
    const done = perform(call, route);
    if (fault?.cut === 'after') return void request.socket.destroy();
    answer(response, done.status, done.body);
  }

  return {
    listener: (request, response) => {
      handle(request, response).catch(() => response.destroy());
    },
    calls: () => calls,
    messages: (conversation) =>
      shown.filter((message) => conversation === undefined || message.conversation === conversation),
    script: (...next) => void faults.push(...next),
    failBy: (draw) => {
      drawn = draw;
    },
    revoke: (token) => void revoked.add(token),
    addMember: (member) => void members.push(member),
  };
}

export interface TeamsServer extends TeamsConnector {
  /** As activities carry it. */
  readonly serviceUrl: string;
  close(): Promise<void>;
}

/** The connector on a port of this machine. */
export async function startTeamsServer(): Promise<TeamsServer> {
  const connector = createTeamsConnector();
  const server = createServer(connector.listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    ...connector,
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/emea/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function failed(status: number, code: string): { readonly status: number; readonly body: unknown } {
  return { status, body: { error: { code, message: 'No.' } } };
}

function answer(response: ServerResponse, status: number, body: unknown, retryAfter?: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
  });
  response.end(JSON.stringify(body));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
