import { describe, expect, it } from 'vitest';
import { FINDINGS, readErrorText } from '../../src/diagnosis/index.js';

/** Texts as RFCs, mail apps and people write them. */
const TEXTS: readonly (readonly [text: string, finding: string | undefined])[] = [
  ['a1 NO [AUTHENTICATIONFAILED] Authentication failed.', 'auth.rejected'],
  ['a1 NO [EXPIRED] Authentication failed', 'auth.expired'],
  ['a1 NO [UNAVAILABLE] Temporary authentication failure', 'auth.unavailable'],
  ['A1 NO [LIMIT] login failed', 'auth.rate-limited'],
  ['-ERR [LOGIN-DELAY] minimum time between mail checks violation', 'auth.rate-limited'],
  ['-ERR [SYS/TEMP] authentication failed', 'auth.unavailable'],
  ['-ERR [AUTH] wrong credentials', 'auth.rejected'],
  ['535 5.7.8 Error: authentication failed', 'auth.rejected'],
  ['454 4.7.0 Temporary failure', 'auth.unavailable'],
  ['Outlook 0x800CCC92', 'auth.rejected'],
  ['AADSTS50053: sign-in was blocked', 'auth.locked'],
  ['Your account has been locked', 'auth.locked'],
  ['NO Too many failed login attempts', 'auth.rate-limited'],
  ['NO Your password has expired', 'auth.expired'],
  ['you need an app-specific password', 'auth.app-password-needed'],
  ['Your account is not enabled for IMAP', 'auth.service-disabled'],
  ['用户名或密码错误', 'auth.rejected'],
  ['账号已被锁定，请联系管理员', 'auth.locked'],
  ['帐户被临时锁定', 'auth.locked'],
  ['登录过于频繁', 'auth.rate-limited'],
  ['请使用授权码登录', 'auth.app-password-needed'],
  ['密码已过期', 'auth.expired'],
  ['IMAP服务未开启', 'auth.service-disabled'],
  ['登录失败', 'auth.rejected'],
  ['ａｕｔｈｅｎｔｉｃａｔｉｏｎ ｆａｉｌｅｄ', 'auth.rejected'],
  ['login\r\nfailed', 'auth.rejected'],
  ['cannot connect to server', undefined],
  ['证书已过期', undefined],
  ['the screen was locked', undefined],
  ['', undefined],
];

describe('readErrorText', () => {
  it.each(TEXTS)('%j is %s', (text, finding) => {
    expect(readErrorText(text)).toBe(finding);
    if (finding !== undefined) expect(FINDINGS.has(finding)).toBe(true);
  });

  it('lets a code outrank the words beside it, and a reason outrank a refusal', () => {
    expect(readErrorText('[UNAVAILABLE] invalid credentials')).toBe('auth.unavailable');
    expect(readErrorText('535 5.7.8 authentication failed: your account is locked')).toBe('auth.locked');
  });

  it('is quick on long nonsense', () => {
    expect(readErrorText('too many a '.repeat(50_000))).toBeUndefined();
  });
});
