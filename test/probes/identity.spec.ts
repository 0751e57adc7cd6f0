import { describe, expect, it } from 'vitest';
import { matchNames, readAlternativeNames } from '../../src/probes/_identity.js';

const host = 'imap.corp.example';

function byHosts(...hosts: readonly string[]) {
  return matchNames({ host }, { hosts, services: [], commonName: host });
}

describe('matchNames', () => {
  it.each([host, 'IMAP.Corp.Example', 'imap.corp.example.', '*.corp.example'])('takes %s', (name) => {
    expect(byHosts('other.example', name)).toBe('host');
  });

  it.each([
    'corp.example',
    'a.imap.corp.example',
    'i*.corp.example',
    '*p.corp.example',
    'imap.*.example',
    '*.imap.corp.example',
    '*.example',
    '*',
    '**.corp.example',
    '',
  ])('does not take “%s”', (name) => {
    expect(byHosts(name)).toBe('none');
  });

  it('has a wildcard stand for no top-level domain', () => {
    const names = { hosts: ['*.example'], services: [] };
    expect(matchNames({ host: 'corp.example' }, names)).toBe('none');
  });

  it('compares international names as A-labels', () => {
    const asked = { host: 'imap.xn--fiqs8s.example' };
    const match = (name: string) => matchNames(asked, { hosts: [name], services: [] });
    expect(match('imap.XN--FIQS8S.example')).toBe('host');
    expect(match('imap.中国.example')).toBe('none');
    expect(match('imap.xn--*.example')).toBe('none');
  });

  it('takes the service that the mail domain named, and no other', () => {
    const match = (name: string, service?: string) =>
      matchNames({ host, ...(service ? { service } : {}) }, { hosts: ['x.example'], services: [name] });
    expect(match('_imaps.Corp.example', '_imaps.corp.example')).toBe('service');
    expect(match('_imaps.corp.example')).toBe('none');
    expect(match('_imap.corp.example', '_imaps.corp.example')).toBe('none');
    expect(match('_imaps.other.example', '_imaps.corp.example')).toBe('none');
    expect(match('*.corp.example', '_imaps.corp.example')).toBe('none');
  });

  it('looks at the common name only where no other name stands', () => {
    const commonName = host;
    expect(matchNames({ host }, { hosts: [], services: [], commonName })).toBe('common-name');
    expect(matchNames({ host }, { hosts: ['x.example'], services: [], commonName })).toBe('none');
    expect(matchNames({ host }, { hosts: [], services: ['_imaps.x.example'], commonName })).toBe('none');
    expect(matchNames({ host }, { hosts: [], services: [] })).toBe('none');
  });
});

describe('readAlternativeNames', () => {
  it('tells hosts from services', () => {
    const text = 'othername:SRVName:_imaps.corp.example, DNS:a.example, IP Address:192.0.2.1, DNS:b.example';
    expect(readAlternativeNames(text)).toEqual({
      hosts: ['a.example', 'b.example'],
      services: ['_imaps.corp.example'],
    });
  });

  it('leaves out a name that would pass for several', () => {
    const text = String.raw`DNS:"x, DNS:imap.corp.example, DNS:\"y", URI:"http://z/, DNS:imap.corp.example", DNS:a.example`;
    expect(readAlternativeNames(text).hosts).toEqual(['a.example']);
    expect(readAlternativeNames('').hosts).toEqual([]);
  });
});
