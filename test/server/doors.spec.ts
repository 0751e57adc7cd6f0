import { afterEach, describe, expect, it } from 'vitest';

import type { ChannelDoor, DoorRequest } from '../../src/domain/index.js';
import { createFakeSessions, createFakeTokens } from '../fakes/sign-in-store.js';
import { startServer, type ServerHouse } from './house.js';

let house: ServerHouse | undefined;

afterEach(async () => {
  await house?.server.close();
  house = undefined;
});

const PUBLIC = { host: '127.0.0.1', port: 0, publicUrl: 'https://bot.corp.example' };

function door(path: string, heard: DoorRequest[]): ChannelDoor {
  return {
    id: 'fake',
    path,
    handle(request) {
      heard.push(request);
      return Promise.resolve({ status: 202, headers: { 'content-type': 'text/plain' }, body: 'taken' });
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}

describe('the doors of chat platforms', () => {
  it.each(['/slack/events', '/api/messages'])('hand over the very bytes that came to %s', async (path) => {
    const heard: DoorRequest[] = [];
    house = await startServer({ doors: [door(path, heard)] });
    const body = '{"a":  1,\n"b": "\\u4e2d"}';

    const answer = await house.call({ path, body, headers: { 'X-Sign': 'abc' } });

    expect([answer.status, answer.text]).toEqual([202, 'taken']);
    expect(heard.map((request) => Buffer.from(request.body).toString())).toEqual([body]);
    expect(heard[0]?.headers['x-sign']).toBe('abc');
  });

  it('take what is no JSON too: the door itself judges it', async () => {
    const heard: DoorRequest[] = [];
    house = await startServer({ doors: [door('/slack/events', heard)] });

    await house.call({
      path: '/slack/events',
      body: 'payload=%7B%7D',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    await house.call({ path: '/slack/events', method: 'POST' });

    expect(heard.map((request) => Buffer.from(request.body).toString())).toEqual(['payload=%7B%7D', '']);
  });

  it('need no session of ours, and no name of ours', async () => {
    const heard: DoorRequest[] = [];
    house = await startServer({
      doors: [door('/api/messages', heard)],
      settings: PUBLIC,
      signIn: {
        tokens: createFakeTokens(),
        sessions: createFakeSessions(),
        identity: {
          begin: () => Promise.reject(new Error('not asked')),
          finish: () => Promise.reject(new Error()),
        },
      },
    });

    const answer = await house.call({
      path: '/api/messages',
      body: '{}',
      headers: { Host: 'tunnel.example', 'Sec-Fetch-Site': 'cross-site' },
    });
    const chat = await house.call({ path: '/api/cases' });

    expect([answer.status, chat.status]).toEqual([202, 401]);
  });

  it('refuse a body that no platform sends', async () => {
    const heard: DoorRequest[] = [];
    house = await startServer({ doors: [door('/slack/events', heard)] });

    const answer = await house.call({ path: '/slack/events', body: 'x'.repeat(1_100_000) });

    expect(answer.status).toBe(413);
    expect(heard).toEqual([]);
  });
});
