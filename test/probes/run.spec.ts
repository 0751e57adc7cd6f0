import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imap, silent, startPlain, startTls, type FakeServer } from '../fakes/mail-servers.js';
import { authority, codes, good, HOST, openLab, provider, troubles, type Lab } from './_lab.js';
import { days } from '../fakes/certificates.js';

describe('one request', () => {
  let server: FakeServer;
  let lab: Lab;
  beforeAll(async () => {
    server = await startTls(good, imap());
    lab = await openLab([server.port], { [HOST]: { a: [['127.0.0.1']] }, 'corp.example': {} });
  });
  afterAll(async () => {
    await lab.close();
    await server.close();
  });

  function own() {
    const port = server.port;
    return provider('own', {
      domains: ['corp.example'],
      servers: [{ protocol: 'imap', host: HOST, port, tls: 'implicit' }],
    });
  }

  it('discovers first and measures what was found', async () => {
    const { results, hostile } = await lab.run(
      ['discover', 'dns', 'tls', 'imap'],
      { address: 'li@corp.example' },
      [own()],
    );
    expect(results.map((result) => [result.probe, result.target, result.status])).toEqual([
      ['discover', 'corp.example', 'measured'],
      ['dns', HOST, 'measured'],
      ['tls', `${HOST}:${server.port}`, 'measured'],
      ['imap', `${HOST}:${server.port}`, 'measured'],
    ]);
    expect(results.flatMap(troubles)).toEqual([]);
    expect(hostile).toBe(false);
  });

  it('discovers unasked when only an address is known', async () => {
    const { results } = await lab.run(['imap'], { address: 'li@corp.example' }, [own()]);
    expect(results.map((result) => result.probe)).toEqual(['discover', 'imap']);
    expect(results[0]?.mailbox?.servers).toHaveLength(1);
  });

  it('tells a phase when it starts and when it ends', async () => {
    const { progress } = await lab.run(['imap'], { host: HOST, port: String(server.port) });
    expect(progress.map((step) => `${step.phase} ${step.status}`)).toEqual([
      ...['dns running', 'dns ok', 'connect running', 'connect ok', 'tls running', 'tls ok'],
      ...['greeting running', 'greeting ok', 'capabilities running', 'capabilities ok'],
    ]);
  });

  it.each([
    ['no server was found to measure', ['imap'], { address: 'li@corp.example' }],
    ['there is no mail address to start from', ['imap'], {}],
    ['there is no mail address to start from', ['discover'], { address: 'li' }],
    ['there is no such probe', ['imaps'], { host: HOST }],
  ])('fails with “%s”', async (reason, probes, target) => {
    const { results } = await lab.run(probes, target);
    expect(results.map((result) => result.reason)).toContain(reason);
    expect(results.at(-1)).toMatchObject({ status: 'failed', phases: [{ status: 'skip' }] });
  });

  it.each(['0', '-1', '65536', '1e3x', 'imap', '22'])('refuses port %j', async (port) => {
    const { results } = await lab.run(['imap'], { host: HOST, port });
    expect(results[0]?.status).toBe('refused');
  });

  it('reports a finding once when the probe named for it made it too', async () => {
    const expired = await startTls(authority.issue({ hosts: [HOST], notAfter: days(-1) }), imap());
    const other = await openLab([expired.port]);
    const target = { host: HOST, port: String(expired.port) };
    const both = await other.run(['tls', 'imap'], target);
    const alone = await other.run(['imap'], target);
    await other.close();
    await expired.close();
    expect(both.results.map(troubles)).toEqual([['tls.expired'], []]);
    expect(alone.results.map(troubles)).toEqual([['tls.expired']]);
  });

  it('leaves a finding that two probes make to the one that is named first', async () => {
    const gone = await startPlain(silent);
    await gone.close();
    const other = await openLab([gone.port]);
    const { results } = await other.run(['tls', 'tcp'], { host: HOST, port: String(gone.port) });
    await other.close();
    expect(results.map((result) => [result.probe, troubles(result)])).toEqual([
      ['tls', []],
      ['tcp', ['net.refused']],
    ]);
  });

  it('turns a mistake in a probe into a failed result', async () => {
    const { runProbes } = await import('../../src/probes/run.js');
    const broken = {
      id: 'broken',
      needs: 'server' as const,
      measure: () => Promise.reject(new Error('oops')),
    };
    const request = {
      probes: ['broken'],
      with: { host: HOST },
      settings: lab.settings,
      providers: [],
    };
    const { results } = await runProbes(
      request,
      new Map([['broken', broken]]),
      { now: () => new Date() },
      () => undefined,
    );
    expect(results[0]).toMatchObject({ status: 'failed', reason: 'the probe failed by itself: oops' });
  });
});

describe('the deadline of a whole request', () => {
  it('ends it with what the phases had proved', async () => {
    const server = await startPlain(silent);
    const lab = await openLab([server.port], undefined, { greeting: 4_000, verdict: 3_300 });
    const target = { host: HOST, port: String(server.port), tls: 'starttls' };
    const { results } = await lab.run(['imap'], target);
    await lab.close();
    await server.close();
    expect(results.map(codes)).toEqual([['imap.no-greeting']]);
  });

  it('claims nothing about a server that had no time to answer', async () => {
    const server = await startPlain(silent);
    const lab = await openLab([server.port], undefined, { verdict: 800 });
    const target = { host: HOST, port: String(server.port), tls: 'starttls' };
    const { results } = await lab.run(['imap'], target);
    await lab.close();
    await server.close();
    expect(results.map((result) => [result.status, codes(result)])).toEqual([['failed', []]]);
  });
});
