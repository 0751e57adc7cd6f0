import { TEAMS_CLOUD_PLACES, type TeamsCloud } from '../../src/domain/index.js';
import { generateKeyPairSync, sign } from 'node:crypto';

export const APP_ID = '5f3c2a10-7d5e-4c53-9c55-0a6f2f3d9b11';
export const APP_PASSWORD = 'fake-secret-of-the-bot';
export const TENANT = '0c9e7a44-1a55-4f0e-8a6a-3d1f5c0be101';
export const OTHER_TENANT = 'dddddddd-0000-4000-8000-000000000004';

/** One key per process: botframework-connector keeps the keys it fetched for a day. */
const KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 });
const STRANGER = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KID = 'fake-key';

export interface TokenChanges {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Signed by somebody else under the same key id, or not at all. */
  readonly signature?: 'stranger' | 'none';
}

/** A token as Teams signs it for our bot, or nearly so. */
export function signedToken(serviceUrl: string, { claims, header, signature }: TokenChanges = {}): string {
  const now = Math.floor(Date.now() / 1_000);
  const head = part({ alg: 'RS256', typ: 'JWT', kid: KID, ...header });
  const body = part({
    serviceurl: serviceUrl,
    nbf: now - 10,
    exp: now + 3_600,
    iss: 'https://api.botframework.com',
    aud: APP_ID,
    ...claims,
  });
  if (signature === 'none') return `${head}.${body}.`;
  const key = signature === 'stranger' ? STRANGER.privateKey : KEYS.privateKey;
  return `${head}.${body}.${sign('sha256', Buffer.from(`${head}.${body}`), key).toString('base64url')}`;
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** What login.botframework.com and login.microsoftonline.com answer; `undefined` for what they don't know. */
export function loginAnswer(
  path: string,
  body: string,
  cloud: TeamsCloud = 'public',
): { readonly status: number; readonly body: unknown } | undefined {
  if (path === '/v1/.well-known/openidconfiguration') {
    return ok({
      issuer: TEAMS_CLOUD_PLACES[cloud].issuer,
      jwks_uri: TEAMS_CLOUD_PLACES[cloud].metadata.replace('openidconfiguration', 'keys'),
      id_token_signing_alg_values_supported: ['RS256'],
    });
  }
  if (path === '/v1/.well-known/keys') {
    const key = KEYS.publicKey.export({ format: 'jwk' });
    return ok({ keys: [{ ...key, kid: KID, use: 'sig', endorsements: ['msteams'] }] });
  }
  const login = new URL(TEAMS_CLOUD_PLACES[cloud].login).origin;
  const host = new URL(login).hostname;
  if (path.startsWith('/common/discovery/instance')) {
    return ok({
      tenant_discovery_endpoint: `${login}/${TENANT}/v2.0/.well-known/openid-configuration`,
      metadata: [
        {
          preferred_network: host,
          preferred_cache: host,
          aliases: [host],
        },
      ],
    });
  }
  if (path.endsWith('/v2.0/.well-known/openid-configuration')) {
    return ok({
      issuer: `${login}/${TENANT}/v2.0`,
      token_endpoint: `${login}/${TENANT}/oauth2/v2.0/token`,
      authorization_endpoint: `${login}/${TENANT}/oauth2/v2.0/authorize`,
      jwks_uri: `${login}/common/discovery/v2.0/keys`,
    });
  }
  return path === `/${TENANT}/oauth2/v2.0/token` ? tokenAnswer(new URLSearchParams(body)) : undefined;
}

let issued = 0;

function tokenAnswer(form: URLSearchParams): { readonly status: number; readonly body: unknown } {
  if (form.get('client_id') !== APP_ID || form.get('client_secret') !== APP_PASSWORD) {
    return {
      status: 401,
      body: { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' },
    };
  }
  issued += 1;
  return ok({
    token_type: 'Bearer',
    expires_in: 3_600,
    ext_expires_in: 3_600,
    access_token: `token-${issued}`,
  });
}

function ok(body: unknown): { readonly status: number; readonly body: unknown } {
  return { status: 200, body };
}
