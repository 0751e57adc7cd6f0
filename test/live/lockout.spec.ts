import { fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { Secret, SIGN_IN_LIMITS, type MailProtocol } from '../../src/domain/index.js';
import { probeSettingsSchema } from '../../src/probes/index.js';
import { openStore } from '../../src/store/index.js';
import { makeAuthority } from '../fakes/certificates.js';
import { startDnsServer } from '../fakes/dns-server.js';
import { hasDovecot, startDovecot } from './_dovecot.js';
import type { LockoutOrder } from './_lockout-replica.js';
import { hasPostfix, startPostfix } from './_postfix.js';
import { skipWithoutPostgres, startCluster } from './_postgres.js';

const HOST = 'mail.corp.example';
const PROGRAM = fileURLToPath(new URL('./_lockout-replica.ts', import.meta.url));

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openHouse() {
  const authority = makeAuthority();
  const good = authority.issue({ hosts: [HOST] });
  const dovecot = await startDovecot(good, 'the-right-one');
  closing.push(() => dovecot.close());
  const postfix = await startPostfix(good, dovecot.sasl);
  closing.push(() => postfix.close());
  const dns = await startDnsServer({ [HOST]: { a: [['127.0.0.1']] } });
  closing.push(() => dns.close());
  const cluster = await startCluster();
  closing.push(() => cluster.stop());
  const url = await cluster.createDatabase();
  const store = await openStore({ kind: 'postgres', url: new Secret(url), poolSize: 4 });
  await store.migrate();
  await store.close();
  const ports = [dovecot.imaps, dovecot.pop3s, postfix.submissions];
  const settings = probeSettingsSchema.parse({
    resolvers: [dns.address],
    registered: [{ cidr: '127.0.0.0/8', ports }],
    ca: [authority.cert],
  });
  const places = (['imap', 'pop3', 'smtp'] as const).map((protocol, index) => ({
    protocol,
    port: ports[index] ?? 0,
  }));

  /** Links to sign-ins of one mailbox, one protocol after the other, as turns would have offered them. */
  async function offer(count: number): Promise<readonly string[]> {
    const client = new pg.Client(url);
    await client.connect();
    const tokens = Array.from({ length: count }, () => randomBytes(16).toString('hex'));
    for (const [index, token] of tokens.entries()) {
      const { protocol, port } = places[index % places.length]!;
      await client.query('insert into conversations (key) values ($1) on conflict do nothing', [
        `web:chat-${index}`,
      ]);
      await client.query(
        `insert into sign_ins (hash, conversation, token, offer, ends_at) values ($1, $2, $3, $4, (extract(epoch from now()) * 1000)::bigint + 3600000)`,
        [
          createHash('sha256').update(token).digest('hex'),
          `web:chat-${index}`,
          `wait-${index}`,
          JSON.stringify(offered(protocol, port)),
        ],
      );
    }
    await client.end();
    return tokens;
  }

  /** Failed logins in the servers' own logs; Dovecot judges those of Postfix too. */
  async function failures(): Promise<number> {
    const own =
      (await dovecot.log()).match(/(?:imap|pop3)-login: Info: .*auth failed, \d+ attempts?/gu) ?? [];
    const sent = (await postfix.log()).match(/SASL \S+ authentication failed/gu) ?? [];
    return own.length + sent.length;
  }

  /** Every replica takes its share of the links at the same moment. */
  async function storm(replicas: number, each: number, counted: boolean): Promise<number> {
    const tokens = await offer(replicas * each);
    const running = Array.from({ length: replicas }, () =>
      fork(PROGRAM, [], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
    );
    const next = (child: (typeof running)[number]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        child.once('message', resolve);
        child.once('exit', (code) => reject(new Error(`a replica ended with ${code}`)));
      });
    await Promise.all(running.map(next));
    const ends = running.map(async (child, index) => {
      const ended = next(child);
      const share = tokens.slice(index * each, (index + 1) * each);
      const order: LockoutOrder = { url, settings, tokens: share, typed: 'a-wrong-one', counted };
      child.send(order);
      const { tried, error } = (await ended) as { tried?: number; error?: string };
      if (tried === undefined) throw new Error(error);
      return tried;
    });
    return (await Promise.all(ends)).reduce((sum, tried) => sum + tried, 0);
  }

  return { storm, failures };
}

function offered(protocol: MailProtocol, port: number) {
  const target = { protocol, address: 'li@corp.example', host: HOST, port, tls: 'implicit' };
  return { target, language: 'en', credential: 'password' };
}

const canNot = [!hasDovecot(), !hasPostfix(), skipWithoutPostgres()].includes(true);

describe.skipIf(canNot)('failed sign-ins of one mailbox', () => {
  it('are no more than the limit, over 8 replicas with 100 at once on three protocols', async () => {
    const { storm, failures } = await openHouse();
    expect(await storm(8, 100, true)).toBe(SIGN_IN_LIMITS[0].most);
    expect(await failures()).toBe(SIGN_IN_LIMITS[0].most);
  });

  it('would be as many as are tried without the counter', async () => {
    const { storm, failures } = await openHouse();
    expect(await storm(2, 3, false)).toBe(6);
    expect(await failures()).toBe(6);
  });
});
