import { describe, expect, it } from 'vitest';
import { FINDINGS, readError, type ErrorText } from '../../src/diagnosis/index.js';
import { MEANINGS } from '../../src/diagnosis/errors/meanings.js';
import { MICROSOFT_SIGN_IN } from '../../src/diagnosis/errors/microsoft-sign-in.js';
import { REASONS } from '../../src/diagnosis/errors/reasons.js';
import { RESPONSE_CODES } from '../../src/diagnosis/errors/response-codes.js';
import { SMTP_CODES } from '../../src/diagnosis/errors/smtp-codes.js';
import { TRANSPORT } from '../../src/diagnosis/errors/transport.js';
import { BARE, GENERIC, OWN_SIDE } from '../../src/diagnosis/errors/words.js';

const RULES = [
  ...REASONS,
  ...MICROSOFT_SIGN_IN,
  ...RESPONSE_CODES,
  ...SMTP_CODES,
  ...TRANSPORT,
  ...GENERIC,
  ...OWN_SIDE,
  ...BARE,
];

function scenarioOf(text: string, more: Omit<ErrorText, 'text'> = {}): string | undefined {
  return readError({ text, ...more })?.scenario;
}

function findingOf(text: string, more: Omit<ErrorText, 'text'> = {}): string | undefined {
  return readError({ text, ...more })?.finding;
}

describe('readError: every family', () => {
  it.each([
    // Response codes.
    ['x7 NO [AUTHENTICATIONFAILED] no luck with that', 'auth.rejected', 'mistyped-password'],
    ['x7 NO [EXPIRED] Authentication failed', 'auth.expired', 'password-expired'],
    ['x7 NO [PRIVACYREQUIRED] not like this', 'auth.encryption-needed', 'protocol-config'],
    ['x7 NO [INUSE] come back', 'auth.mailbox-in-use', 'client-cache'],
    ['x7 NO [LIMIT] login failed', 'auth.rate-limited', 'ip-blocked'],
    ['-ERR [SYS/TEMP] authentication failed', 'auth.unavailable', 'server-outage'],
    ['-ERR [LOGIN-DELAY] patience', 'auth.rate-limited', 'ip-blocked'],
    ['-ERR [AUTH] wrong credentials', 'auth.rejected', 'mistyped-password'],
    // SMTP.
    ['535 5.7.8 no', 'auth.rejected', 'mistyped-password'],
    ['454 4.7.0 not now', 'auth.unavailable', 'server-outage'],
    ['432 4.7.12 once more in clear', 'auth.expired', 'password-expired'],
    ['538 5.7.11 use more', 'auth.encryption-needed', 'protocol-config'],
    ['525 5.7.13 sorry', 'auth.locked', 'account-locked'],
    ['534 5.7.9 stronger please', 'auth.code-expected', 'mfa-conflict'],
    ['550 5.7.60 not yours', 'auth.sender-refused', 'smtp-auth-refused'],
    ['530 5.7.57 who are you', 'auth.sending-not-signed-in', 'smtp-auth-refused'],
    ['550 5.7.23 refused', 'auth.sender-domain', 'dns-records'],
    // Outlook and Windows.
    ['Outlook 0x800CCC92', 'auth.rejected', 'mistyped-password'],
    [
      "'li@corp.example' - Receiving: reported error (0x800ccc0d) : no such thing",
      'dns.no-such-host',
      'dns-records',
    ],
    ['error 0x800CCCD9', 'auth.address-blocked', 'ip-blocked'],
    ['错误 0x8004010F', 'client.data-damaged', 'client-cache'],
    ['0x80090325', 'tls.untrusted', 'certificate'],
    // Microsoft's sign-in.
    ['AADSTS50053: too often', 'auth.locked', 'account-locked'],
    ['AADSTS50055', 'auth.expired', 'password-expired'],
    ['AADSTS50076: more is needed', 'auth.browser-sign-in-needed', 'mfa-conflict'],
    ['AADSTS53003', 'auth.place-refused', 'new-device'],
    // Certificates and encryption.
    ['CERT_HAS_EXPIRED', 'tls.expired', 'certificate'],
    ['邮件服务器的证书已经过期', 'tls.expired', 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls.name-mismatch', 'certificate'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls.self-signed', 'certificate'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls.inspected', 'network-intercept'],
    ['此证书的颁发者未知，不受信任', 'tls.inspected', 'network-intercept'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls.not-tls', 'protocol-config'],
    ['alert protocol version', 'tls.old-version', 'protocol-config'],
    ['Our server does not offer STARTTLS here', 'imap.starttls-missing', 'protocol-config'],
    // Connections.
    ['getaddrinfo ENOTFOUND imap.corp.example', 'dns.no-such-host', 'dns-records'],
    ['connect ECONNREFUSED 192.0.2.7:143', 'net.refused', 'protocol-config'],
    ['connect ETIMEDOUT 192.0.2.7:993', 'net.timeout', 'server-outage'],
    ['read ECONNRESET', 'net.reset', 'network-intercept'],
    ['连接 imap.corp.example 超时，请稍后', 'net.timeout', 'server-outage'],
    // Words.
    ['NO You have too many failed login attempts', 'auth.rate-limited', 'ip-blocked'],
    ['Your account has been locked by us', 'auth.locked', 'account-locked'],
    ['帐户被临时锁定', 'auth.locked', 'account-locked'],
    ['密码已过期', 'auth.expired', 'password-expired'],
    ['请使用授权码登录', 'auth.app-password-needed', 'mfa-conflict'],
    ['you need an app-specific password', 'auth.app-password-needed', 'mfa-conflict'],
    ['IMAP服务未开启', 'auth.service-disabled', 'service-disabled'],
    ['POP3 access is not enabled here', 'auth.service-disabled', 'service-disabled'],
    ['登录过于频繁', 'auth.rate-limited', 'ip-blocked'],
    ['IP 203.0.113.9 is on our blacklist', 'auth.address-blocked', 'ip-blocked'],
    ['您的账号可能已被盗用', 'auth.account-misused', 'credential-leak'],
    ['检测到新设备，请先验证', 'auth.browser-check', 'new-device'],
    ['relaying denied', 'auth.sending-not-signed-in', 'smtp-auth-refused'],
    ['The mailbox is in use by another client', 'auth.mailbox-in-use', 'client-cache'],
    ['用户名或密码错误', 'auth.rejected', 'mistyped-password'],
    ['登录失败', 'auth.rejected', 'mistyped-password'],
  ])('%s', (text, finding, scenario) => {
    expect(readError({ text })).toMatchObject({ finding, scenario });
  });

  it('names only findings that the registry and the meanings know', () => {
    for (const { finding } of RULES) {
      expect(FINDINGS.has(finding), finding).toBe(true);
      expect(MEANINGS[finding], finding).toBeDefined();
    }
    expect(Object.keys(MEANINGS).filter((code) => !FINDINGS.has(code))).toEqual([]);
  });
});

describe('readError: what decides', () => {
  it('lets a reason in words overrule a code, and a code overrule a plain refusal', () => {
    expect(findingOf('NO [UNAVAILABLE] Your account was suspended')).toBe('auth.locked');
    expect(findingOf('535 5.7.8 authentication failed: your account is locked')).toBe('auth.locked');
    expect(findingOf('[UNAVAILABLE] invalid credentials')).toBe('auth.unavailable');
  });

  it('lets the provider decide what a plain refusal means', () => {
    const text = 'a2 NO LOGIN failed.';
    expect(scenarioOf(text, { provider: 'exchange-online' })).toBe('mfa-conflict');
    expect(scenarioOf(text, { provider: 'gmail' })).toBe('mfa-conflict');
    expect(scenarioOf(text, { provider: 'courier' })).toBe('mistyped-password');
    expect(scenarioOf(text, { provider: 'gmx' })).toBe('mistyped-password');
    expect(scenarioOf('-ERR authentication failed', { provider: 'gmx' })).toBe('service-disabled');
  });

  it('knows Microsoft and Google by what their servers write', () => {
    expect(findingOf('535 5.7.3 Authentication unsuccessful [AB1PR0.prod.outlook.com]')).toBe(
      'auth.browser-sign-in-needed',
    );
    expect(findingOf('535-5.7.8 Not accepted\n535 5.7.8 x12 - gsmtp')).toBe('auth.code-expected');
  });

  it('takes the bundle’s word for a provider: its own refusals first, and its kind of credential', () => {
    const refusals = [{ text: 'Nein danke', finding: 'auth.service-disabled' }];
    expect(findingOf('a NO [EXPIRED] nein danke', { refusals })).toBe('auth.service-disabled');
    expect(findingOf('NO login failed', { credential: 'app-password' })).toBe('auth.code-expected');
    expect(findingOf('NO login failed', { credential: 'oauth-only' })).toBe('auth.browser-sign-in-needed');
    expect(findingOf('NO login failed', { provider: 'zoho', credential: 'password' })).toBe('auth.rejected');
  });

  it('takes a name such as Apple Mail for the app, not for the provider', () => {
    expect(findingOf('login failed', { protocol: 'client', provider: 'apple-mail' })).toBe('auth.rejected');
    expect(findingOf('登录失败', { protocol: 'client', provider: 'foxmail' })).toBe('auth.rejected');
  });

  it('keeps the account’s password where webmail refuses it', () => {
    expect(findingOf('密码错误', { protocol: 'web', provider: 'aliyun-qiye' })).toBe('auth.rejected');
  });

  it('reads the same words of a server and of an app differently', () => {
    const text = 'TLS could not be started: error';
    expect(scenarioOf(text, { protocol: 'pop3' })).toBe('certificate');
    expect(scenarioOf(text, { protocol: 'client' })).toBe('protocol-config');
  });

  it('is honest where several causes say the same', () => {
    expect(readError({ text: 'a NO [ALERT] …' })).toMatchObject({ confidence: 'low' });
    const lost = readError({ text: 'the connection was lost' });
    expect(lost?.confidence).toBe('low');
    expect(lost?.alternatives.length).toBeGreaterThan(1);
    expect(lost?.alternatives).not.toContain(lost?.scenario);
  });

  it('says which part of the text decided', () => {
    expect(readError({ text: 'reported error (0x800CCC0E)' })?.because).toEqual(['0x800CCC0E']);
  });
});

describe('readError: how texts arrive', () => {
  it.each([
    ['full-width', 'ａｕｔｈｅｎｔｉｃａｔｉｏｎ ｆａｉｌｅｄ', 'auth.rejected'],
    ['broken into lines', 'login\r\n  failed', 'auth.rejected'],
    ['Chinese broken into lines', '请使用授\n权码登录', 'auth.app-password-needed'],
    ['GBK read as Latin letters', 'ÃÜÂë´íÎó', 'auth.rejected'],
    ['GBK behind a server’s word', '-ERR µÇÂ¼Ì«Æµ·±', 'auth.rate-limited'],
    ['GBK cut within a letter', 'NO ÃÜÂëÒÑ¹ýÆÚ£', 'auth.expired'],
    ['UTF-8 read as Windows-1252', 'ç™»å½•å¤±è´¥', 'auth.rejected'],
    ['cut off', '-ERR 登录太…', 'auth.rate-limited'],
    [
      'a reply of several lines',
      '534-5.7.9 Application-specific\n534 5.7.9 password required',
      'auth.app-password-needed',
    ],
    ['a code typed off without 0x', '错误代码 800CCC0E', 'net.refused'],
    ['a code in small letters', '(0x800ccc0e)', 'net.refused'],
    ['a quoted reply', '421, "4.3.0", go away', 'auth.unavailable'],
    ['a zero-width space in a word', 'login fai\u200bled', 'auth.rejected'],
  ])('%s', (_how, text, finding) => {
    expect(findingOf(text)).toBe(finding);
  });

  it('leaves European letters alone', () => {
    expect(findingOf('Falha na autenticação')).toBeUndefined();
  });

  it.each([
    '',
    '   ',
    '0x8004102A',
    'the screen is bright',
    '今天天气很好',
    '550e8400-e29b-41d4-a716-446655440000',
  ])('reads nothing out of %j', (text) => {
    expect(readError({ text })).toBeUndefined();
  });

  it('comes to an end on long nonsense', () => {
    for (const word of ['too many a ', 'account ', 'imap ', 'ÃÜ', '连接', 'no ']) {
      expect(() => readError({ text: word.repeat(50_000) })).not.toThrow();
    }
  });
});
