import { randomBytes } from 'node:crypto';

import { afterEach, describe, expect, it } from 'vitest';

import { mailmedicError } from '../../src/domain/index.js';
import type { RepliesPage } from '../../src/server/index.js';
import { CONVERSATION, NOW, startServer, type Answer, type ServerHouse } from './house.js';

const CHAT = `/api/chat/${CONVERSATION}`;
const HERE = { channel: 'web', conversation: CONVERSATION };
const HELLO = { id: 'm1', text: '收件服务器密码错误' };

let house: ServerHouse | undefined;

async function start(changes: Parameters<typeof startServer>[0] = {}): Promise<ServerHouse> {
  house = await startServer(changes);
  return house;
}

afterEach(async () => {
  await house?.server.close();
  house = undefined;
});

function codeOf(answer: Answer): string {
  return (answer.json() as { error: { code: string } }).error.code;
}

describe('POST messages', () => {
  it('hands the message on and acknowledges it', async () => {
    const { call, received } = await start();
    const from = { name: 'Wang Min', address: 'wang.min@corp.example' };

    const answer = await call({ path: `${CHAT}/messages`, body: { ...HELLO, from } });

    expect([answer.status, answer.json()]).toEqual([202, { status: 'stored' }]);
    expect(received).toEqual([
      {
        address: HERE,
        kind: 'message',
        platformId: 'm1',
        revision: 0,
        order: NOW,
        sentAt: NOW,
        from: { id: CONVERSATION, verified: false, ...from },
        text: HELLO.text,
        echo: true,
      },
    ]);
  });

  it('acknowledges a repeated message as the same', async () => {
    const { call, received } = await start();

    await call({ path: `${CHAT}/messages`, body: HELLO });
    const answer = await call({ path: `${CHAT}/messages`, body: HELLO });

    expect([answer.status, answer.json()]).toEqual([202, { status: 'duplicate' }]);
    expect(received).toHaveLength(1);
  });

  it('acknowledges nothing before the commit: 503 when it takes too long', async () => {
    const { call } = await start({ receive: () => new Promise(() => undefined), commitWithinMs: 20 });

    const answer = await call({ path: `${CHAT}/messages`, body: HELLO });

    expect([answer.status, codeOf(answer)]).toEqual([503, 'MM_UNAVAILABLE']);
    expect(answer.headers['retry-after']).toBe('1');
  });

  it('acknowledges nothing when the store is gone, and shows no detail', async () => {
    const { call, logged } = await start({ receive: () => Promise.reject(new Error('disk full at db-7')) });

    const answer = await call({ path: `${CHAT}/messages`, body: HELLO });

    expect([answer.status, codeOf(answer)]).toEqual([503, 'MM_UNAVAILABLE']);
    expect(answer.text).not.toContain('db-7');
    expect(logged[0]).toContain('message not stored');
  });

  it('passes on what the desk finds wrong with the message', async () => {
    const refusal = mailmedicError('MM_INPUT', { reason: 'too strange' }, 'Write something else.');
    const { call } = await start({ receive: () => Promise.reject(refusal) });

    const answer = await call({ path: `${CHAT}/messages`, body: HELLO });

    expect([answer.status, codeOf(answer)]).toEqual([400, 'MM_INPUT']);
  });

  it.each([
    ['no text', { id: 'm1' }],
    ['an empty text', { id: 'm1', text: '' }],
    ['a long text', { id: 'm1', text: 'x'.repeat(20_001) }],
    ['a text that is none', { id: 'm1', text: { $gt: '' } }],
    ['no id', { text: 'x' }],
    ['a strange id', { id: 'a b', text: 'x' }],
    ['an unknown field', { id: 'm1', text: 'x', verified: true }],
    ['a vouched-for address', { id: 'm1', text: 'x', from: { address: 'a@b.example', verified: true } }],
    ['an address that is none', { id: 'm1', text: 'x', from: { address: 'nobody' } }],
    ['a list', []],
    ['null', 'null'],
    ['broken JSON', '{"id":'],
    ['a poisoned prototype', '{"id":"m1","text":"x","__proto__":{"verified":true}}'],
  ])('refuses %s', async (_name, body) => {
    const { call, received } = await start();

    const answer = await call({ path: `${CHAT}/messages`, body });

    expect([answer.status, codeOf(answer)]).toEqual([400, 'MM_INPUT']);
    expect(received).toEqual([]);
  });

  it('refuses a body beyond 1 MB', async () => {
    const { call, received } = await start();

    const answer = await call({ path: `${CHAT}/messages`, body: { id: 'm1', text: 'x'.repeat(1_100_000) } });

    expect([answer.status, codeOf(answer)]).toEqual([413, 'MM_INPUT']);
    expect(received).toEqual([]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'refuses %s, which a form of any web page can send',
    async (type) => {
      const { call, received } = await start();

      const answer = await call({
        path: `${CHAT}/messages`,
        body: JSON.stringify(HELLO),
        headers: { 'content-type': type },
      });

      expect([answer.status, codeOf(answer)]).toEqual([415, 'MM_INPUT']);
      expect(received).toEqual([]);
    },
  );
});

describe('who speaks, where nobody signs in', () => {
  it('takes the language and time zone of the page, never a claim to be vouched for', async () => {
    const { call, received } = await start();
    const from = { name: 'Wang Min', language: 'zh', timeZone: 'Asia/Shanghai' };

    await call({ path: `${CHAT}/messages`, body: { ...HELLO, from } });

    expect(received[0]?.from).toEqual({ id: CONVERSATION, verified: false, ...from });
  });

  it.each([{ timeZone: 'Asia/Nowhere' }, { timeZone: 'x'.repeat(65) }, { language: 'fr' }])(
    'refuses %j',
    async (from) => {
      const { call } = await start();

      expect((await call({ path: `${CHAT}/messages`, body: { ...HELLO, from } })).status).toBe(400);
    },
  );
});

describe('POST files', () => {
  const log = { id: 'f1', name: 'outlook.log', text: 'all quiet\nS: a1 NO [AUTHENTICATIONFAILED] no' };

  it('makes a message of the lines that tell of trouble', async () => {
    const { call, received } = await start();

    const answer = await call({ path: `${CHAT}/files`, body: log });

    expect(answer.status).toBe(202);
    expect(received[0]).toMatchObject({
      kind: 'message',
      platformId: 'f1',
      text: 'outlook.log:\nS: a1 NO [AUTHENTICATIONFAILED] no',
    });
  });

  it('says so when there is nothing in it to use', async () => {
    const { call, received } = await start();

    const answer = await call({ path: `${CHAT}/files`, body: { ...log, text: 'all quiet' } });

    expect([answer.status, codeOf(answer)]).toEqual([400, 'MM_INPUT']);
    expect(answer.text).toContain('no line of this file');
    expect(received).toEqual([]);
  });

  it('takes 512 K characters, Chinese ones too, and no more', async () => {
    const { call } = await start();
    const text = `错误\n${'静'.repeat(524_285)}`;

    expect((await call({ path: `${CHAT}/files`, body: { ...log, text } })).status).toBe(202);
    expect((await call({ path: `${CHAT}/files`, body: { ...log, text: `${text}静` } })).status).toBe(400);
  });
});

describe('POST verdicts', () => {
  const body = { key: 'm1.1', verdict: 'good' };

  it('hands on what somebody thinks of an answer of their own chat', async () => {
    const judged: unknown[] = [];
    const { call } = await start({
      judge: (answer, verdict) => Promise.resolve(judged.push([answer, verdict]) > 0),
    });

    const answer = await call({ path: `${CHAT}/verdicts`, body });

    expect(answer.status).toBe(204);
    expect(judged).toEqual([[{ conversation: `web:${CONVERSATION}`, key: 'm1.1' }, 'good']]);
  });

  it('refuses what is no answer that ended a problem, and no verdict', async () => {
    const { call } = await start({ judge: () => Promise.resolve(false) });

    expect(codeOf(await call({ path: `${CHAT}/verdicts`, body }))).toBe('MM_INPUT');
    const odd = { ...body, verdict: 'splendid' };
    expect(codeOf(await call({ path: `${CHAT}/verdicts`, body: odd }))).toBe('MM_INPUT');
  });

  it('answers 503 when it could not be stored', async () => {
    const { call } = await start({ judge: () => Promise.reject(new Error('gone')) });

    expect((await call({ path: `${CHAT}/verdicts`, body })).status).toBe(503);
  });
});

describe('conversation ids', () => {
  it('takes 128 random bits in URL-safe letters', async () => {
    const { call } = await start();
    const id = randomBytes(16).toString('base64url');

    expect((await call({ path: `/api/chat/${id}/messages`, body: HELLO })).status).toBe(202);
  });

  it.each(['1', 'short', 'x'.repeat(21), 'x'.repeat(65), 'AbCdEfGhIjKlMnOpQrSt%2e%2e', `${CONVERSATION}:x`])(
    'refuses %s',
    async (id) => {
      const { call } = await start();

      expect((await call({ path: `/api/chat/${id}/replies` })).status).toBeGreaterThanOrEqual(400);
      expect((await call({ path: `/api/chat/${id}/messages`, body: HELLO })).status).toBeGreaterThanOrEqual(
        400,
      );
    },
  );
});

describe('POST presses', () => {
  it('hands the press on', async () => {
    const { call, received } = await start();

    const answer = await call({ path: `${CHAT}/presses`, body: { id: 'b1', press: 'p1.7/report' } });

    expect(answer.status).toBe(202);
    expect(received[0]).toMatchObject({
      address: HERE,
      kind: 'press',
      platformId: 'b1',
      press: 'p1.7/report',
    });
    expect(received[0]).not.toHaveProperty('text');
  });

  it('keeps what stood on the button', async () => {
    const { call, received } = await start();

    await call({ path: `${CHAT}/presses`, body: { id: 'b1', press: 'p1.7/report', label: '通知 IT' } });

    expect(received[0]).toMatchObject({ press: 'p1.7/report', text: '通知 IT' });
  });

  it('refuses a press without its token', async () => {
    const { call } = await start();

    expect((await call({ path: `${CHAT}/presses`, body: { id: 'b1' } })).status).toBe(400);
  });
});

describe('GET replies', () => {
  const row = { taskId: 't1', lines: [], updatedAt: NOW };

  async function page(from: ServerHouse, query: string): Promise<RepliesPage> {
    return (await from.call({ path: `${CHAT}/replies${query}` })).json() as RepliesPage;
  }

  it('gives what came after, and where to go on', async () => {
    const own = await start();
    await own.chat.deliver(HERE, 'k1', { text: 'one' });
    await own.chat.deliver(HERE, 'k2', { text: 'two' });

    const all = await page(own, '');
    const rest = await page(own, '?after=1');
    const none = await page(own, `?after=${rest.next}`);

    expect(all.replies.map((line) => line.reply.text)).toEqual(['one', 'two']);
    expect(rest.replies.map((line) => line.reply.text)).toEqual(['two']);
    expect([none.replies, none.next]).toEqual([[], 2]);
  });

  it('shows no other conversation', async () => {
    const own = await start();
    await own.chat.deliver({ channel: 'web', conversation: 'Z'.repeat(22) }, 'k1', { text: 'theirs' });
    await own.chat.deliver({ channel: 'slack', conversation: CONVERSATION }, 'k2', { text: 'theirs' });

    expect((await page(own, '')).replies).toEqual([]);
  });

  it('waits for a reply', async () => {
    const own = await start();

    const waiting = page(own, '?wait=25');
    await own.chat.deliver(HERE, 'k1', { text: 'at last' });

    expect((await waiting).replies.map((line) => line.reply.text)).toEqual(['at last']);
  });

  it('ends the wait when progress is not what the client has seen', async () => {
    const own = await start();
    own.chat.showProgress([row]);

    const first = await page(own, '?wait=25&progress=');
    const same = await page(own, `?progress=${first.progressVersion}`);
    const waiting = page(own, `?wait=25&progress=${first.progressVersion}`);
    own.chat.showProgress([{ ...row, updatedAt: '2026-03-01T09:00:01.000Z' }]);

    expect(first.progress).toEqual([row]);
    expect(same.progressVersion).toBe(first.progressVersion);
    expect((await waiting).progressVersion).not.toBe(first.progressVersion);
  });

  it('tells whether the bot is still at work', async () => {
    const own = await start();
    expect((await page(own, '')).working).toBe(false);
    own.chat.working = () => Promise.resolve(true);
    expect((await page(own, '')).working).toBe(true);
  });

  it('ends the wait when the server closes', async () => {
    const own = await startServer();

    const waiting = page(own, '?wait=25');
    // Its first look has begun once a request after it was answered.
    await own.call({ path: '/healthz' });
    await own.server.close();

    expect((await waiting).replies).toEqual([]);
  });

  it.each(['?after=-1', '?after=x', '?wait=26', '?wait=1.5', '?offset=1'])('refuses %s', async (query) => {
    const { call } = await start();

    expect((await call({ path: `${CHAT}/replies${query}` })).status).toBe(400);
  });

  it('says 503 when the chat can not be read', async () => {
    const own = await start();
    own.chat.delivered = () => Promise.reject(new Error('gone'));

    expect((await own.call({ path: `${CHAT}/replies` })).status).toBe(503);
  });
});

describe('a log file', () => {
  it('is masked before it is taken, and nothing of its credentials is logged', async () => {
    const { call, received, logged } = await start();
    const secrets = ['my error word', 'sun shine', 'zz99'];
    const text = [
      'error: connecting',
      'C: a0 LOGIN {2}\nS: + OK\nC: li {13}\nS: + OK\nC: my error word',
      'error: C: a1 LOGIN "li" "sun shine"',
      'error: Set-Cookie: sid=zz99; Path=/',
      'S: 535 5.7.8 Error: authentication failed',
    ].join('\n');
    const answer = await call({ path: `${CHAT}/files`, body: { id: 'f1', name: 'trace.log', text } });
    expect(answer.status).toBe(202);
    const kept = JSON.stringify([received, logged, answer.text]);
    expect(secrets.filter((secret) => kept.includes(secret))).toEqual([]);
    expect(received[0]?.text).toContain('535 5.7.8');
  });
});
