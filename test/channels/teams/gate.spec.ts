import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { createTeams, type TeamsSettings } from '../../../src/channels/teams/index.js';
import { isListedHost } from '../../../src/channels/teams/gate.js';
import { Secret } from '../../../src/domain/index.js';
import { createFakeMemory } from '../../fakes/channel-memory.js';
import { ALICE } from '../../fakes/teams-activities.js';
import { OTHER_TENANT, TENANT } from '../../fakes/teams-tokens.js';
import { openTeamsHouse, type TeamsHouse } from './_house.js';

describe('the door of Teams', () => {
  let house: TeamsHouse;

  // Put in place before the channel, which silences what is above it.
  const printed = vi.spyOn(console, 'error');

  beforeAll(async () => {
    house = await openTeamsHouse();
    house.server.addMember(ALICE);
  });

  afterAll(async () => {
    await house.close();
  });

  beforeEach(() => {
    house.received.length = 0;
  });

  const now = Math.floor(Date.now() / 1_000);

  it.each([
    ['no Authorization header', ''],
    ['another scheme', 'Basic eA=='],
    ['not a token', 'Bearer x'],
    ['alg none', { header: { alg: 'none' }, signature: 'none' }],
    ['alg HS256', { header: { alg: 'HS256' } }],
    ['a key nobody knows', { header: { kid: 'other' } }],
    ['a wrong signature', { signature: 'stranger' }],
    ['another bot', { claims: { aud: '99999999-0000-4000-8000-000000000000' } }],
    ['another issuer', { claims: { iss: 'https://api.botframework.us' } }],
    [
      'an issuer of Entra, as the emulator has',
      { claims: { iss: `https://sts.windows.net/${TENANT}/`, ver: '1.0' } },
    ],
    ['another tenant', { claims: { tid: OTHER_TENANT } }],
    ['expired', { claims: { exp: now - 400 } }],
    ['not valid yet', { claims: { nbf: now + 400 } }],
    ['another service', { claims: { serviceurl: 'https://smba.trafficmanager.net/emea/' } }],
    ['no service', { claims: { serviceurl: undefined } }],
  ] as const)('answers 401 without detail: %s', async (_name, token) => {
    const answer = await house.knock(house.activities.say(ALICE, 'hi'), token);

    expect(answer).toEqual({ status: 401, body: '', headers: {} });
    expect(house.received).toEqual([]);
    expect(printed).not.toHaveBeenCalled();
  });

  it.each([
    ['another channel', { channelId: 'webchat' }],
    ['the channel of App Service, whose tokens are tied to nothing', { channelId: 'AseChannel' }],
    ['a tenant that is not ours', { conversation: { id: 'a:29:alice', tenantId: OTHER_TENANT } }],
    ['one of ours and one that is not', { channelData: { tenant: { id: OTHER_TENANT } } }],
    ['no tenant at all', { conversation: { id: 'a:29:alice' }, channelData: {} }],
  ])('answers 403: %s', async (_name, over) => {
    const answer = await house.knock(house.activities.say(ALICE, 'hi', over));

    expect(answer).toEqual({ status: 403, body: '', headers: {} });
    expect(house.received).toEqual([]);
  });

  it.each([
    'https://evil.example/',
    'https://smba.trafficmanager.net.evil.example/',
    'https://evil.trafficmanager.net/',
    'http://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net@evil.example/',
    'javascript:alert(1)',
    'x',
  ])('sends nothing to %s, whoever signed it', async (serviceUrl) => {
    const calls = house.server.calls().length;

    const answer = await house.knock(house.activities.say(ALICE, 'hi', { serviceUrl }), {
      claims: { serviceurl: serviceUrl },
    });

    expect(answer.status).toBe(403);
    expect(house.received).toEqual([]);
    expect(house.server.calls()).toHaveLength(calls);
  });

  it.each([
    ['nothing', ''],
    ['null', 'null'],
    ['a number', '7'],
    ['half of something', '{"type":"mess'],
    ['a list', '[]'],
    ['nothing known', '{}'],
  ])('answers 400: %s', async (_name, body) => {
    expect(await house.knock(body)).toEqual({ status: 400, body: '', headers: {} });
  });

  it.each([
    ['no conversation', { conversation: undefined }],
    ['a text that is none', { text: { a: 1 } }],
    ['a type that is none', { type: '__proto__' }],
    ['no service', { serviceUrl: undefined }],
    ['no sender', { from: null }],
    ['no id', { id: undefined }],
  ])('answers 400 to an activity with %s', async (_name, over) => {
    expect(await house.knock(house.activities.say(ALICE, 'hi', over))).toEqual({
      status: 400,
      body: '',
      headers: {},
    });
    expect(house.received).toEqual([]);
  });

  it('answers 413 to more than Teams ever sends', async () => {
    expect((await house.knock(house.activities.say(ALICE, 'x'.repeat(300_000)))).status).toBe(413);
  });

  it('takes the same activity once', async () => {
    const activity = house.activities.say(ALICE, 'hi');

    const answers = [];
    for (let time = 0; time < 3; time += 1) answers.push(await house.knock(activity));

    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(house.received).toHaveLength(1);
  });
});

describe('the door of Teams in trouble', () => {
  it('acknowledges nothing that was not committed', async () => {
    const house = await openTeamsHouse({ ports: { receive: () => Promise.reject(new Error('no store')) } });
    try {
      const answer = await house.knock(house.activities.say(ALICE, 'hi'));

      expect(answer).toEqual({ status: 503, body: '', headers: { 'retry-after': '2' } });
    } finally {
      await house.close();
    }
  });

  it('answers 503 while the store takes too long', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let asked: (() => void) | undefined;
    const reached = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const house = await openTeamsHouse({
      ports: {
        receive: () => {
          asked?.();
          return new Promise(() => undefined);
        },
      },
    });
    house.server.addMember(ALICE);
    try {
      const answer = house.knock(house.activities.say(ALICE, 'hi'));
      await reached;
      await vi.advanceTimersByTimeAsync(2_500);

      expect((await answer).status).toBe(503);
    } finally {
      vi.useRealTimers();
      await house.close();
    }
  });
});

describe('the settings of Teams', () => {
  const quiet = () => undefined;
  const ports = {
    receive: () => Promise.resolve('stored' as const),
    memory: createFakeMemory(),
    clock: { now: () => new Date() },
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  };
  const app = { kind: 'app', appId: 'a', password: new Secret('s'), tenantId: 't' } as const;

  it.each<[string, TeamsSettings]>([
    ['no app id', { identity: { ...app, appId: '' }, listensOnLoopback: true }],
    ['no tenant', { identity: { ...app, tenantId: '' }, listensOnLoopback: true }],
    ['development where others can knock', { identity: { kind: 'development' }, listensOnLoopback: false }],
  ])('refuse to run with %s', (_name, settings) => {
    expect(() => createTeams(settings, ports)).toThrow(expect.objectContaining({ code: 'MM_CONFIG' }));
  });

  it('take unsigned requests in development, from this machine only', async () => {
    const house = await openTeamsHouse({ settings: { identity: { kind: 'development' } } });
    try {
      const over = { channelId: 'emulator' };
      expect((await house.knock(house.activities.say(ALICE, 'hi', over), '')).status).toBe(202);
      const elsewhere = { serviceUrl: 'https://smba.trafficmanager.net/emea/' };
      expect((await house.knock(house.activities.say(ALICE, 'hi', elsewhere), '')).status).toBe(403);
    } finally {
      await house.close();
    }
  });

  it('let other tenants in where they are named', async () => {
    const house = await openTeamsHouse({ settings: { allowedTenants: [TENANT, OTHER_TENANT] } });
    try {
      const over = {
        conversation: { id: 'a:29:alice', tenantId: OTHER_TENANT },
        channelData: { tenant: { id: OTHER_TENANT } },
      };
      expect((await house.knock(house.activities.say(ALICE, 'hi', over))).status).toBe(202);
    } finally {
      await house.close();
    }
  });

  it('list hosts by name or by what is below one', () => {
    expect(isListedHost('smba.trafficmanager.net', ['smba.trafficmanager.net'])).toBe(true);
    expect(isListedHost('x.botframework.com', ['*.botframework.com'])).toBe(true);
    expect(isListedHost('botframework.com', ['*.botframework.com'])).toBe(false);
    expect(isListedHost('xbotframework.com', ['*.botframework.com'])).toBe(false);
    expect(isListedHost('.botframework.com', ['*.botframework.com'])).toBe(false);
  });
});
