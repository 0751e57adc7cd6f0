import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createEntrance, createServer } from '../../src/server/index.js';
import { createFakeCases } from './fake-cases.js';
import { createBrowser, type Browser, type Page } from '../fakes/browser.js';
import {
  createFakeSessions,
  createFakeTime,
  createFakeTokens,
  type FakeSessions,
  type FakeTime,
  type FakeTokens,
} from '../fakes/sign-in-store.js';
import { createListLog, startServer, type ServerHouse } from './house.js';

const HERE = 'http://localhost:3978';

let time: FakeTime;
let tokens: FakeTokens;
let sessions: FakeSessions;
let house: ServerHouse;
let browser: Browser;
let link: string;

beforeEach(async () => {
  time = createFakeTime();
  tokens = createFakeTokens(time);
  sessions = createFakeSessions(time);
  house = await startServer({ signIn: { tokens, sessions } });
  browser = createBrowser({ [HERE]: house.url });
  link = await createEntrance(tokens, HERE, 'lina');
});
afterEach(() => house.server.close());

const me = async () => JSON.parse((await browser.look(`${HERE}/api/me`)).text) as unknown;

describe('a printed link', () => {
  it('holds 256 random bits, of which the store keeps a hash', async () => {
    const token = /^http:\/\/localhost:3978\/enter\/([\w-]{43})$/u.exec(link)![1]!;

    expect(await createEntrance(tokens, HERE, 'lina')).not.toBe(link);
    expect(JSON.stringify([...tokens.rows])).not.toContain(token);
  });

  it('shows one button that works without a script, and lets the person in', async () => {
    const page = await browser.look(link);
    expect(page.status).toBe(200);
    expect(page.text).toContain(`<form method="post" action="${new URL(link).pathname}"><button`);
    expect(page.text).not.toContain('<script');

    const entered = await browser.submit(link);

    expect([entered.status, entered.headers.location]).toEqual([303, '/console/cases']);
    expect(await me()).toEqual({
      signIn: 'open',
      user: { id: 'local#lina', name: 'lina', roles: ['admin', 'agent'] },
    });
  });

  it('sets a cookie that browsers take from plain http on loopback', async () => {
    await browser.submit(link);

    const [name, { attributes }] = [...browser.cookies(HERE)][0]!;
    expect(name).toBe('mailmedic');
    expect(Object.fromEntries(attributes)).toEqual({ path: '/', httponly: '', samesite: 'Lax' });
  });

  it('is not used up by looking at it, however often', async () => {
    await browser.look(link);
    await browser.look(link);

    expect((await browser.submit(link)).status).toBe(303);
  });

  it('works once, for one of many at the same moment', async () => {
    const pages = await Promise.all(Array.from({ length: 50 }, () => browser.submit(link)));

    expect(pages.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(pages.filter(({ status }) => status === 404)).toHaveLength(49);
    expect(sessions.rows.size).toBe(1);
  });

  it('looks the same when it never was, was used, or has run out', async () => {
    const tellings: (readonly [number, string])[] = [];
    const tell = (page: Page) => tellings.push([page.status, page.text]);
    const never = `${HERE}/enter/${'x'.repeat(43)}`;
    for (const ask of [(url: string) => browser.look(url), (url: string) => browser.submit(url)]) {
      tell(await ask(never));
      tell(await ask(`${HERE}/enter/short`));
    }
    await browser.submit(link);
    tell(await browser.look(link));
    tell(await browser.submit(link));
    const late = await createEntrance(tokens, HERE, 'lina');
    time.pass(10 * 60_000);
    tell(await browser.look(late));
    tell(await browser.submit(late));

    expect(new Set(tellings.map((telling) => telling.join(' '))).size).toBe(1);
    expect(tellings).toHaveLength(8);
    expect(tellings[0]![0]).toBe(404);
    expect(tellings[0]![1]).toContain('<code>npx mailmedic console</code>');
  });

  it.each<[string, string, Record<string, string>]>([
    ['a page elsewhere', 'https://evil.example', {}],
    ['a page on another port', 'http://localhost:8080', {}],
    ['a page without an origin', 'null', {}],
    ['a re-pointed name', 'http://evil.example:3978', { host: 'evil.example:3978' }],
  ])('is not taken for %s', async (_name, origin, headers) => {
    expect((await browser.submit(link, origin, headers)).status).toBe(403);
    expect((await browser.submit(link)).status).toBe(303);
  });

  it('is taken by a browser that hides the origin of forms but says they are ours', async () => {
    expect((await browser.submit(link, 'null', { 'sec-fetch-site': 'same-origin' })).status).toBe(303);
  });

  it('does not show its page under a re-pointed name', async () => {
    expect((await browser.look(link, { host: 'evil.example' })).status).toBe(403);
  });

  it('takes no token made for something else', async () => {
    const token = new URL(link).pathname.split('/').at(-1)!;
    const [key, row] = [...tokens.rows][0]!;
    tokens.rows.clear();
    tokens.rows.set(key.replace('enter', 'sign-in'), row);

    expect((await browser.submit(`${HERE}/enter/${token}`)).status).toBe(404);
  });

  it('is what /sign-in tells of where nobody signs in', async () => {
    const page = await browser.look(`${HERE}/sign-in?to=/console/cases`);

    expect([page.status, page.text.includes('npx mailmedic console')]).toEqual([200, true]);
  });
});

describe('where people sign in', () => {
  const identity = { begin: () => Promise.reject(new Error()), finish: () => Promise.reject(new Error()) };

  it('there are no printed links', async () => {
    await house.server.close();
    house = await startServer({ signIn: { tokens, sessions, identity } });
    browser = createBrowser({ [HERE]: house.url });

    expect((await browser.look(link)).status).toBe(404);
    expect((await browser.submit(link)).status).toBe(404);
    expect(tokens.rows.size).toBe(1);
  });

  it('whoever entered by one before is nobody', async () => {
    await browser.submit(link);
    const held = [...browser.cookies(HERE)];
    await house.server.close();
    house = await startServer({ signIn: { tokens, sessions, identity } });
    browser = createBrowser({ [HERE]: house.url });
    for (const [name, cookie] of held) browser.cookies(HERE).set(name, cookie);

    expect(await me()).toEqual({ signIn: 'needed' });
  });
});

describe('a server that others can reach', () => {
  it.each([
    { host: '0.0.0.0' },
    { host: '::' },
    { host: '127.0.0.1', publicUrl: 'https://bot.corp.example' },
  ])('is not made without sign-in: %j', (at) => {
    const make = () =>
      createServer({
        settings: { ...at, port: 0 },
        log: createListLog(),
        clock: { now: () => new Date() },
        store: { check: () => Promise.resolve() },
        ready: () => ({ ready: true, reasons: [] }),
        receive: () => Promise.resolve('stored'),
        chat: house.chat,
        tellingLines: () => undefined,
        cases: createFakeCases(),
        explainRun: () => Promise.resolve(undefined),
        signIn: { tokens, sessions },
      });

    expect(make).toThrow(expect.objectContaining({ code: 'MM_CONFIG' }) as Error);
  });
});
