import { describe, expect, it } from 'vitest';
import { providerByAddress, providerByMx, serversOf } from '../../src/providers/index.js';
import { provider } from '../probes/_lab.js';

const google = provider('google', {
  domains: ['gmail.com', 'GoogleMail.com'],
  mx: ['*.l.google.com', 'smtp.google.com'],
  servers: [
    { protocol: 'imap', host: 'imap.gmail.com', port: 993, tls: 'implicit' },
    { protocol: 'smtp', host: 'smtp.gmail.com', port: 465, tls: 'implicit' },
    { protocol: 'smtp', host: 'smtp.gmail.com', port: 587, tls: 'starttls' },
  ],
});
const tencent = provider('tencent', { domains: ['qq.com'], mx: ['mxbiz1.qq.com'] });
const providers = new Map([google, tencent].map((one) => [one.id, one]));

describe('providerByAddress', () => {
  it.each([
    ['li@gmail.com', 'google'],
    ['LI@GMAIL.COM', 'google'],
    ['li@googlemail.com', 'google'],
    ['li@qq.com', 'tencent'],
    ['li@vip.qq.com', undefined],
    ['li@notgmail.com', undefined],
    ['gmail.com', undefined],
    ['@gmail.com', undefined],
  ])('%s -> %s', (address, id) => {
    expect(providerByAddress(providers, address)?.id).toBe(id);
  });
});

describe('providerByMx', () => {
  it.each([
    [['aspmx.l.google.com'], 'google'],
    [['ALT1.ASPMX.L.GOOGLE.COM.'], 'google'],
    [['l.google.com'], undefined],
    [['evil-l.google.com'], undefined],
    [['smtp.google.com'], 'google'],
    [['mail.corp.example', 'mxbiz1.qq.com'], 'tencent'],
    [['mxbiz1.qq.com', 'aspmx.l.google.com'], 'tencent'],
    [['mxbiz1.qq.com.evil.example'], undefined],
    [[], undefined],
  ])('%s -> %s', (hosts, id) => {
    expect(providerByMx(providers, hosts)?.id).toBe(id);
  });
});

describe('serversOf', () => {
  it('keeps the order of the file', () => {
    expect(serversOf(google, 'smtp').map((server) => server.port)).toEqual([465, 587]);
    expect(serversOf(google, 'pop3')).toEqual([]);
  });
});
