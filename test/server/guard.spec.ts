import { afterEach, describe, expect, it } from 'vitest';

import { CONVERSATION, startServer, type Answer, type ServerHouse } from './house.js';

const PATH = `/api/chat/${CONVERSATION}/messages`;
const BODY = { id: 'm1', text: 'hello' };

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
  it.each([
    { host: '0.0.0.0' },
    { host: '::' },
    { host: '127.0.0.1', publicUrl: 'https://mailmedic.corp.example' },
  ])('is off with %j, even for a caller on this machine', async (settings) => {
    const answer = await post({ host: 'localhost' }, settings);

    expect([answer.status, answer.received]).toEqual([403, 0]);
    expect(answer.json()).toMatchObject({
      error: {
        code: 'MM_FORBIDDEN',
        message: expect.stringContaining('open on this machine only') as string,
        remedy: expect.stringContaining('PUBLIC_URL') as string,
      },
    });
  });

  it('leaves health and page on', async () => {
    house = await startServer({ settings: { host: '0.0.0.0', port: 0 } });

    expect((await house.call({ path: '/healthz', headers: { host: 'bot.corp.example' } })).status).toBe(200);
    expect((await house.call({ path: '/' })).status).toBe(200);
  });
});
