import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Provider, type Context, type Grant } from 'oidc-provider';

import { CLIENT_ID, CLIENT_SECRET } from './identity-provider.js';

export interface Account {
  readonly sub: string;
  readonly [claim: string]: unknown;
}

export interface OpenIdProvider {
  readonly issuer: string;
  /** Who sits at the browser: signs in at once, or says no. */
  person: Account | 'says no';
  close(): Promise<void>;
}

/** A certified OpenID provider in this process; its sign-in page signs the next person in by itself. */
export async function startOpenIdProvider(redirectUri: string): Promise<OpenIdProvider> {
  const accounts = new Map<string, Account>();
  const grants = new Map<string, Grant>();
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const key = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({ format: 'jwk' });

  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uris: [redirectUri] }],
    jwks: { keys: [{ ...key, kid: 'first', use: 'sig' }] },
    cookies: { keys: ['of no importance'] },
    scopes: ['openid', 'profile', 'email', 'groups'],
    claims: { profile: ['name'], email: ['email', 'email_verified'], groups: ['groups'] },
    features: { devInteractions: { enabled: false } },
    interactions: {
      url: (_context: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}`,
    },
    findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => accounts.get(sub) }),
    loadExistingGrant: async ({ oidc }: Context) => {
      const { accountId } = oidc.session;
      // A second grant for the same session would void the codes of the first one.
      const grant =
        grants.get(accountId) ?? new provider.Grant({ clientId: oidc.client.clientId, accountId });
      grants.set(accountId, grant);
      grant.addOIDCScope('openid profile email groups');
      await grant.save();
      return grant;
    },
    // Each of them in seconds; without a word about them the package writes notices.
    ttl: {
      Interaction: 600,
      Grant: 600,
      Session: 600,
      AccessToken: 600,
      AuthorizationCode: 60,
      IdToken: 600,
    },
  });
  const answer = provider.callback();

  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) return answer(request, response);
    const { person } = opened;
    if (person !== 'says no') accounts.set(person.sub, person);
    const result =
      person === 'says no'
        ? { error: 'access_denied', error_description: '<script>alert(1)</script>' }
        : { login: { accountId: person.sub } };
    void provider.interactionFinished(request, response, result);
  });

  const opened: OpenIdProvider = {
    issuer,
    person: 'says no',
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return opened;
}
