import { describe, expect, it } from 'vitest';
import type { Provider } from '../../src/domain/index.js';
import { both, bundleOf, findingOf, QQ, resultOf } from './_bundle.js';
import { Player } from './_player.js';

const NETEASE: Provider = {
  ...QQ,
  id: 'netease',
  name: { zh: '163 邮箱', en: '163 Mail' },
  domains: ['163.com', 'yeah.net'],
  servers: [{ protocol: 'imap', host: 'imap.163.com', port: 993, tls: 'implicit' }],
};

const PROVIDERS = new Map([
  ['qq', QQ],
  ['netease', NETEASE],
]);

function measured(address: string) {
  const bundle = bundleOf(
    {
      triage: {
        steps: {
          look: { probe: ['discover', 'tls'], with: { address: '{address}' }, on: { otherwise: 'find' } },
          find: { diagnose: {}, on: { undecided: 'seen' } },
          seen: { ask: both('Which?'), buttons: { a: both('A') }, on: { otherwise: 'end:x' } },
        },
      },
    },
    { providers: PROVIDERS },
  );
  const player = new Player(bundle, { playbook: 'triage', slots: { address }, sources: 'profile' });
  const domain = address.slice(address.indexOf('@') + 1);
  const discovered = findingOf('discover.found', { probe: 'discover', target: domain, severity: 'info' });
  const mailbox = {
    address,
    domain,
    provider: 'qq',
    servers: [{ protocol: 'imap', host: 'imap.qq.com', port: 993, tls: 'implicit', source: 'mx-pattern' }],
  } as const;
  const tls = findingOf('tls.ok', { target: 'imap.qq.com:993', severity: 'info' });
  return player.measure([resultOf([discovered], { mailbox }), resultOf([tls])]);
}

describe('a provider corrected without an address', () => {
  it('takes the place of the one that was found, with its server, and nothing measured for the old one is left', () => {
    const player = measured('kim@corp.example');
    expect(player.slot('provider')).toBe('qq');
    player.user('不是 QQ，是 163', { instead: '163', entities: [{ kind: 'provider', value: 'qq' }] });
    expect(player.run.slots['provider']).toEqual({ value: 'netease', source: 'words' });
    expect(player.slot('host')).toBe('imap.163.com');
    expect(player.run.slots['port']).toBeUndefined();
    expect(player.run.findings).toEqual([]);
    expect(player.at).toBe('triage/look');
  });

  it('takes the place of the one that only the address told', () => {
    const player = measured('kim@qq.com');
    player.user("no, it's 163 Mail", {
      instead: '163 Mail',
      entities: [{ kind: 'provider', value: 'netease' }],
    });
    expect(player.slot('provider')).toBe('netease');
  });

  it('is none when the words take nothing back, or name the known one', () => {
    const player = measured('kim@corp.example');
    player.user('I like 163 Mail', { entities: [{ kind: 'provider', value: 'netease' }] });
    expect(player.slot('provider')).toBe('qq');
    player.user('no, it is qq', { instead: 'qq', entities: [{ kind: 'provider', value: 'qq' }] });
    expect(player.run.findings).not.toEqual([]);
  });
});
