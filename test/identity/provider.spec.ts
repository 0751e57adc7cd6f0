import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { MailmedicError, Secret, type WebUser } from '../../src/domain/index.js';
import { createIdentityProvider, type IdentityOptions } from '../../src/identity/index.js';
import {
  CLIENT_ID,
  CLIENT_SECRET,
  sendJson,
  startScriptedProvider,
  strangeKey,
  type Mischief,
  type ScriptedProvider,
} from '../fakes/identity-provider.js';

const REDIRECT = 'https://mailmedic.corp.example/sign-in/callback';

let provider: ScriptedProvider;

beforeAll(async () => {
  provider = await startScriptedProvider();
});

afterEach(() => {
  provider.mischief = {};
});

afterAll(() => provider.close());

function create(changes: Partial<IdentityOptions> = {}) {
  return createIdentityProvider({
    issuer: provider.issuer,
    clientId: CLIENT_ID,
    clientSecret: new Secret(CLIENT_SECRET),
    scopes: 'openid profile email',
    groupsClaim: 'groups',
    roles: [
      { role: 'agent', groups: ['helpdesk', 'it-desk'] },
      { role: 'admin', groups: ['it-admins'] },
    ],
    redirectUri: REDIRECT,
    timeoutMs: 2_000,
    ...changes,
  });
}

type Changes = Readonly<Record<string, string | undefined>>;

/** A whole sign-in against a provider that misbehaves. */
async function signIn(
  mischief: Mischief = {},
  changes: Changes = {},
  options: Partial<IdentityOptions> = {},
): Promise<WebUser> {
  provider.mischief = mischief;
  const identity = create(options);
  const { url, pending } = await identity.begin();
  return identity.finish(provider.answer(url, changes), pending);
}

async function troubleOf(work: Promise<unknown>): Promise<MailmedicError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(MailmedicError);
  return error as MailmedicError;
}

describe('a sign-in', () => {
  it('asks for a code with state, nonce and a challenge, all new each time', async () => {
    const identity = create();

    const first = await identity.begin();
    const second = await identity.begin();

    const sent = Object.fromEntries(new URL(first.url).searchParams);
    expect(new URL(first.url).origin).toBe(provider.issuer);
    expect(sent).toEqual({
      client_id: CLIENT_ID,
      response_type: 'code',
      redirect_uri: REDIRECT,
      scope: 'openid profile email',
      state: first.pending.state,
      nonce: first.pending.nonce,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/u) as string,
      code_challenge_method: 'S256',
    });
    expect(first.url).not.toContain(first.pending.codeVerifier);
    const secrets = [first.pending, second.pending].flatMap((pending) => Object.values(pending) as string[]);
    expect(new Set(secrets).size).toBe(6);
  });

  it('sends the verifier and proves who we are, in the header that clients are registered with', async () => {
    const user = await signIn();

    const { form, authorization } = provider.grants.at(-1)!;
    expect(user.id).toBe(`${provider.issuer}#li.na`);
    expect(form.get('redirect_uri')).toBe(REDIRECT);
    expect(form.get('code_verifier')).toMatch(/^[\w-]{43,}$/u);
    expect(form.has('client_secret')).toBe(false);
    expect(authorization).toMatch(/^Basic /u);
  });

  it('sends the secret in the form to a provider that takes nothing else', async () => {
    await signIn({ metadata: { token_endpoint_auth_methods_supported: ['client_secret_post'] } });

    expect(provider.grants.at(-1)!.form.get('client_secret')).toBe(CLIENT_SECRET);
  });

  it('takes the query of the callback and nothing else: a proxy may show another host', async () => {
    const identity = create();
    const { url, pending } = await identity.begin();
    const seen = provider.answer(url).replace('https://mailmedic.corp.example', 'http://10.0.0.7:3978');

    await identity.finish(seen, pending);

    expect(provider.grants.at(-1)!.form.get('redirect_uri')).toBe(REDIRECT);
  });

  it('takes the issuer in the answer when it is the right one (RFC 9207)', async () => {
    await expect(signIn({}, { iss: provider.issuer })).resolves.toMatchObject({ roles: ['employee'] });
  });
});

describe('a hostile answer', () => {
  const hour = 3_600;
  const now = () => Math.floor(Date.now() / 1_000);

  it.each<[string, Mischief | (() => Mischief), Changes?]>([
    ['another state', {}, { state: 'somebody-elses' }],
    ['no state', {}, { state: undefined }],
    ['another provider’s iss (mix-up, RFC 9207)', {}, { iss: 'https://evil.example' }],
    [
      'no iss from a provider that promised it',
      { metadata: { authorization_response_iss_parameter_supported: true } },
    ],
    ['an ID token handed over by the browser', {}, { id_token: 'e30.e30.e30' }],
    ['another nonce', { claims: { nonce: 'another' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another audience', { claims: { aud: 'another-client' } }],
    ['two audiences and another authorized party', { claims: { aud: [CLIENT_ID, 'x'], azp: 'x' } }],
    ['another issuer in the token', { claims: { iss: 'https://evil.example' } }],
    ['no subject', { claims: { sub: undefined } }],
    ['an expired token', () => ({ claims: { iat: now() - 2 * hour, exp: now() - hour } })],
    ['no expiry', { claims: { exp: undefined } }],
    ['alg none', { header: { alg: 'none' }, signWith: 'none' }],
    [
      'alg none, and metadata that allows it',
      {
        header: { alg: 'none' },
        signWith: 'none',
        metadata: { id_token_signing_alg_values_supported: ['RS256', 'none'] },
      },
    ],
    ['HS256 signed with the client id', { header: { alg: 'HS256' }, signWith: { hmac: CLIENT_ID } }],
    [
      'HS256 signed with the secret, and metadata that allows it',
      {
        header: { alg: 'HS256' },
        signWith: { hmac: CLIENT_SECRET },
        metadata: { id_token_signing_alg_values_supported: ['RS256', 'HS256'] },
      },
    ],
    ['a key that was never published', () => ({ signWith: strangeKey(), header: { kid: 'second' } })],
    ['a strange key under the name of a published one', () => ({ signWith: strangeKey() })],
    ['no ID token', { token: (to) => sendJson(to, { access_token: 'a', token_type: 'Bearer' }) }],
    [
      'an ID token that is none',
      { token: (to) => sendJson(to, { access_token: 'a', token_type: 'Bearer', id_token: 'x.y.z' }) },
    ],
  ])('with %s signs nobody in', async (_name, mischief, changes) => {
    const script = typeof mischief === 'function' ? mischief() : mischief;

    const error = await troubleOf(signIn(script, changes));

    expect([error.code, error.facts['why']]).toEqual(['MM_SIGN_IN', 'untrusted']);
  });

  it('of userinfo about somebody else signs nobody in', async () => {
    const userinfo = { sub: 'the.boss', email: 'boss@corp.example', email_verified: true };

    const error = await troubleOf(signIn({ userinfo, metadata: withUserinfo() }));

    expect(error.facts['why']).toBe('untrusted');
  });

  it('is not told on: no token, claim or word of the provider is in the error', async () => {
    const claims = { aud: 'another-client', name: '<script>alert(1)</script>' };

    const error = await troubleOf(signIn({ claims }));

    const told = JSON.stringify({ ...error, message: error.message, cause: error.cause });
    expect(told).not.toMatch(/another-client|script|eyJ/u);
    expect(error.message).toContain('"aud"');
  });
});

describe('a provider that says no', () => {
  it('is refused by its code; what it writes beside it is not repeated', async () => {
    const error = await troubleOf(
      signIn({}, { code: undefined, error: 'access_denied', error_description: '<script>x</script>' }),
    );

    expect([error.facts['why'], error.facts['reason']]).toEqual([
      'refused',
      'the provider answered access_denied',
    ]);
  });

  it.each(['<b>denied</b>', 'x'.repeat(500), 'no\nway'])('does not repeat the code %j', async (code) => {
    const error = await troubleOf(signIn({}, { code: undefined, error: code }));

    expect(error.facts['reason']).toBe('the provider answered an error');
  });

  it('cannot say it for somebody else’s sign-in', async () => {
    const error = await troubleOf(signIn({}, { code: undefined, error: 'access_denied', state: 'other' }));

    expect(error.facts['why']).toBe('untrusted');
  });

  it.each([
    ['invalid_client', 'refused'],
    ['invalid_grant', 'over'],
  ])('with %s at the token endpoint is %s', async (code, why) => {
    const error = await troubleOf(signIn({ token: (to) => sendJson(to, { error: code }, 400) }));

    expect([error.facts['why'], error.facts['reason']]).toEqual([why, `the provider answered ${code}`]);
  });
});

describe('a provider in trouble', () => {
  it.each<[string, Mischief]>([
    ['500 at the token endpoint', { token: (to) => sendJson(to, {}, 500) }],
    [
      'a page at the token endpoint',
      { token: (to) => to.writeHead(200, { 'content-type': 'text/html' }).end('<html>') },
    ],
    ['a huge answer', { token: (to) => sendJson(to, { access_token: 'x'.repeat(2_000_000) }) }],
    ['a redirect', { token: (to) => to.writeHead(302, { location: 'https://evil.example/' }).end() }],
    ['a broken connection', { token: (to) => to.destroy() }],
    ['keys that can’t be fetched', { keys: (to) => sendJson(to, {}, 503) }],
  ])('by %s is unreachable', async (_name, mischief) => {
    const error = await troubleOf(signIn(mischief));

    expect([error.code, error.facts['why']]).toEqual(['MM_SIGN_IN', 'unreachable']);
  });

  it.each<[string, Mischief]>([
    ['says nothing', { token: () => undefined }],
    [
      'never ends its answer',
      { token: (to) => to.writeHead(200, { 'content-type': 'application/json' }).write('{') },
    ],
    ['gives no keys', { keys: () => undefined }],
  ])('that %s is left after the time given', async (_name, mischief) => {
    const error = await troubleOf(signIn(mischief, {}, { timeoutMs: 150 }));

    expect(error.facts['why']).toBe('unreachable');
  });

  it('is looked up once, but again as long as that failed', async () => {
    const identity = create();
    const lookUps = () => provider.asked.filter((line) => line.includes('/.well-known/')).length;
    const before = lookUps();

    provider.mischief = { discovery: (to) => sendJson(to, {}, 503) };
    expect((await troubleOf(identity.begin())).facts['why']).toBe('unreachable');
    provider.mischief = {};
    await Promise.all([identity.begin(), identity.begin()]);
    await identity.begin();

    expect(lookUps() - before).toBe(2);
  });

  it('that does not listen is unreachable, by its network code', async () => {
    const error = await troubleOf(create({ issuer: 'http://127.0.0.1:9' }).begin());

    expect(error.facts['why']).toBe('unreachable');
  });

  it.each<[string, Mischief]>([
    ['calls itself something else', { metadata: { issuer: 'https://evil.example' } }],
    ['sends people to no web address', { metadata: { authorization_endpoint: 'javascript:alert(1)' } }],
  ])('that %s is not trusted', async (_name, mischief) => {
    provider.mischief = mischief;

    expect((await troubleOf(create().begin())).facts['why']).toBe('untrusted');
  });
});

describe('who it is', () => {
  const email = 'li.na@corp.example';

  it.each<[string, Record<string, unknown>, string | undefined]>([
    ['vouched for', { email, email_verified: true }, email],
    ['not vouched for', { email, email_verified: false }, undefined],
    ['without a word about it', { email }, undefined],
    ['vouched for by a text', { email, email_verified: 'true' }, undefined],
    ['that is none', { email: 'li na', email_verified: true }, undefined],
    ['that is no text', { email: [email], email_verified: true }, undefined],
  ])('an address %s', async (_name, claims, expected) => {
    expect((await signIn({ claims })).address).toBe(expected);
  });

  it('an address and the word for it come from the same answer', async () => {
    const claims = { email: 'boss@corp.example' };
    const userinfo = { sub: 'li.na', email_verified: true };

    expect((await signIn({ claims, userinfo, metadata: withUserinfo() })).address).toBeUndefined();
  });

  it('what the token leaves out is asked for at userinfo', async () => {
    const userinfo = { sub: 'li.na', name: 'Li Na', email, email_verified: true, groups: ['helpdesk'] };

    expect(await signIn({ userinfo, metadata: withUserinfo() })).toEqual({
      id: `${provider.issuer}#li.na`,
      name: 'Li Na',
      address: email,
      roles: ['employee', 'agent'],
    });
  });

  it('nothing is asked for twice', async () => {
    const before = provider.asked.length;
    const claims = { name: 'Li Na', email, email_verified: true, groups: [] };

    await signIn({ claims, metadata: withUserinfo() });

    expect(provider.asked.slice(before)).not.toContain('GET /userinfo');
  });

  it.each<[string, unknown, readonly string[]]>([
    ['a list', ['helpdesk', 'canteen'], ['employee', 'agent']],
    ['several that count', ['it-admins', 'it-desk', 'helpdesk'], ['employee', 'agent', 'admin']],
    ['none', [], ['employee']],
    [
      'a hundred',
      Array.from({ length: 100 }, (_, i) => (i === 99 ? 'it-admins' : `g${i}`)),
      ['employee', 'admin'],
    ],
    ['a text', 'it-admins', ['employee']],
    ['a number', 7, ['employee']],
    ['an object', { 'it-admins': true, groups: ['it-admins'] }, ['employee']],
    ['lists in a list', [['it-admins'], { name: 'it-admins' }, 7, null], ['employee']],
    ['names that look alike', ['IT-Admins', 'it-admins '], ['employee']],
  ])('groups as %s', async (_name, groups, roles) => {
    expect((await signIn({ claims: { groups } })).roles).toEqual(roles);
  });

  it.each([
    [{ name: ' Li Na ' }, 'Li Na'],
    [{ name: 'Li\u202e\u001b[31m Na' }, 'Li[31m Na'],
    [{ name: 7, preferred_username: 'lina' }, 'lina'],
    [{ name: '\u200b' }, undefined],
  ])('a name from %j', async (claims, expected) => {
    expect((await signIn({ claims })).name).toBe(expected);
  });
});

function withUserinfo(): Readonly<Record<string, unknown>> {
  return { userinfo_endpoint: `${provider.issuer}/userinfo` };
}
