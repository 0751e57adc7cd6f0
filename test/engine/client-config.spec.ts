import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GiftServer } from '../../src/domain/index.js';
import { clientConfig } from '../../src/engine/client-config.js';
import { readClientConfig } from '../../src/probes/_sources/_client-config.js';
import { readXml } from '../../src/probes/_xml.js';
import { parseHostName } from '../../src/probes/guard.js';

const EVERY_PORT = { host: parseHostName, port: () => true };

function server(change: Partial<GiftServer> = {}): GiftServer {
  return {
    protocol: 'imap',
    host: 'imap.corp.example.com',
    port: 993,
    tls: 'implicit',
    userName: { form: 'full-address', value: 'li@corp.example.com' },
    ...change,
  };
}

const SENDING = server({ protocol: 'smtp', host: 'smtp.corp.example.com', port: 587, tls: 'starttls' });

function config(change: Partial<Parameters<typeof clientConfig>[0]> = {}): string {
  return clientConfig({
    domain: 'corp.example.com',
    receiving: server(),
    sending: SENDING,
    byBrowser: false,
    ...change,
  });
}

describe('clientConfig', () => {
  it.each([
    ['IMAP', server()],
    ['POP3', server({ protocol: 'pop3', host: 'pop.corp.example.com', port: 110, tls: 'starttls' })],
  ] as const)('is read back as the same servers: %s', (_name, receiving) => {
    const servers = readClientConfig(config({ receiving }), 'corp.example.com', 'file', EVERY_PORT);
    expect(servers).toEqual(
      [receiving, SENDING].map(({ protocol, host, port, tls }) => ({
        protocol,
        host,
        port,
        tls,
        source: 'file',
      })),
    );
  });

  it('is for everybody of the domain: no address, and no place for a password', () => {
    const local = server({ userName: { form: 'local-part', value: 'li' } });
    const text = config({ receiving: local });
    expect(text).toContain('<username>%EMAILLOCALPART%</username>');
    expect(text).toContain('<username>%EMAILADDRESS%</username>');
    expect(text).not.toContain('li@');
    expect(text).not.toMatch(/<\/?password/iu);
    expect(text.match(/<authentication>[^<]*/gu)).toEqual(
      Array(2).fill('<authentication>password-cleartext'),
    );
  });

  it('is well-formed and gives values back as they were, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ maxLength: 60 }),
        (domain, host) => {
          const named = `${domain}<&>"'`;
          const root = readXml(config({ domain: named, receiving: server({ host }) }));
          const [provider] = root?.children ?? [];
          const kept = (value: string) => value.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '');
          expect(provider?.attributes.get('id')).toBe(kept(named));
          const [incoming] = provider?.children.filter(({ name }) => name === 'incomingServer') ?? [];
          expect(incoming?.children[0]?.text.trim()).toBe(kept(host).trim());
        },
      ),
    );
  });
});
