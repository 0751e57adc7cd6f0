import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GiftServer } from '../../src/domain/index.js';
import { appleProfile } from '../../src/engine/apple-profile.js';

type Plist = string | number | boolean | readonly Plist[] | { readonly [key: string]: Plist };

const UUID = /^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/u;

function server(change: Partial<GiftServer> = {}): GiftServer {
  return {
    protocol: 'imap',
    host: 'imap.corp.example',
    port: 993,
    tls: 'implicit',
    userName: { form: 'full-address', value: 'a@corp.example' },
    ...change,
  };
}

const SENDING = server({ protocol: 'smtp', host: 'smtp.corp.example', port: 465 });

function profile(change: Partial<Parameters<typeof appleProfile>[0]> = {}): string {
  return appleProfile({
    address: 'a@corp.example',
    name: 'Corp',
    receiving: server(),
    sending: SENDING,
    ...change,
  });
}

/** Reads a plist strictly: any tag that does not close where it must, and any stray text, is an error. */
function read(xml: string): { readonly [key: string]: Plist } {
  const tokens = [...xml.replace(/^<\?xml[^>]*\?>\n<!DOCTYPE[^>]*>\n/u, '').matchAll(/<[^<>]*>|[^<>]+/gu)]
    .map(([token]) => token)
    .filter((token) => token.startsWith('<') || token.trim() !== '');
  const take = (expected?: string) => {
    const token = tokens.shift() ?? 'the end';
    if (expected !== undefined) expect(token).toBe(expected);
    return token;
  };
  const text = (tag: string) => {
    const value = tokens[0]?.startsWith('<') ? '' : take();
    expect(value).not.toMatch(/&(?!(?:amp|lt|gt|quot|apos);)/u);
    take(`</${tag}>`);
    return value.replace(/&(amp|lt|gt|quot|apos);/gu, (_whole, name: string) => {
      return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name] ?? '';
    });
  };
  const value = (): Plist => {
    const tag = take();
    if (tag === '<true/>' || tag === '<false/>') return tag === '<true/>';
    if (tag === '<string>') return text('string');
    if (tag === '<integer>') return Number(text('integer'));
    if (tag === '<array>') {
      const items: Plist[] = [];
      while (tokens[0] !== '</array>') items.push(value());
      take('</array>');
      return items;
    }
    expect(tag).toBe('<dict>');
    const entries: Record<string, Plist> = {};
    while (tokens[0] !== '</dict>') {
      take('<key>');
      entries[text('key')] = value();
    }
    take('</dict>');
    return entries;
  };
  take('<plist version="1.0">');
  const root = value();
  take('</plist>');
  expect(tokens).toEqual([]);
  return root as { readonly [key: string]: Plist };
}

function account(xml: string) {
  const [first] = read(xml)['PayloadContent'] as readonly Readonly<Record<string, Plist>>[];
  return first!;
}

/** White space at the ends is the reader's, not the file's. */
function text(value: Plist | undefined): string {
  return typeof value === 'string' ? value.trim() : 'no text';
}

describe('appleProfile', () => {
  it('sets up one account with both servers', () => {
    expect(read(profile())).toMatchObject({ PayloadType: 'Configuration', PayloadVersion: 1 });
    expect(account(profile())).toMatchObject({
      PayloadType: 'com.apple.mail.managed',
      EmailAccountType: 'EmailTypeIMAP',
      EmailAddress: 'a@corp.example',
      IncomingMailServerHostName: 'imap.corp.example',
      IncomingMailServerPortNumber: 993,
      IncomingMailServerUseSSL: true,
      IncomingMailServerUsername: 'a@corp.example',
      OutgoingMailServerHostName: 'smtp.corp.example',
      OutgoingMailServerPortNumber: 465,
      OutgoingMailServerUseSSL: true,
    });
  });

  it('knows POP3 and user names without a domain', () => {
    const receiving = server({ protocol: 'pop3', port: 995, userName: { form: 'local-part', value: 'a' } });
    expect(account(profile({ receiving }))).toMatchObject({
      EmailAccountType: 'EmailTypePOP',
      IncomingMailServerUsername: 'a',
    });
  });

  it('has no place for a password', () => {
    const keys = Object.keys(account(profile())).filter((key) => key.endsWith('Password'));
    expect(keys).toEqual(['OutgoingPasswordSameAsIncomingPassword']);
  });

  it('gives the same bytes for the same settings, other ids for others, and the same identifier for the mailbox', () => {
    const other = profile({ receiving: server({ port: 143, tls: 'starttls' }) });
    expect(profile()).toBe(profile());
    expect(read(profile())['PayloadUUID']).toMatch(UUID);
    expect(account(profile())['PayloadUUID']).toMatch(UUID);
    expect(account(profile())['PayloadUUID']).not.toBe(read(profile())['PayloadUUID']);
    expect(read(other)['PayloadUUID']).not.toBe(read(profile())['PayloadUUID']);
    expect(read(other)['PayloadIdentifier']).toBe(read(profile())['PayloadIdentifier']);
  });

  it('is well-formed and gives values back as they were, whatever they hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, host) => {
        const xml = profile({ name: `${name}<&>"'`, receiving: server({ host }) });
        const kept = (value: string) => value.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '');
        expect(text(read(xml)['PayloadDisplayName'])).toBe(kept(`${name}<&>"'`).trim());
        expect(text(account(xml)['IncomingMailServerHostName'])).toBe(kept(host).trim());
      }),
    );
  });
});
