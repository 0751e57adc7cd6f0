import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab, codes, type Lab } from './_lab.js';

describe('dns', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab(
      [],
      {
        'ok.corp.example': { a: [['127.0.0.1', '127.0.0.2']], aaaa: [[]] },
        'empty.corp.example': {},
        'broken.corp.example': { fails: 'servfail' },
        'mute.corp.example': { fails: 'silent' },
      },
      { dns: 1_000 },
    );
  });
  afterAll(() => lab.close());

  async function look(host: string) {
    const { results } = await lab.run(['dns'], { host });
    return results[0]!;
  }

  it.each([
    ['absent.corp.example', 'dns.no-such-host'],
    ['empty.corp.example', 'dns.no-address'],
    ['broken.corp.example', 'dns.servfail'],
    ['mute.corp.example', 'dns.timeout'],
  ])('%s is %s', async (host, code) => {
    const result = await look(host);
    expect(codes(result)).toEqual([code]);
    expect(result.target).toBe(host);
    expect(result.findings[0]?.facts['dns.host']).toBe(host);
    const [, port] = lab.dns.address.split(':');
    expect(result.findings[0]?.evidence[0]?.command).toBe(`dig @127.0.0.1 -p ${port} ${host} A ${host} AAAA`);
  });

  it('lists the addresses with TTL and who was asked', async () => {
    const result = await look('ok.corp.example');
    expect(codes(result)).toEqual(['dns.private-address', 'dns.resolved']);
    const resolved = result.findings.find((finding) => finding.code === 'dns.resolved');
    expect(resolved?.facts['dns.address']).toBe('127.0.0.1, 127.0.0.2');
    expect(resolved?.evidence[0]?.value).toContain(`TTL 60 s, asked ${lab.dns.address}`);
  });

  it('asks each question once for all probes of a request', async () => {
    const before = lab.dns.asked.length;
    await lab.run(['dns', 'tls', 'imap'], { host: 'ok.corp.example', port: '993' });
    const asked = lab.dns.asked.slice(before);
    expect(asked.sort()).toEqual(['A ok.corp.example', 'AAAA ok.corp.example']);
  });
});
