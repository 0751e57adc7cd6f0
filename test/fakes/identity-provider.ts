import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const CLIENT_ID = 'mailmedic';
export const CLIENT_SECRET = 'the secret of the client';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });

type Json = Readonly<Record<string, unknown>>;

/** What the provider does differently from a good one. */
export interface Mischief {
  /** Changes what the ID token claims; a claim set to `undefined` is left out. */
  readonly claims?: Json;
  readonly header?: Json;
  readonly signWith?: KeyObject | 'none' | { readonly hmac: string };
  readonly metadata?: Json;
  readonly userinfo?: Json;
  /** Answers the token endpoint itself. */
  readonly token?: (response: ServerResponse) => void;
  /** Answers discovery itself. */
  readonly discovery?: (response: ServerResponse) => void;
  readonly keys?: (response: ServerResponse) => void;
}

export interface ScriptedProvider {
  readonly issuer: string;
  mischief: Mischief;
  /** Method and path of every request so far. */
  readonly asked: string[];
  /** Forms and credentials that came to the token endpoint. */
  readonly grants: { readonly form: URLSearchParams; readonly authorization: string | undefined }[];
  /** Where the browser would be sent back to, had the person signed in at `url`. */
  answer(url: string, changes?: Readonly<Record<string, string | undefined>>): string;
  close(): Promise<void>;
}

/** An OpenID provider on loopback that tells the truth until told otherwise. Codes carry their nonce. */
export async function startScriptedProvider(): Promise<ScriptedProvider> {
  const asked: string[] = [];
  const grants: ScriptedProvider['grants'] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    void answerRequest(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answerRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { mischief } = provider;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.url === '/.well-known/openid-configuration') {
      if (mischief.discovery) return mischief.discovery(response);
      return sendJson(response, metadata(mischief));
    }
    if (request.url === '/keys') {
      if (mischief.keys) return mischief.keys(response);
      const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'first', use: 'sig', alg: 'RS256' };
      return sendJson(response, { keys: [jwk] });
    }
    if (request.url === '/userinfo') return sendJson(response, mischief.userinfo ?? {});
    if (request.url !== '/token') return sendJson(response, {}, 404);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    grants.push({ form, authorization: request.headers.authorization });
    if (mischief.token) return mischief.token(response);
    sendJson(response, {
      access_token: 'an access token',
      token_type: 'Bearer',
      id_token: makeToken(form.get('code') ?? '', mischief),
    });
  }

  function metadata(mischief: Mischief): Json {
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['RS256'],
      ...mischief.metadata,
    };
  }

  function makeToken(code: string, mischief: Mischief): string {
    const now = Math.floor(Date.now() / 1_000);
    const claims = {
      iss: issuer,
      sub: 'li.na',
      aud: CLIENT_ID,
      iat: now,
      exp: now + 300,
      nonce: code.replace(/^code-/u, ''),
      ...mischief.claims,
    };
    return signToken({ alg: 'RS256', kid: 'first', ...mischief.header }, claims, mischief.signWith);
  }

  const provider: ScriptedProvider = {
    issuer,
    mischief: {},
    asked,
    grants,
    answer(url, changes = {}) {
      const sent = new URL(url).searchParams;
      const back = new URL(sent.get('redirect_uri') ?? '');
      const given = { code: `code-${sent.get('nonce')}`, state: sent.get('state') ?? '', ...changes };
      for (const [name, value] of Object.entries(given)) {
        if (value !== undefined) back.searchParams.set(name, value);
      }
      return back.href;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return provider;
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** A key the provider never published. */
export function strangeKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
}

function signToken(header: Json, claims: Json, signWith: Mischief['signWith']): string {
  const parts = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const text = parts.join('.');
  if (signWith === 'none') return `${text}.`;
  const signature =
    signWith !== undefined && 'hmac' in signWith
      ? createHmac('sha256', signWith.hmac).update(text).digest()
      : sign('sha256', Buffer.from(text), signWith ?? privateKey);
  return `${text}.${signature.toString('base64url')}`;
}
