import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';

import { Secret } from '../../../src/domain/index.js';
import { createTargets } from '../../../src/handoff/index.js';
import { createWebhook } from '../../../src/handoff/targets/webhook.js';
import { describeHandoffTarget } from '../../contract/handoff-target.js';
import { aPosting } from '../../fakes/cases.js';
import { mockHttp } from '../../fakes/http.js';

const ORIGIN = 'https://tickets.corp.example';
const KEY = 'a key that is at least 32 characters';
const CLOCK = { now: () => new Date('2026-03-01T09:05:00.900Z') };

function webhook() {
  const targets = createTargets({ webhook: { url: `${ORIGIN}/hook`, key: new Secret(KEY) } }, CLOCK);
  return targets.find((target) => target.id === 'webhook')!;
}

interface Seen {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A ticket system that makes one ticket per idempotency key. */
function ticketSystem(mock: ReturnType<typeof mockHttp>) {
  const tickets = new Map<string, Seen>();
  return {
    tickets,
    expectPosts(count: number, status = 201) {
      mock(ORIGIN)
        .post('/hook')
        .times(count)
        .reply(function respond(_uri, body) {
          const headers = this.req.headers;
          const key = headers['idempotency-key'] ?? 'none';
          if (status < 300 && !tickets.has(key)) tickets.set(key, { headers, body: JSON.stringify(body) });
          return [status, '', { location: 'https://elsewhere.example/' }];
        });
    },
  };
}

describe('webhook', () => {
  const mock = mockHttp();

  it.each([301, 307, 400, 404, 500, 503])(
    'takes HTTP %i as a refusal and follows nothing',
    async (status) => {
      ticketSystem(mock).expectPosts(1, status);

      await expect(webhook().post(aPosting())).rejects.toMatchObject({
        code: 'MM_TARGET_REFUSED',
        facts: { target: 'webhook', reference: 'MM-1042', reason: `HTTP ${status}` },
      });
    },
  );

  it('takes a broken connection as a refusal, with its reason', async () => {
    mock(ORIGIN)
      .post('/hook')
      .replyWithError(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));

    await expect(webhook().post(aPosting())).rejects.toMatchObject({ code: 'MM_TARGET_REFUSED' });
  });

  it('gives up on a place that never answers', async () => {
    mock(ORIGIN).post('/hook').delay(60_000).reply(200);
    const options = { url: `${ORIGIN}/hook`, key: new Secret(KEY), clock: CLOCK, timeoutMs: 20 };

    await expect(createWebhook(options).post(aPosting())).rejects.toMatchObject({
      facts: { reason: 'no answer within 0.02 seconds' },
    });
  });

  it('shows its key in no error', async () => {
    ticketSystem(mock).expectPosts(1, 500);

    const error: unknown = await webhook()
      .post(aPosting())
      .catch((thrown: unknown) => thrown);

    expect(JSON.stringify(error) + String(error)).not.toContain(KEY);
  });
});

/** A receiver on a socket of its own: it sees the bytes as they came. */
async function receiver() {
  const seen: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { seen, url: `http://127.0.0.1:${port}/hook`, close: () => server.close() };
}

describe('webhook over a socket', () => {
  it('posts a stable body, signed over timestamp and bytes', async () => {
    const place = await receiver();

    await createWebhook({ url: place.url, key: new Secret(KEY), clock: CLOCK }).post(aPosting());
    place.close();

    const { headers, body } = place.seen[0]!;
    const signature = createHmac('sha256', KEY).update(`1772355900.${body}`).digest('hex');
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': 'case-1',
      'mailmedic-timestamp': '1772355900',
      'mailmedic-signature': `v1=${signature}`,
    });
    expect(JSON.parse(body)).toEqual({
      version: 1,
      event: 'case.opened',
      case: {
        id: 'case-1',
        reference: 'MM-1042',
        createdAt: '2026-03-01T09:00:10Z',
        queue: 'mail',
        severity: 'P2',
        reason: 'playbook',
        summary: aPosting().case.summary,
        language: 'zh',
        person: {
          id: 'u1',
          name: 'Wang Min',
          address: 'wang.min@corp.example',
          addressVerified: true,
          timeZone: null,
          department: null,
          manager: null,
        },
        causes: aPosting().case.differential,
        findings: aPosting().case.findings,
        known: { host: 'imap.corp.example' },
        tried: ['certificate/test'],
      },
      transcript: [
        { at: '2026-03-01T08:59:00Z', who: 'person', name: 'Wang Min', text: '收件服务器密码错误' },
        {
          at: '2026-03-01T09:00:00Z',
          who: 'bot',
          name: null,
          text: '正在检查 imap.corp.example 的证书，约 5 秒…',
        },
      ],
    });
  });

  it('names the reason that fetch hides in its cause', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    const gone = createWebhook({ url: `http://127.0.0.1:${port}/`, key: new Secret(KEY), clock: CLOCK });

    await expect(gone.post(aPosting())).rejects.toMatchObject({ facts: { reason: 'ECONNREFUSED' } });
  });
});

describe('webhook as a target', () => {
  const mock = mockHttp();

  describeHandoffTarget('webhook', () => {
    const system = ticketSystem(mock);
    const target = webhook();
    let refusing = false;
    return {
      target: {
        id: target.id,
        post: (posting) => {
          system.expectPosts(1, refusing ? 503 : 201);
          refusing = false;
          return target.post(posting);
        },
      },
      cases: () =>
        [...system.tickets.values()].map(
          ({ body }) => (JSON.parse(body) as { case: { reference: string } }).case.reference,
        ),
      refuseNext: () => {
        refusing = true;
      },
    };
  });
});
