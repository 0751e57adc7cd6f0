import { describe, expect, it } from 'vitest';
import { readError, type ErrorText } from '../../src/diagnosis/index.js';

type Case = readonly [text: string, scenario: string, finding: string, given?: Omit<ErrorText, 'text'>];

const smtp = { protocol: 'smtp' } as const;
const client = { protocol: 'client' } as const;
const qq = { ...smtp, provider: 'qq' };
const netease = { protocol: 'pop3', provider: '163' } as const;

const SAID: readonly Case[] = [
  [
    '550 5.7.30 Basic authentication is not supported for Client Submission.',
    'smtp-auth-refused',
    'auth.sending-disabled',
  ],
  ['The target principal name is incorrect.', 'certificate', 'tls.name-mismatch', client],
  ['目标主体名称不正确。', 'certificate', 'tls.name-mismatch', client],
  ['-ERR ERR.LOGIN.PASSERR', 'mfa-conflict', 'auth.code-expected', netease],
  ['ERR.LOGIN.PASSERR', 'mistyped-password', 'auth.rejected', { ...netease, protocol: 'web' }],
  ['ERR.LOGIN.USERNOTEXIST', 'mistyped-password', 'auth.unknown-user', { ...netease, protocol: 'web' }],
  ['-ERR 用户无权登陆', 'service-disabled', 'auth.service-disabled', netease],
  ['550 Connection frequency limited', 'ip-blocked', 'auth.rate-limited', qq],
  ['550 Mail content denied', 'credential-leak', 'auth.account-misused', qq],
  ['The connection to the server failed.', 'server-outage', 'net.unreachable', client],
  ['Cannot Get Mail\nThe connection to the server failed.', 'server-outage', 'net.unreachable', client],
  ['无法连接到服务器。', 'server-outage', 'net.unreachable', client],
  [
    '无法登录。请确认已连接到网络，并且使用的服务器和邮箱名称正确。',
    'protocol-config',
    'client.settings-incomplete',
    client,
  ],
  [
    'Cannot log on. Verify you are connected to the network.',
    'protocol-config',
    'client.settings-incomplete',
    client,
  ],
  ['Unable to open connection to server due to security error.', 'certificate', 'tls.failed', client],
  ['由于安全错误，无法打开与服务器的连接。', 'certificate', 'tls.failed', client],
  ['安全错误', 'certificate', 'tls.failed', client],
  // Zimbra, Zoho, Fastmail, Exim
  ['account is not active', 'account-locked', 'auth.locked', { protocol: 'imap' }],
  ['account.CHANGE_PASSWORD', 'password-expired', 'auth.expired'],
  ['550 5.4.6 Unusual sending activity detected.', 'credential-leak', 'auth.account-misused', smtp],
  ['SMTP not allowed with this password', 'mfa-conflict', 'auth.app-password-needed', smtp],
  ['535 Incorrect authentication data', 'mistyped-password', 'auth.rejected', smtp],
];

describe('what servers and mail apps say', () => {
  it.each(SAID.map(([text, scenario, finding, given]) => ({ text, scenario, finding, given })))(
    '$text',
    ({ text, scenario, finding, given }) => {
      expect(readError({ text, ...given })).toMatchObject({ scenario, finding });
    },
  );
});

describe('how sure a reading is', () => {
  it.each([
    ['550 5.7.30 Basic authentication is not supported for Client Submission.', 'high'],
    ['The target principal name is incorrect.', 'high'],
    // Two reasons in one line.
    ['NO LOGIN 密码错误或帐号未开启IMAP服务', 'medium'],
    ['账号或密码错误，或未开启IMAP/POP3服务', 'medium'],
    ['帐号未开启IMAP服务', 'high'],
    // The account, or the address it came from.
    ['Too many failed login attempts', 'medium'],
    ['421 Too many concurrent connections', 'high'],
    // What was not found is not said.
    ['无法找到该项目', 'low'],
    ['无法找到服务器', 'high'],
    ['sslv3 alert handshake failure', 'medium'],
    ['password is too simple', 'medium'],
    ['无法连接到服务器', 'low'],
    ['550 Mail content denied', 'low'],
  ] as const)('%s: %s', (text, confidence) => {
    expect(readError({ text })?.confidence).toBe(confidence);
  });
});
