import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';

import { createActionDoor } from '../../src/actions/index.js';
import { makeSelfSigned } from '../fakes/certificates.js';
import { aCall, aNotice, CLOCK, KEY, registeredAt } from './_call.js';

const open: { server: Server; sockets: Set<Socket> }[] = [];

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({ server, sockets });
  return (server.address() as AddressInfo).port;
}

afterEach(() => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

async function httpPlace(answer: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(answer))}/hook`;
}

function doorTo(url: string, timeoutMs = 5_000) {
  return createActionDoor({ ...registeredAt(url), clock: CLOCK, timeoutMs });
}

describe('an action on the wire', () => {
  it('is signed over timestamp and bytes, and the same bytes each time', async () => {
    const seen: { headers: IncomingHttpHeaders; body: string }[] = [];
    const url = await httpPlace((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        seen.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.end('{"outcome":"ok"}');
      });
    });

    await doorTo(url).act(aCall());
    await doorTo(url).act(aCall());
    await doorTo(url).act(aCall({ idempotencyKey: 'another visit' }));
    await doorTo(url).notify(aNotice({ case: 'MM-1042' }));

    const [first, second, other, notice] = seen;
    const signature = createHmac('sha256', KEY).update(`1772355900.${first!.body}`).digest('hex');
    expect(first!.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'mailmedic-timestamp': '1772355900',
      'mailmedic-signature': `v1=${signature}`,
      'idempotency-key': expect.stringMatching(/^[\da-f]{32}$/u) as string,
    });
    expect(JSON.parse(first!.body)).toEqual({
      version: 1,
      kind: 'action',
      action: 'unlock-account',
      person: { id: 'U1', name: 'Kim', address: 'kim@corp.example' },
      with: { device: 'phone' },
      language: 'en',
      problem: expect.stringMatching(/^[\da-f]{32}$/u) as string,
    });
    expect(second).toEqual(first);
    expect(other!.headers['idempotency-key']).not.toBe(first!.headers['idempotency-key']);
    expect(other!.body).toBe(first!.body);
    expect(JSON.parse(notice!.body)).toEqual({
      version: 1,
      kind: 'notice',
      queue: 'mail',
      severity: 'P4',
      text: { zh: '已解锁', en: 'Unlocked' },
      problem: (JSON.parse(first!.body) as { problem: string }).problem,
      case: 'MM-1042',
    });
    // Whoever knows the id of a web chat is in that chat.
    expect(JSON.stringify(seen)).not.toContain('slack:C1');
  });

  it('follows no redirect, wherever it leads', async () => {
    let followed = 0;
    const elsewhere = await httpPlace((_request, response) => {
      followed += 1;
      response.end('{"outcome":"ok"}');
    });
    const url = await httpPlace((request, response) => {
      request.resume();
      response.writeHead(307, { location: elsewhere }).end();
    });

    expect(await doorTo(url).act(aCall())).toMatchObject({ kind: 'refused', reason: 'HTTP 307' });
    expect(followed).toBe(0);
  });

  it('may have happened when the connection breaks after it was sent', async () => {
    let requests = 0;
    const url = await httpPlace((request) => {
      requests += 1;
      request.socket.destroy();
    });

    expect(await doorTo(url).act(aCall())).toMatchObject({ kind: 'unknown', reason: 'ECONNRESET' });
    expect(requests).toBe(1);
  });

  it('may have happened when the answer breaks off', async () => {
    const url = await httpPlace((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"outcome":"ok"}', () => response.destroy());
    });

    expect(await doorTo(url).act(aCall())).toMatchObject({ kind: 'unknown', reason: 'ECONNRESET' });
  });

  it('may have happened when no answer comes in time', async () => {
    const url = await httpPlace((request) => request.resume());

    expect(await doorTo(url, 300).act(aCall())).toMatchObject({
      kind: 'unknown',
      reason: 'no answer within 0.3 seconds',
    });
  });

  it('reads no more of an answer than it may be long', async () => {
    const url = await httpPlace((_request, response) => {
      const more = () => response.write('x'.repeat(16_384), (error) => (error ? undefined : more()));
      more();
    });

    expect(await doorTo(url, 20_000).act(aCall())).toMatchObject({
      kind: 'unknown',
      reason: expect.stringContaining('too long') as string,
    });
  });

  it('was certainly not taken when nobody listens', async () => {
    const server = createServer();
    const port = await listen(server);
    server.close();
    await once(server, 'close');

    expect(await doorTo(`http://127.0.0.1:${port}/`).act(aCall())).toMatchObject({
      kind: 'later',
      reason: 'ECONNREFUSED',
    });
  });

  it('was certainly not taken when the name is unknown', async () => {
    // Reserved for names that never exist (RFC 6761 section 6.4), however this machine's resolver says so.
    expect(await doorTo('https://automation.invalid/').act(aCall())).toMatchObject({ kind: 'later' });
  });

  it('was certainly not taken when TLS never comes about', async () => {
    const port = await listen(createTcpServer());

    expect(await doorTo(`https://127.0.0.1:${port}/`, 300).act(aCall())).toMatchObject({
      kind: 'later',
      reason: 'no answer within 0.3 seconds',
    });
  });

  it('is not sent to a place that can not prove who it is', async () => {
    let requests = 0;
    const port = await listen(
      createSecureServer(makeSelfSigned({ hosts: ['localhost'] }), (_request, response) => {
        requests += 1;
        response.end('{"outcome":"ok"}');
      }),
    );

    expect(await doorTo(`https://localhost:${port}/`).act(aCall())).toMatchObject({
      kind: 'refused',
      reason: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      remedy: expect.stringContaining('NODE_EXTRA_CA_CERTS') as string,
    });
    expect(requests).toBe(0);
  });
});
