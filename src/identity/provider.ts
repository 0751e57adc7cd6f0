import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type ClientAuth,
  type Configuration,
} from 'openid-client';

import {
  isLoopbackHost,
  type IdentityProvider,
  type PendingSignIn,
  type Secret,
  type WebUser,
} from '../domain/index.js';
import { boundedFetch } from './bounded-fetch.js';
import { personOf, saysAll, type PersonRules } from './person.js';
import { signInFailed, troubleOf } from './trouble.js';

export interface IdentityOptions extends PersonRules {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** With spaces between; `openid` among them. */
  readonly scopes: string;
  /** As registered at the provider: `https://mailmedic.example.com/sign-in/callback`. */
  readonly redirectUri: string;
  /** Of each request to the provider, its body included; 5 seconds unless told. */
  readonly timeoutMs?: number;
}

/**
 * Signs people in at an OpenID provider: authorization code with PKCE (S256), state and nonce. The provider is
 * looked up at the first sign-in, and again at the next one if that failed, so it may be down when we start.
 */
export function createIdentityProvider(options: IdentityOptions): IdentityProvider {
  const connect = keepOnceDone(() => discover(options));

  async function begin(): Promise<{ readonly url: string; readonly pending: PendingSignIn }> {
    const config = await connect();
    const pending = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(config, {
      redirect_uri: options.redirectUri,
      scope: options.scopes,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await calculatePKCECodeChallenge(pending.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, pending };
  }

  async function finish(callback: string, pending: PendingSignIn): Promise<WebUser> {
    const config = await connect();
    // A proxy in between may show us another host; the provider compares with what was registered.
    const returned = new URL(options.redirectUri);
    returned.search = new URL(callback).search;
    const tokens = await authorizationCodeGrant(config, returned, {
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      pkceCodeVerifier: pending.codeVerifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw signInFailed('untrusted', 'there is no ID token');
    const id = `${claims.iss}#${claims.sub}`;
    if (saysAll(claims, options) || config.serverMetadata().userinfo_endpoint === undefined) {
      return personOf(id, [claims], options);
    }
    // With the code flow a provider may keep profile and address for userinfo (OpenID Connect Core section 5.4).
    const more = await fetchUserInfo(config, tokens.access_token, claims.sub);
    return personOf(id, [claims, more], options);
  }

  return {
    begin: () => inWordsOfOurs(begin),
    finish: (callback, pending) => inWordsOfOurs(() => finish(callback, pending)),
  };
}

async function discover(options: IdentityOptions): Promise<Configuration> {
  const issuer = new URL(options.issuer);
  const config = await discovery(issuer, options.clientId, undefined, authenticate(options.clientSecret), {
    timeout: (options.timeoutMs ?? 5_000) / 1_000,
    [customFetch]: boundedFetch,
    execute: [
      // Without this the library trusts TLS alone and never looks at the signature of an ID token.
      enableNonRepudiationChecks,
      ...(isPlainLoopback(issuer) ? [allowInsecureRequests] : []),
    ],
  });
  // Entra ID's issuer for all tenants is a pattern, and whoever has any tenant could come in.
  if (config.serverMetadata().issuer.includes('{')) {
    throw signInFailed('untrusted', 'the issuer stands for many tenants; it must be the one of your own');
  }
  return config;
}

/** Basic is what a client is registered with unless said otherwise (OpenID Connect Registration section 2). */
function authenticate(secret: Secret): ClientAuth {
  const basic = ClientSecretBasic(secret.reveal());
  const post = ClientSecretPost(secret.reveal());
  return (provider, client, body, headers) => {
    const methods = provider.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const chosen = methods.includes('client_secret_basic') ? basic : post;
    chosen(provider, client, body, headers);
  };
}

function isPlainLoopback(url: URL): boolean {
  return url.protocol === 'http:' && isLoopbackHost(url.hostname);
}

async function inWordsOfOurs<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw troubleOf(error);
  }
}

/** Does the work once for all callers; a failure is forgotten, so that the next caller tries again. */
function keepOnceDone<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().catch((error: unknown) => {
      running = undefined;
      throw error;
    });
    return running;
  };
}
