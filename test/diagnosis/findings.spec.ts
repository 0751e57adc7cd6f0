import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FINDINGS, findingSentence, KNOWN_FACTS } from '../../src/diagnosis/index.js';
import { familyOf } from '../../src/diagnosis/finding-type.js';
import { LANGUAGES } from '../../src/domain/index.js';

const CODES = `
discover.no-mx discover.provider discover.found discover.nothing
dns.no-such-host dns.no-address dns.timeout dns.servfail dns.private-address dns.resolved
dns.dangling-alias dns.half-answer dns.resolvers-differ dns.split-view dns.not-from-here dns.mail-domain
net.refused net.timeout net.unreachable net.reset net.connected
net.family-differs net.ports-blocked net.open-ports
tls.expired tls.not-yet-valid tls.name-mismatch tls.name-in-cn tls.name-by-service tls.chain-incomplete tls.untrusted tls.self-signed tls.old-version tls.new-version tls.family-differs tls.not-tls
tls.expires-soon tls.inspected tls.ok
imap.greeting imap.no-greeting imap.bye imap.bye-blocked imap.not-imap imap.starttls-missing imap.starttls-refused imap.preauth
imap.injection imap.login-disabled imap.oauth-only imap.capabilities imap.starttls-stripped
pop3.greeting pop3.no-greeting pop3.bye pop3.bye-blocked pop3.not-pop3 pop3.starttls-missing pop3.starttls-refused
pop3.starttls-stripped pop3.injection pop3.login-disabled pop3.oauth-only pop3.capabilities
smtp.greeting smtp.no-greeting smtp.bye smtp.bye-blocked smtp.not-smtp smtp.starttls-missing smtp.starttls-refused
smtp.starttls-stripped smtp.injection smtp.auth-in-clear smtp.no-auth smtp.login-disabled smtp.oauth-only
smtp.capabilities
auth.accepted auth.rejected auth.app-password-needed auth.locked auth.expired auth.rate-limited auth.service-disabled
auth.browser-check auth.inbox-refused auth.unavailable
auth.unknown-user auth.code-expected auth.browser-sign-in-needed auth.token-refused auth.method-refused
auth.encryption-needed auth.not-permitted auth.place-refused auth.account-misused auth.address-blocked auth.mailbox-in-use
auth.sending-refused auth.sending-not-signed-in auth.sending-disabled auth.sender-refused auth.sender-domain
tls.failed status.incident
client.not-understood client.settings-incomplete client.connection-lost client.data-damaged
client.typed.spaces client.typed.full-width client.typed.input-method client.typed.caps-lock client.typed.address
client.typed.not-a-code client.typed.line-break client.typed.code-not-needed
link.look-alike link.brand-inside link.other-letters link.user-info link.ip-address link.text-differs link.leads-on
link.shortener link.long-name link.odd-form link.not-encrypted link.known link.unknown
log.signed-in-after-failures log.spraying log.brute-force log.failures log.quiet
`;
const FACTS = `
tls.not_after tls.not_before tls.issuer tls.names tls.version tls.works tls.fails dns.address dns.host dns.alias dns.record dns.domain dns.mx net.host net.port net.works net.fails net.open imap.greeting
imap.capabilities pop3.greeting pop3.capabilities smtp.greeting smtp.capabilities discover.host discover.port discover.source discover.provider
status.provider status.since status.title link.host link.like link.shown link.next
log.user log.users log.times log.from
`;

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/u);
}

describe('FINDINGS', () => {
  it('knows every code that probes and playbooks use', () => {
    expect([...FINDINGS.keys()].sort()).toEqual([...words(CODES)].sort());
  });

  it('has one family for each file of the folder', () => {
    const files = readdirSync('src/diagnosis/findings')
      .filter((name) => name !== 'index.ts')
      .map((name) => name.replace(/\.ts$/u, ''));
    const families = new Set([...FINDINGS.keys()].map(familyOf));
    expect([...families].sort()).toEqual(files.sort());
  });

  it('tells the facts of every code, and only such that probes measure', () => {
    expect([...KNOWN_FACTS.keys()]).toEqual([...FINDINGS.keys()]);
    expect([...new Set([...KNOWN_FACTS.values()].flat())].sort()).toEqual([...words(FACTS)].sort());
  });

  describe.each([...FINDINGS.values()])(
    '$code',
    ({ sentence, read, severity, facts: known, proves, rulesOut }) => {
      it.each(LANGUAGES)('needs no fact where it was read in an error text: %s', (language) => {
        expect(read?.[language] ?? '').not.toMatch(/\{|[!！。]$/u);
      });

      it.each(LANGUAGES)('says only facts that it has, calmly: %s', (language) => {
        const text = sentence[language];
        const facts = [...text.matchAll(/\{([^}]*)\}/gu)].map((match) => match[1]);
        for (const fact of facts) expect(known).toContain(fact);
        expect(text).not.toMatch(
          /[!！。]$|探测|宕机|有误|非法|无效|invalid|illegal|you (?:forgot|failed|must)/iu,
        );
        expect([...text].length).toBeLessThanOrEqual(language === 'zh' ? 45 : 110);
      });

      it('proves nothing and rules nothing out by mere background noise', () => {
        if (proves) expect(severity).not.toBe('info');
        if (rulesOut) expect(rulesOut).not.toHaveLength(0);
      });
    },
  );
});

describe('findingSentence', () => {
  it('fills facts, dates in the words of the language, without a gap between Chinese characters', () => {
    const finding = { code: 'tls.expired', facts: { 'tls.not_after': '2026-01-02T08:00:00.000Z' } };
    expect(findingSentence(finding, 'zh')).toBe('服务器证书已于 2026 年 1 月 2 日过期');
    expect(findingSentence(finding, 'en')).toBe('the server’s certificate expired on 2 January 2026');
  });

  it('has the date that the person’s calendar has', () => {
    const finding = { code: 'tls.expired', facts: { 'tls.not_after': '2026-01-02T17:00:00.000Z' } };
    expect(findingSentence(finding, 'zh', 'Asia/Shanghai')).toBe('服务器证书已于 2026 年 1 月 3 日过期');
    expect(findingSentence(finding, 'en', 'America/New_York')).toContain('2 January 2026');
  });

  it('makes what a server says harmless', () => {
    const finding = {
      code: 'imap.capabilities',
      facts: { 'imap.capabilities': `[x](y)\n**${'a'.repeat(500)}` },
    };
    const sentence = findingSentence(finding, 'en');
    expect(sentence).toContain('\\[x\\](y) \\*\\*a');
    expect(sentence.length).toBeLessThan(160);
  });

  it('shows a code that nobody knows, and a gap for a fact that nobody measured', () => {
    expect(findingSentence({ code: 'tls.unheard', facts: {} }, 'en')).toBe('tls.unheard');
    expect(findingSentence({ code: 'tls.expires-soon', facts: {} }, 'en')).toBe(
      'the server’s certificate runs out on …',
    );
  });

  it('speaks of the mail app where the finding was read in an error text', () => {
    expect(findingSentence({ code: 'tls.expired', facts: {} }, 'zh')).toBe('客户端提示服务器证书已过期');
    expect(findingSentence({ code: 'net.refused', facts: {} }, 'en')).toBe(
      'the mail app’s connection was refused',
    );
  });
});
