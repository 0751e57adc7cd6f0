import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/domain/index.js';
import {
  fillSetting,
  inert,
  placeholdersIn,
  renderAll,
  renderPhrase,
  renderText,
} from '../../src/engine/index.js';
import type { TextWorld } from '../../src/engine/index.js';
import { dateInWords } from '../../src/domain/index.js';
import { both, bundleOf, contextOf, findingOf, NOW } from './_bundle.js';

function worldOf(change: Partial<TextWorld> = {}, slots: Record<string, string> = {}): TextWorld {
  return {
    bundle: bundleOf({}),
    context: contextOf(),
    language: 'en',
    slots: Object.fromEntries(Object.entries(slots).map(([id, value]) => [id, { value, source: 'words' }])),
    findings: [],
    ...change,
  };
}

const render = (text: string, change: Partial<TextWorld> = {}, slots: Record<string, string> = {}) =>
  renderText({ zh: text, en: text }, worldOf(change, slots));

const zh = { language: 'zh' } as const;

describe('placeholdersIn', () => {
  it('finds names and fallbacks in order', () => {
    expect(placeholdersIn('{host} {tls.not_after|soon} {ask-at|} {no name} {}')).toEqual([
      { name: 'host' },
      { name: 'tls.not_after', fallback: 'soon' },
      { name: 'ask-at', fallback: '' },
    ]);
  });
});

describe('renderText', () => {
  it('fills slots, facts, the person, the provider, the organisation and promises', () => {
    const context = contextOf({
      person: { name: 'Li', address: 'li@corp.example', verified: true, role: 'employee', timeZone: 'UTC' },
      promises: { 'desk.answers_by': { zh: '今天 14:00', en: '14:00 today' } },
    });
    const findings = [findingOf('tls.expired', { facts: { 'tls.issuer': 'CN=Corp' } })];
    const change = { context, findings };
    const slots = { host: 'imap.corp.example', address: 'li@qq.com', ticket: 'MM-7', client: 'outlook' };
    expect(render('{host} {ticket} {client}', change, slots)).toBe('imap.corp.example MM-7 Outlook');
    expect(render('{tls.issuer}', change)).toBe('CN=Corp');
    expect(render('{user.name} {user.address}', change)).toBe('Li li@corp.example');
    expect(render('{provider.name}', { ...change, ...zh }, slots)).toBe('QQ 邮箱');
    expect(render('{provider}', {}, { provider: 'qq' })).toBe('QQ Mail');
    expect(render('{desk.answers_by}', change)).toBe('14:00 today');
  });

  it('leaves what the bundle itself says as it is, links too', () => {
    const text = '[portal]({org.portal}) [webmail]({provider.webmail})';
    expect(render(text, {}, { provider: 'qq' })).toBe(
      '[portal](https://portal.corp.example/a_b) [webmail](https://mail.qq.com/a_b)',
    );
  });

  it('takes the newest finding that has the fact', () => {
    const fact = (value: string, measuredAt: string): Finding =>
      findingOf('tls.expired', { facts: { 'tls.version': value }, measuredAt });
    const findings = [
      fact('old', '2026-03-01T10:00:00Z'),
      fact('new', '2026-03-02T09:00:00Z'),
      fact('older', '2026-02-01T10:00:00Z'),
      findingOf('tls.ok'),
    ];
    expect(render('{tls.version}', { findings })).toBe('new');
  });

  it('uses the fallback, then a dash, for what is not known', () => {
    expect(render('{host|a server} {host}')).toBe('a server —');
    expect(render('{host|}!')).toBe('!');
    expect(render('{because|none}', { values: { because: '' } })).toBe('none');
  });

  it('lets values outrank everything', () => {
    expect(render('{host}', { values: { host: 'mine' } }, { host: 'slot' })).toBe('mine');
  });

  it('does not fill what a value brings', () => {
    expect(render('{host}', {}, { host: '{address}', address: 'x@y' })).toBe('{address}');
  });

  it('renders every language', () => {
    expect(renderAll(both('{host}'), worldOf({}, { host: 'h' }))).toEqual({ zh: 'h（中）', en: 'h' });
  });

  it('says nothing for a phrase that the bundle does not have', () => {
    expect(renderPhrase('no-such', worldOf())).toBe('');
    expect(renderPhrase('handed-over', worldOf(), { ticket: 'MM-1' })).toBe('IT has MM-1, answers by soon');
  });
});

describe('a value', () => {
  it.each([
    ['[a](https://evil.example)', '\\[a\\](https://evil.example)'],
    ['**bold** _it_ `code`', '\\*\\*bold\\*\\* \\_it\\_ \\`code\\`'],
    ['<!channel> <@U1>', '\\<!channel\\> \\<@U1\\>'],
    ['\\*not bold\\*', '\\\\\\*not bold\\\\\\*'],
    ['a\u202Eb\u200Bc\u2066d', 'abcd'],
    ['a\r\nb\u2028c\u0000d', 'a b c d'],
  ])('%j is inert', (value, shown) => {
    expect(render('{host}', {}, { host: value })).toBe(shown);
    expect(inert(value)).toBe(shown);
  });

  it('is cut at 200 characters, not in the middle of one', () => {
    const shown = render('{host}', {}, { host: '😀'.repeat(300) });
    expect([...shown]).toHaveLength(200);
    expect(shown.endsWith('😀…')).toBe(true);
  });

  it('inside code is verbatim, but cannot leave it', () => {
    expect(render('`{host}` {host}', {}, { host: 'a_b`c' })).toBe("`a_b'c` a\\_b\\`c");
  });
});

describe('space around a value', () => {
  it.each([
    ['请看 {host} 的设置', '证书', '请看证书的设置'],
    ['请看 {host} 的设置', 'imap.x', '请看 imap.x 的设置'],
    ['请看 {host}', '证书', '请看证书'],
    ['{host} 过期', '2 日', '2 日过期'],
    ['已于 {host} 过期', '2026 年 1 月 2 日', '已于 2026 年 1 月 2 日过期'],
    ['请看 {host} {host}', '证书', '请看证书证书'],
    ['请看 {port|服务器} 的', '', '请看服务器的'],
    ['看 这里 {host}', 'x', '看 这里 x'],
  ])('%s with %s', (text, value, shown) => {
    expect(render(text, zh, { host: value })).toBe(shown);
  });
});

describe('dates', () => {
  it.each([
    ['2026-01-02', 'zh', '2026 年 1 月 2 日'],
    ['2026-01-02', 'en', '2 January 2026'],
    ['2025-12-31T20:00:00Z', 'en', '1 January 2026'],
    ['2026-03-02T10:05:00Z', 'zh', '2026 年 3 月 2 日 18:05'],
    ['2026-03-03T00:30:00.000Z', 'en', '3 March 2026, 8:30'],
    ['2026-03-05T10:05:00Z', 'en', '5 March 2026'],
    ['2026-03-02T10:05:00+08:00', 'en', '2 March 2026, 10:05'],
  ] as const)('%s in %s', (value, language, shown) => {
    expect(dateInWords(value, language, 'Asia/Shanghai', NOW)).toBe(shown);
  });

  it.each(['2026', 'soon', '2026-13-45', '2026-03-02T10:05:00', '993', '1.2'])('%s is none', (value) => {
    expect(dateInWords(value, 'en', 'UTC', NOW)).toBeUndefined();
  });

  it('shows UTC for a time zone that nobody knows', () => {
    expect(dateInWords('2026-03-02T10:05:00Z', 'en', 'Mars/Base', NOW)).toBe('2 March 2026, 10:05');
  });

  it('are printed so in facts and date slots, but not in other slots', () => {
    const findings = [findingOf('tls.expired', { facts: { 'tls.not_after': '2026-01-02' } })];
    expect(render('已于 {tls.not_after} 过期', { findings, ...zh })).toBe('已于 2026 年 1 月 2 日过期');
    expect(render('{since} {host}', {}, { since: '2026-01-02', host: '2026-01-02' })).toBe(
      '2 January 2026 2026-01-02',
    );
  });
});

describe('fillSetting', () => {
  it('fills values as they are, for machines', () => {
    expect(fillSetting('{host}', worldOf({}, { host: 'a_b.example' }))).toBe('a_b.example');
    expect(fillSetting('{port|993}', worldOf())).toBe('993');
    expect(fillSetting('{host}:{port}', worldOf({}, { host: 'h' }))).toBeUndefined();
    const findings = [findingOf('x', { facts: { retry_after: '2026-03-02T10:20:00Z' } })];
    expect(fillSetting('{retry_after}', worldOf({ findings }))).toBe('2026-03-02T10:20:00Z');
  });
});
