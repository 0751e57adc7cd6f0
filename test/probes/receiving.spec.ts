import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProviderServer } from '../../src/domain/index.js';
import { imap, startTls, type FakeServer } from '../fakes/mail-servers.js';
import { pop3 } from '../fakes/text-servers.js';
import { good, HOST, openLab, provider, troubles, type Lab } from './_lab.js';

describe('the two ways to receive, both asked for at once', () => {
  let imapServer: FakeServer;
  let popServer: FakeServer;
  let lab: Lab;
  beforeAll(async () => {
    [imapServer, popServer] = await Promise.all([startTls(good, imap()), startTls(good, pop3())]);
    lab = await openLab([imapServer.port, popServer.port]);
  });
  afterAll(async () => {
    await lab.close();
    await imapServer.close();
    await popServer.close();
  });

  const BOTH = ['discover', 'tls', 'imap', 'pop3'];

  function server(protocol: 'imap' | 'pop3'): ProviderServer {
    const { port } = protocol === 'imap' ? imapServer : popServer;
    return { protocol, host: HOST, port, tls: 'implicit' };
  }

  async function measured(
    target: Readonly<Record<string, string>>,
    protocols: readonly ('imap' | 'pop3')[],
    probes = BOTH,
  ) {
    const own = provider('own', { domains: ['corp.example'], servers: protocols.map(server) });
    const { results } = await lab.run(probes, { address: 'li@corp.example', ...target }, [own]);
    expect(results.flatMap(troubles)).toEqual([]);
    return results.slice(1).map((result) => [result.probe, result.target, result.status]);
  }

  function on(protocol: 'imap' | 'pop3', probes: readonly string[] = ['tls', protocol]) {
    const { host, port } = server(protocol);
    return probes.map((probe) => [probe, `${host}:${port}`, 'measured']);
  }

  it('are measured by what the person said', async () => {
    expect(await measured({ protocol: 'pop3' }, ['imap', 'pop3'])).toEqual(on('pop3'));
    expect(await measured({ protocol: 'imap' }, ['imap', 'pop3'])).toEqual(on('imap'));
  });

  it('are measured by IMAP where nothing was said, or something else', async () => {
    expect(await measured({}, ['imap', 'pop3'])).toEqual(on('imap'));
    expect(await measured({ protocol: 'exchange' }, ['imap', 'pop3'])).toEqual(on('imap'));
  });

  it('are measured by the one that the provider has', async () => {
    expect(await measured({}, ['pop3'])).toEqual(on('pop3'));
    expect(await measured({ protocol: 'pop3' }, ['imap'])).toEqual(on('imap'));
  });

  it('are measured as asked for where only one is', async () => {
    expect(await measured({ protocol: 'pop3' }, ['imap', 'pop3'], ['discover', 'imap'])).toEqual(
      on('imap', ['imap']),
    );
  });

  it('take the port of what the person said on a host that they named', async () => {
    const { results } = await lab.run(['tls', 'imap', 'pop3'], { host: HOST, protocol: 'pop3' });
    expect(results.map(({ probe, target }) => `${probe} ${target}`)).toEqual([
      `tls ${HOST}:995`,
      `pop3 ${HOST}:995`,
    ]);
  });
});
