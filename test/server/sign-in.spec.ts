import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { mailmedicError, Secret, type IdentityProvider } from '../../src/domain/index.js';
import { createIdentityProvider } from '../../src/identity/index.js';
import { createBrowser, type Browser } from '../fakes/browser.js';
import { CLIENT_ID, CLIENT_SECRET } from '../fakes/identity-provider.js';
import { startOpenIdProvider, type OpenIdProvider } from '../fakes/openid-provider.js';
import {
  createFakeSessions,
  createFakeTime,
  createFakeTokens,
  type FakeSessions,
  type FakeTime,
  type FakeTokens,
} from '../fakes/sign-in-store.js';
import { startServer, type ServerHouse } from './house.js';

const HERE = 'https://mailmedic.corp.example';
const SESSION = '__Host-mailmedic';
const PENDING = '__Host-mailmedic-sign-in';
const LI_NA = {
  sub: 'li.na',
  name: 'Li Na',
  email: 'li.na@corp.example',
  email_verified: true,
  groups: ['helpdesk'],
};
const ANA = { sub: 'ana', name: 'Ana', email: 'ana@corp.example', email_verified: false, groups: [] };

let provider: OpenIdProvider;
let time: FakeTime;
let tokens: FakeTokens;
let sessions: FakeSessions;
let house: ServerHouse;
let browser: Browser;

beforeAll(async () => {
  provider = await startOpenIdProvider(`${HERE}/sign-in/callback`);
});
afterAll(() => provider.close());

beforeEach(async () => {
  provider.person = LI_NA;
  time = createFakeTime();
  tokens = createFakeTokens(time);
  sessions = createFakeSessions(time);
  house = await start(realIdentity());
  browser = newBrowser();
});
afterEach(() => house.server.close());

function start(identity: IdentityProvider): Promise<ServerHouse> {
  const settings = { host: '127.0.0.1', port: 0, publicUrl: HERE };
  return startServer({ settings, signIn: { tokens, sessions, identity } });
}

function realIdentity(): IdentityProvider {
  return createIdentityProvider({
    issuer: provider.issuer,
    clientId: CLIENT_ID,
    clientSecret: new Secret(CLIENT_SECRET),
    scopes: 'openid profile email groups',
    groupsClaim: 'groups',
    roles: [{ role: 'agent', groups: ['helpdesk'] }],
    redirectUri: `${HERE}/sign-in/callback`,
  });
}

function newBrowser(): Browser {
  return createBrowser({ [HERE]: house.url });
}

async function me(who: Browser = browser): Promise<unknown> {
  return JSON.parse((await who.look(`${HERE}/api/me`)).text) as unknown;
}

/** Goes to the provider, signs in there, and stops before coming back: the callback's address. */
async function signInThere(who: Browser = browser, to = '/console/cases'): Promise<string> {
  let page = await who.look(`${HERE}/sign-in?to=${encodeURIComponent(to)}`);
  for (;;) {
    const next = new URL(page.headers.location ?? '', page.url).href;
    if (next.startsWith(HERE)) return next;
    page = await who.look(next);
  }
}

describe('signing in at a provider', () => {
  it('knows the person, their roles and their own chat, and goes where they wanted', async () => {
    const back = await browser.look(await signInThere(browser, '/console/cases?state=open'));

    expect([back.status, back.headers.location]).toEqual([303, '/console/cases?state=open']);
    expect(await me()).toEqual({
      signIn: 'needed',
      user: {
        id: `${provider.issuer}#li.na`,
        name: 'Li Na',
        address: 'li.na@corp.example',
        roles: ['employee', 'agent'],
      },
      conversation: expect.stringMatching(/^[\w-]{43}$/u) as string,
    });
  });

  it('believes no address that the provider does not vouch for', async () => {
    provider.person = ANA;
    await browser.look(await signInThere());

    expect(await me()).toMatchObject({ user: { id: `${provider.issuer}#ana`, roles: ['employee'] } });
    expect(JSON.stringify(await me())).not.toContain('ana@');
  });

  it('sets cookies that scripts, other hosts and plain http never get', async () => {
    await browser.look(await signInThere());

    for (const name of [SESSION, PENDING]) {
      const { attributes } = browser.cookies(HERE).get(name)!;
      expect(Object.fromEntries(attributes)).toMatchObject({
        path: '/',
        httponly: '',
        secure: '',
        samesite: 'Lax',
      });
      expect(attributes.has('domain')).toBe(false);
    }
    expect(browser.cookies(HERE).get(PENDING)!.attributes.get('max-age')).toBe('600');
    expect(browser.cookies(HERE).get(SESSION)!.attributes.has('max-age')).toBe(false);
  });

  it('keeps hashes of what browsers hold, and logs neither', async () => {
    await signInThere();
    const pending = browser.cookies(HERE).get(PENDING)!.value;
    expect([...tokens.rows.keys()].join()).not.toContain(pending);
    await browser.look(await signInThere());
    const session = browser.cookies(HERE).get(SESSION)!.value;

    expect(Buffer.from(session, 'base64url')).toHaveLength(32);
    expect([...sessions.rows.keys()].join()).not.toContain(session);
    expect(house.logged.join('\n')).toContain('signed in');
    expect(house.logged.join('\n')).not.toContain(session);
    expect(house.logged.join('\n')).not.toContain(pending);
  });

  it('works in two tabs at once', async () => {
    const first = await signInThere(browser, '/console/cases');
    const second = await signInThere(browser, '/');

    expect((await browser.look(first)).headers.location).toBe('/console/cases');
    expect((await browser.look(second)).headers.location).toBe('/');
  });

  it('lets nobody plant a session: the token is new at every sign-in, and the old one ends', async () => {
    const planted = 'p'.repeat(43);
    browser.cookies(HERE).set(SESSION, { value: planted, attributes: new Map() });
    await browser.look(await signInThere());
    const first = browser.cookies(HERE).get(SESSION)!.value;
    await browser.look(await signInThere());
    const second = browser.cookies(HERE).get(SESSION)!.value;

    expect(new Set([planted, first, second]).size).toBe(3);
    expect(sessions.rows.size).toBe(1);
  });
});

describe('coming back from a provider', () => {
  async function expectNobody(page: { status: number; text: string }, who: Browser = browser): Promise<void> {
    expect([page.status, page.text.includes('MM_SIGN_IN · over')]).toEqual([400, true]);
    expect(await me(who)).toEqual({ signIn: 'needed' });
    expect(sessions.rows.size).toBe(0);
  }

  it('works once', async () => {
    const callback = await signInThere();
    await browser.look(callback);
    const before = sessions.rows.size;

    const again = await browser.look(callback);

    expect([again.status, again.text.includes('MM_SIGN_IN · over')]).toEqual([400, true]);
    expect(sessions.rows.size).toBe(before);
  });

  it('works in one of many at the same time', async () => {
    const callback = await signInThere();

    const pages = await Promise.all(Array.from({ length: 20 }, () => browser.look(callback)));

    expect(pages.filter(({ status }) => status === 303)).toHaveLength(1);
  });

  it('needs the browser that left: a link with somebody else’s sign-in signs nobody in', async () => {
    const attackers = await signInThere();
    const victim = newBrowser();
    await signInThere(victim);

    await expectNobody(await victim.look(attackers), victim);
  });

  it('needs a cookie at all', async () => {
    const callback = await signInThere();

    await expectNobody(await newBrowser().look(callback));
  });

  it.each(['', '?code=x', '?state=x', '?state=a&state=b', '?state[]=a'])(
    'needs a state: %j',
    async (query) => {
      await signInThere();

      await expectNobody(await browser.look(`${HERE}/sign-in/callback${query}`));
    },
  );

  it('does not burn a sign-in with a wrong state', async () => {
    const callback = await signInThere();
    await browser.look(`${HERE}/sign-in/callback?code=x&state=wrong`);

    expect((await browser.look(callback)).status).toBe(303);
  });

  it('must happen within ten minutes', async () => {
    const callback = await signInThere();
    time.pass(10 * 60_000);

    await expectNobody(await browser.look(callback));
  });

  it('with a no says so in both languages, without a word of the provider', async () => {
    provider.person = 'says no';
    const page = await browser.open(`${HERE}/sign-in?to=/console/cases`);

    expect(page.status).toBe(403);
    expect(page.text).toContain('登录没有完成');
    expect(page.text).toContain('The sign-in didn’t finish');
    expect(page.text).toContain('href="/sign-in?to=%2Fconsole%2Fcases"');
    expect(page.text).not.toContain('alert');
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/u,
    );
    expect(page.headers['cache-control']).toBe('no-store');
  });

  it('speaks the browser’s language first', async () => {
    const english = await browser.look(`${HERE}/sign-in/callback`, { 'accept-language': 'en-GB,en;q=0.9' });
    const chinese = await browser.look(`${HERE}/sign-in/callback`, { 'accept-language': 'zh-CN' });

    expect(english.text).toMatch(/<html lang="en">[^]*<h1>This sign-in has run out/u);
    expect(chinese.text).toMatch(/<html lang="zh-CN">[^]*<h1>这次登录已失效/u);
  });
});

describe('where a sign-in leads', () => {
  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/sign-in?to=/',
    '/sign-out',
    'javascript:alert(1)',
  ])('is never %j', async (to) => {
    const back = await browser.look(await signInThere(browser, to));

    expect([back.status, back.headers.location]).toEqual([303, '/']);
  });
});

describe('a provider that can’t be reached', () => {
  it('leaves the server up and says so; the reason is in the log, by code', async () => {
    await house.server.close();
    const down = mailmedicError(
      'MM_SIGN_IN',
      { reason: 'fetch failed (ECONNREFUSED)', why: 'unreachable' },
      '',
    );
    house = await start({ begin: () => Promise.reject(down), finish: () => Promise.reject(down) });

    const page = await newBrowser().look(`${HERE}/sign-in`);

    expect(page.status).toBe(503);
    expect(page.text).toContain('登录服务暂时连不上');
    expect(house.logged.join()).toContain('ECONNREFUSED');
    expect((await house.call({ path: '/healthz' })).status).toBe(200);
  });

  it('looks the same when our own store is the reason', async () => {
    tokens.put = () => Promise.reject(new Error('the store is gone'));

    const page = await browser.look(`${HERE}/sign-in`);

    expect([page.status, page.text.includes('the store is gone')]).toEqual([503, false]);
  });
});

describe('a session', () => {
  beforeEach(async () => {
    await browser.look(await signInThere());
  });

  const signedIn = async () => JSON.stringify(await me()).includes('Li Na');

  it('lives while it is used, and ends after half an hour without', async () => {
    for (let i = 0; i < 10; i += 1) {
      time.pass(29 * 60_000);
      expect(await signedIn()).toBe(true);
    }
    time.pass(30 * 60_000);
    expect(await signedIn()).toBe(false);
  });

  it('ends after twelve hours whatever happens', async () => {
    for (let i = 0; i < 35; i += 1) {
      time.pass(20 * 60_000);
      expect(await signedIn()).toBe(true);
    }
    time.pass(20 * 60_000);
    expect(await signedIn()).toBe(false);
  });

  it('ends by signing out, in the store too', async () => {
    const held = new Map(browser.cookies(HERE));

    const page = await browser.submit(`${HERE}/sign-out`);

    expect([page.status, page.headers.location]).toEqual([303, '/sign-out']);
    expect(browser.cookies(HERE).has(SESSION)).toBe(false);
    for (const [name, cookie] of held) browser.cookies(HERE).set(name, cookie);
    expect(await signedIn()).toBe(false);
    expect((await browser.look(`${HERE}/sign-out`)).text).toContain('已退出登录');
  });

  it('offers the way out without a script', async () => {
    expect((await browser.look(`${HERE}/sign-out`)).text).toContain(
      '<form method="post" action="/sign-out">',
    );
    expect(await signedIn()).toBe(true);
  });

  it.each<[string, string, Record<string, string>]>([
    ['a page elsewhere', 'https://evil.example', {}],
    ['a page on another port', `${HERE}:8443`, {}],
    ['a page of a sister site', 'https://wiki.corp.example', { 'sec-fetch-site': 'same-site' }],
    ['a page without an origin', 'null', { 'sec-fetch-site': 'cross-site' }],
    ['loopback', 'http://localhost:3978', {}],
  ])('is not ended by %s', async (_name, origin, headers) => {
    const page = await browser.submit(`${HERE}/sign-out`, origin, headers);

    expect(page.status).toBe(403);
    expect(await signedIn()).toBe(true);
  });

  it('is known at /api/me to pages of ours alone', async () => {
    const page = await browser.look(`${HERE}/api/me`, { origin: 'https://evil.example' });

    expect([page.status, page.text.includes('Li Na')]).toEqual([403, false]);
  });

  it('costs a query only where somebody is asked for', async () => {
    sessions.uses = 0;
    await browser.look(`${HERE}/healthz`);
    expect(sessions.uses).toBe(0);
    await me();
    expect(sessions.uses).toBe(1);
  });

  it('that cannot be read is no answer about who it is', async () => {
    sessions.use = () => Promise.reject(new Error('gone'));

    expect((await browser.look(`${HERE}/api/me`)).status).toBe(503);
  });
});
