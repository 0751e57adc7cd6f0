import { afterEach, describe, expect, it } from 'vitest';

import { createFakeSessions, createFakeTokens } from '../fakes/sign-in-store.js';
import { CONVERSATION, startServer, type Answer, type ServerHouse } from './house.js';

const PATH = `/api/chat/${CONVERSATION}/messages`;
const BODY = { id: 'm1', text: 'hello' };
const NOBODY = { begin: () => Promise.reject(new Error()), finish: () => Promise.reject(new Error()) };

let house: ServerHouse | undefined;

afterEach(async () => {
  await house?.server.close();
  house = undefined;
});

async function post(
  headers: Record<string, string>,
  settings?: { host: string; publicUrl?: string },
): Promise<Answer & { readonly received: number }> {
  house = await startServer({ settings: { host: '127.0.0.1', ...settings, port: 0 } });
  const answer = await house.call({ path: PATH, body: BODY, headers });
  return { ...answer, received: house.received.length };
}

describe('the chat API on loopback', () => {
  it.each(['localhost', 'LOCALHOST:3978', '127.0.0.1:3978', '[::1]:3978', '127.0.0.1'])(
    'takes the Host %s',
    async (host) => {
      expect((await post({ host })).status).toBe(202);
    },
  );

  it.each([
    'evil.example',
    'evil.example:3978',
    'localhost.evil.example',
    'localhost@evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.2:3978',
    '0.0.0.0:3978',
    'localhost:3978:80',
  ])('refuses the Host %j: a name that was re-pointed here', async (host) => {
    const answer = await post({ host });

    expect(answer.status).toBe(403);
    expect(answer.received).toBe(0);
    expect(answer.json()).toMatchObject({ error: { code: 'MM_FORBIDDEN' } });
  });

  it('takes a page of its own', async () => {
    const own = { host: 'localhost:3978', origin: 'http://localhost:3978', 'sec-fetch-site': 'same-origin' };

    expect((await post(own)).status).toBe(202);
  });

  it.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:8080' },
    { origin: 'http://localhost' },
    { origin: 'null' },
    { origin: '' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('refuses a page of another origin: %j', async (headers) => {
    const answer = await post({ host: 'localhost:3978', ...headers });

    expect([answer.status, answer.received]).toEqual([403, 0]);
  });

  it('guards reading as well as writing', async () => {
    house = await startServer();

    const answer = await house.call({
      path: `/api/chat/${CONVERSATION}/replies`,
      headers: { host: 'evil.example' },
    });

    expect(answer.status).toBe(403);
  });

  it('takes the Host of a public URL that is loopback too', async () => {
    const settings = { host: '127.0.0.1', publicUrl: 'http://127.0.0.5:8080' };

    expect((await post({ host: '127.0.0.5:8080' }, settings)).status).toBe(202);
  });
});

describe('the chat API elsewhere', () => {
  const publicUrl = 'https://mailmedic.corp.example';

  it.each<[string, Record<string, string>, number]>([
    ['a program, which is not signed in', { host: 'mailmedic.corp.example' }, 401],
    ['a proxy that rewrites Host', { host: '10.0.0.7:3978', origin: publicUrl }, 401],
    ['another origin', { host: 'mailmedic.corp.example', origin: 'https://evil.example' }, 403],
    ['another origin that brings its Host', { host: 'evil.example', origin: 'https://evil.example' }, 403],
    ['loopback', { host: 'localhost', origin: 'http://localhost' }, 403],
    ['another site', { host: 'mailmedic.corp.example', 'sec-fetch-site': 'cross-site' }, 403],
  ])('answers %s', async (_name, headers, status) => {
    house = await startServer({
      settings: { host: '127.0.0.1', port: 0, publicUrl },
      signIn: { tokens: createFakeTokens(), sessions: createFakeSessions(), identity: NOBODY },
    });

    const answer = await house.call({ path: '/api/me', headers });
    const posted = await house.call({ path: PATH, body: BODY, headers });

    expect(answer.status).toBe(status === 401 ? 200 : status);
    expect([posted.status, house.received.length]).toEqual([status, 0]);
  });

  it('leaves health on', async () => {
    house = await startServer({
      settings: { host: '0.0.0.0', port: 0, publicUrl },
      signIn: { tokens: createFakeTokens(), sessions: createFakeSessions(), identity: NOBODY },
    });

    expect((await house.call({ path: '/healthz', headers: { host: 'bot.corp.example' } })).status).toBe(200);
  });
});
