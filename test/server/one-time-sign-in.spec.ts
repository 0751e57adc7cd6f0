import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { SecretBytes, SignInDesk, SignInSubmitted, SignInView } from '../../src/domain/index.js';
import { readForm } from '../../src/server/form.js';
import { startServer, type Answer, type ServerHouse } from './house.js';

const TOKEN = 'ab'.repeat(16);
const PATH = `/sign-in/${TOKEN}`;
const CANARY = 'Canary +&=% 密';
const VIEW: SignInView = {
  language: 'zh',
  address: 'li@corp.example',
  host: 'imap.corp.example',
  credential: 'password',
};

let house: ServerHouse;
let typed: string[];
let answer: SignInSubmitted;
let declined: number;

beforeEach(async () => {
  typed = [];
  declined = 0;
  answer = { kind: 'trying' };
  const signIns: SignInDesk = {
    look: (token) => Promise.resolve(token === TOKEN ? VIEW : undefined),
    submit(token, secret: SecretBytes, asTyped) {
      typed.push(`${Buffer.from(secret.reveal()).toString()}${asTyped ? ' as typed' : ''}`);
      return Promise.resolve(token === TOKEN ? answer : { kind: 'gone' });
    },
    decline(token) {
      declined += 1;
      return Promise.resolve(token === TOKEN);
    },
    finished: () => Promise.resolve(),
  };
  house = await startServer({ signIns });
});
afterEach(() => house.server.close());

function post(path: string, fields: Record<string, string>, headers = {}): Promise<Answer> {
  const type = 'application/x-www-form-urlencoded';
  const body = new URLSearchParams(fields).toString();
  return house.call({ method: 'POST', path, body, headers: { 'content-type': type, ...headers } });
}

describe('the page of a one-time sign-in', () => {
  it('says where it is tried, in the language of the chat or the other one', async () => {
    const page = await house.call({ path: PATH });
    expect([page.status, page.text.includes('试登录一次')]).toEqual([200, true]);
    for (const word of ['li@corp.example', 'imap.corp.example', '不保存']) expect(page.text).toContain(word);
    expect((await house.call({ path: `${PATH}?lang=en` })).text).toContain('It is not stored');
  });

  it('loads nothing, tells nobody where it is, and stands in no frame', async () => {
    const { headers, text } = await house.call({ path: PATH });
    const policy = headers['content-security-policy'] as string;
    const nonce = /script-src 'nonce-([^']+)'/u.exec(policy)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect([...text.matchAll(/<(?:script|style) nonce="([^"]+)"/gu)].map(([, one]) => one)).toEqual([
      nonce,
      nonce,
    ]);
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cache-control']).toBe('no-store');
    expect((await house.call({ path: PATH })).text).not.toContain(nonce);
  });

  it('looks the same for every link that can not be used', async () => {
    const paths = [`/sign-in/${'0'.repeat(32)}`, '/sign-in/short', '/sign-in/callback'];
    const pages = await Promise.all(paths.map((path) => house.call({ path })));
    expect(new Set(pages.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(pages[0]?.status).toBe(404);
  });

  it('hands in exactly what was typed, and shows no form again', async () => {
    const done = await post(PATH, { typed: CANARY, deed: 'try' });
    expect([done.status, done.headers.location]).toEqual([303, '/sign-in/done']);
    expect(typed).toEqual([CANARY]);
    expect((await house.call({ path: '/sign-in/done' })).status).toBe(200);
  });

  it('tells what is wrong without a word of what was typed, and lets it be sent as it is', async () => {
    answer = { kind: 'mistyped', view: VIEW, codes: ['client.typed.spaces', 'client.typed.full-width'] };
    const page = await post(PATH, { typed: CANARY, deed: 'try' });
    expect([page.status, page.text.includes('空格'), page.text.includes('全角')]).toEqual([422, true, true]);
    expect(page.text).not.toContain('Canary');
    expect(page.text).toContain('name="as_typed"');
    await post(PATH, { typed: CANARY, deed: 'try', as_typed: '1' });
    expect(typed[1]).toBe(`${CANARY} as typed`);
  });

  it('takes no for an answer', async () => {
    const done = await post(PATH, { deed: 'decline', typed: '' });
    expect([done.headers.location, declined, typed]).toEqual(['/sign-in/declined', 1, []]);
    expect((await post('/sign-in/none', { deed: 'decline' })).status).toBe(404);
  });

  it('does not use the link up for an empty field', async () => {
    expect((await post(PATH, { deed: 'try', typed: '' })).status).toBe(422);
    expect(typed).toEqual([]);
  });

  it('takes a form whose origin the browser hides, and none under a re-pointed name', async () => {
    const cookie = { cookie: 'mailmedic=x', origin: 'null', 'sec-fetch-site': 'same-origin' };
    expect((await post(PATH, { typed: 'x', deed: 'try' }, cookie)).status).toBe(303);
    expect((await post(PATH, { typed: 'x', deed: 'try' }, { host: 'evil.example' })).status).toBe(403);
    expect((await house.call({ path: PATH, headers: { host: 'evil.example' } })).status).toBe(403);
  });

  it('writes nothing of it into the log', async () => {
    await post(PATH, { typed: CANARY, deed: 'try' });
    await post(`${PATH}/x`, { typed: CANARY, deed: 'try' });
    expect(house.logged.join('\n')).not.toMatch(/Canary|abab/u);
  });
});

describe('a posted form', () => {
  it('is read as bytes, and wiped', () => {
    const body = Buffer.from(new URLSearchParams({ deed: 'try', typed: CANARY }).toString());
    const form = readForm(body);
    expect(Buffer.from(form.take('typed')!).toString()).toBe(CANARY);
    expect(form.text('deed')).toBe('try');
    form.wipe();
    expect([...body].every((byte) => byte === 0)).toBe(true);
  });

  it.each([
    ['typed=%zz+%4', '%zz %4'],
    ['typed=', ''],
    ['xtyped=1', undefined],
    ['typed', undefined],
    ['a=1&typed=b&typed=c', 'b'],
  ])('%s', (body, value) => {
    const taken = readForm(Buffer.from(body)).take('typed');
    expect(taken && Buffer.from(taken).toString()).toBe(value);
  });
});
