import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Role, WebUser } from '../../src/domain/index.js';
import { createErrorHandler } from '../../src/server/errors.js';
import { hashOf, newToken } from '../../src/server/session.js';
import { addSignIn } from '../../src/server/sign-in.js';
import {
  conversationOf,
  mayLook,
  mayUseChat,
  mustSignIn,
  needRole,
  needUser,
  signInUrl,
  whoIs,
} from '../../src/server/who.js';
import {
  createFakeSessions,
  createFakeTime,
  createFakeTokens,
  type FakeSessions,
  type FakeTime,
} from '../fakes/sign-in-store.js';
import { createListLog } from './house.js';

const HERE = 'https://mailmedic.corp.example';
const OWN = { host: 'mailmedic.corp.example', origin: HERE };

let app: FastifyInstance;
let sessions: FakeSessions;
let time: FakeTime;

/** A server with one route for each question. */
async function start(mode: 'open' | 'needed'): Promise<void> {
  const log = createListLog();
  app = fastify();
  app.setErrorHandler(createErrorHandler(log));
  time = createFakeTime();
  sessions = createFakeSessions(time);
  const identity = { begin: () => Promise.reject(new Error()), finish: () => Promise.reject(new Error()) };
  addSignIn(app, {
    settings: { host: '127.0.0.1', port: 3978, ...(mode === 'open' ? {} : { publicUrl: HERE }) },
    log,
    tokens: createFakeTokens(),
    sessions,
    ...(mode === 'open' ? {} : { identity }),
  });
  app.get('/who', async (request) => ({ user: await whoIs(request), again: await whoIs(request) }));
  app.get('/background', { config: { isBackground: true } }, async (request) => ({
    user: await whoIs(request),
  }));
  app.get('/needs-user', async (request) => needUser(request));
  app.get('/needs/:role', async (request) => needRole(request, (request.params as { role: Role }).role));
  app.post('/deed', async (request) => needRole(request, 'agent'));
  app.get('/must', async (request) => ({ must: await mustSignIn(request) }));
  app.get('/look', async (request) => {
    await mayLook(request);
    return {};
  });
  app.get('/chat/:id', async (request) => ({
    user: await mayUseChat(request, (request.params as { id: string }).id),
  }));
  app.get('/api/forgetful', () => ({ told: 'everything' }));
  await app.ready();
}

beforeEach(() => start('needed'));
afterEach(() => app.close());

async function cookieOf(user: WebUser, name = '__Host-mailmedic'): Promise<string> {
  const token = newToken();
  await sessions.open({ hash: hashOf(token), user, absoluteMs: 3_600_000 });
  return `${name}=${token}`;
}

async function ask(path: string, cookie?: string, headers: Record<string, string> = {}, method = 'GET') {
  const answer = await app.inject({
    method: method as 'GET',
    url: path,
    headers: { host: OWN.host, ...(cookie === undefined ? {} : { cookie }), ...headers },
  });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>(), text: answer.body };
}

const codeOf = (body: Record<string, unknown>) => (body['error'] as { code: string }).code;
const person = (sub: string, ...roles: Role[]): WebUser => ({
  id: `https://login.example#${sub}`,
  roles: ['employee', ...roles],
});

describe('who makes a request', () => {
  it('is asked of the store once', async () => {
    const answer = await ask('/who', await cookieOf(person('li')));

    expect(answer.body).toEqual({ user: person('li'), again: person('li') });
    expect(sessions.uses).toBe(1);
  });

  it.each(['', 'short', `${'x'.repeat(42)}=`, 'x'.repeat(44)])(
    'is not asked for a cookie that can be none of ours: %j',
    async (value) => {
      expect((await ask('/who', `__Host-mailmedic=${value}`)).body).toEqual({});
      expect(sessions.uses).toBe(0);
    },
  );

  it('is nobody by a cookie without the prefix, which any page of the domain could plant', async () => {
    expect((await ask('/who', await cookieOf(person('li'), 'mailmedic'))).body).toEqual({});
  });

  it('is kept signed in by what they do, not by what an open page asks by itself', async () => {
    const cookie = await cookieOf(person('li'));
    time.pass(20 * 60_000);
    expect((await ask('/background', cookie)).body).toEqual({ user: person('li') });
    time.pass(5 * 60_000);
    expect((await ask('/who', cookie)).body).toMatchObject({ user: person('li') });
    time.pass(20 * 60_000);
    expect((await ask('/background', cookie)).body).toEqual({ user: person('li') });
    time.pass(12 * 60_000);
    expect((await ask('/background', cookie)).body).toEqual({});
  });

  it('is nobody by an unknown token', async () => {
    expect((await ask('/who', `__Host-mailmedic=${newToken()}`)).body).toEqual({});
  });
});

describe('what a role is needed for', () => {
  it.each<[readonly Role[] | undefined, Role, number]>([
    [undefined, 'employee', 401],
    [undefined, 'agent', 401],
    [[], 'employee', 200],
    [[], 'agent', 403],
    [['agent'], 'agent', 200],
    [['agent'], 'author', 403],
    [['agent'], 'admin', 403],
    [['author'], 'publisher', 403],
    [['admin'], 'agent', 200],
    [['admin'], 'publisher', 200],
  ])('%j asking for %s is answered %i', async (roles, role, status) => {
    const cookie = roles === undefined ? undefined : await cookieOf(person('li', ...roles));

    const answer = await ask(`/needs/${role}`, cookie);

    expect(answer.status).toBe(status);
    if (status === 401) expect(codeOf(answer.body)).toBe('MM_SIGN_IN_NEEDED');
    if (status === 403) expect(codeOf(answer.body)).toBe('MM_FORBIDDEN');
  });

  it('sends nobody away without telling how to come in', async () => {
    expect((await ask('/needs-user')).text).toContain('/sign-in');
    await app.close();
    await start('open');
    expect((await ask('/needs-user', undefined, { host: 'localhost:3978' })).text).toContain(
      'npx mailmedic console',
    );
  });
});

describe('a change in a person’s name', () => {
  it.each<[string, Record<string, string>, number]>([
    ['a page of ours', { origin: HERE }, 200],
    ['a page of ours, as the browser says', { 'sec-fetch-site': 'same-origin' }, 200],
    ['nobody knows what', {}, 403],
    ['another site', { origin: 'https://evil.example' }, 403],
    ['a sister site', { origin: 'https://wiki.corp.example', 'sec-fetch-site': 'same-site' }, 403],
    ['plain http under our name', { origin: 'http://mailmedic.corp.example' }, 403],
    ['a sandbox', { origin: 'null' }, 403],
    ['the address bar', { 'sec-fetch-site': 'none' }, 403],
  ])('asked for by %s is answered', async (_name, headers, status) => {
    const cookie = await cookieOf(person('li', 'agent'));

    expect((await ask('/deed', cookie, headers, 'POST')).status).toBe(status);
  });

  it('needs no origin where no cookie goes along', async () => {
    expect((await ask('/deed', undefined, {}, 'POST')).status).toBe(401);
  });

  it('is not helped by a Host header that matches the page', async () => {
    const cookie = await cookieOf(person('li', 'agent'));
    const headers = { host: 'evil.example', origin: 'https://evil.example' };

    expect((await ask('/deed', cookie, headers, 'POST')).status).toBe(403);
  });
});

const li = person('li');
const ana = person('ana');

describe('a chat', () => {
  it('of one’s own is open to each', async () => {
    for (const user of [li, ana]) {
      const answer = await ask(`/chat/${conversationOf(user)}`, await cookieOf(user));
      expect([answer.status, answer.body]).toEqual([200, { user }]);
    }
  });

  it('of somebody else is answered like one that never was, to an admin too', async () => {
    const strange = 'AbCdEfGhIjKlMnOpQrSt_-';
    for (const user of [li, person('boss', 'admin')]) {
      const cookie = await cookieOf(user);
      const others = await ask(`/chat/${conversationOf(ana)}`, cookie);
      const nobodys = await ask(`/chat/${strange}`, cookie);

      expect([others.status, codeOf(others.body)]).toEqual([404, 'MM_NOT_FOUND']);
      expect(others.text.replace(conversationOf(ana), strange)).toBe(nobodys.text);
    }
  });

  it('is closed to nobody in particular', async () => {
    expect((await ask(`/chat/${conversationOf(li)}`)).status).toBe(401);
  });

  it('has an id that tells people apart and fits where chat ids fit', () => {
    const ids = [li, ana, person('li2'), { ...li, id: 'https://other.example#li' }].map(conversationOf);

    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[\w-]{43}$/u);
    expect(conversationOf({ id: li.id })).toBe(conversationOf(li));
  });

  it('on this machine alone is open to whoever knows its id', async () => {
    await app.close();
    await start('open');

    const answer = await ask('/chat/AbCdEfGhIjKlMnOpQrSt_-', undefined, { host: 'localhost:3978' });

    expect([answer.status, answer.body]).toEqual([200, {}]);
    expect(sessions.uses).toBe(0);
  });
});

describe('a route of the API that forgets to ask', () => {
  it('is closed to nobody in particular where sign-in is needed', async () => {
    expect((await ask('/api/forgetful')).status).toBe(401);
    expect((await ask('/api/forgetful', await cookieOf(li))).status).toBe(200);
    await app.close();
    await start('open');
    expect((await ask('/api/forgetful')).status).toBe(200);
  });

  it('is not this one', async () => {
    expect((await ask('/api/me')).body).toEqual({ signIn: 'needed' });
  });
});

describe('a page', () => {
  it('must send people to sign in exactly where that is needed and not done', async () => {
    expect((await ask('/must')).body).toEqual({ must: true });
    expect((await ask('/must', await cookieOf(person('li')))).body).toEqual({ must: false });
    expect((await ask('/look')).status).toBe(401);
    expect((await ask('/look', await cookieOf(person('li')))).status).toBe(200);
    await app.close();
    await start('open');
    expect((await ask('/must')).body).toEqual({ must: false });
    expect((await ask('/look')).status).toBe(200);
  });

  it('tells sign-in where to come back to', () => {
    expect(signInUrl('/console/cases?state=open&x=1')).toBe(
      '/sign-in?to=%2Fconsole%2Fcases%3Fstate%3Dopen%26x%3D1',
    );
  });
});
