import { describe, expect, it } from 'vitest';
import { quotedError, readError } from '../../src/diagnosis/index.js';

describe('quotedError: what a program wrote', () => {
  it.each([
    ['Outlook 收信报错 0x800CCC92，怎么办', '0x800CCC92'],
    ['getting 0x800ccc0e since monday', '0x800ccc0e'],
    ['it says 535 5.7.8 Error: authentication failed', '535 5.7.8'],
    ['Foxmail：-ERR Unable to log on', '-ERR'],
    ['the log has “a12 NO LOGIN failed.”', 'a12 NO LOGIN'],
    ['提示：NO [AUTHENTICATIONFAILED] Invalid credentials', 'NO [AUTHENTICATIONFAILED]'],
    ['AADSTS50053 comes up', 'AADSTS50053'],
    ['connect ECONNREFUSED 192.0.2.7:993', 'ECONNREFUSED'],
    ['报错：535 Error: 请使用授权码登录', '535'],
    ['* BYE Too many connections', '* BYE Too'],
    ['Outlook: The target principal name is incorrect.', 'target principal name is incorrect'],
    ['Outlook 弹窗：目标主体名称不正确', '目标主体名称不正确'],
    ['my phone: Cannot Get Mail. The connection to the server failed.', 'Cannot Get Mail'],
    ['iPhone 提示无法验证服务器身份', '无法验证服务器身份'],
    [
      'The user name or password for “imap.corp.example” is incorrect.',
      'The user name or password for “imap.corp.example…',
    ],
    [
      'phone says Unable to open connection to server due to security error',
      'Unable to open connection to server',
    ],
    ['手机提示：由于安全错误，无法打开与服务器的连接', '由于安全错误，无法'],
    ['Sending of password for user li did not succeed.', 'Sending of password for user li did not succeed'],
  ])('%s', (words, mark) => {
    expect(quotedError(words)?.mark).toBe(mark);
  });

  it.each([
    'IT says the password expired',
    'IT 说密码过期了',
    '同事说我的账号被锁定了',
    'my account is locked I think',
    '提示密码错误',
    'it says wrong password',
    'I have 550 unread messages and no mail since 5.5.2026',
    'NO mail arrives',
    'NO I did not change it',
    '没有收到 535 封邮件',
    'my number is 80042108',
    'ticket 421 is still open',
    'the printer shows error 0x610000f6',
    'the bad [draft] of my mail',
    'I cannot get mail since noon',
    'the password for my account is incorrect',
    "I couldn't open the connection settings",
    '用户名或密码不正确',
  ])('none in “%s”', (words) => {
    expect(quotedError(words)).toBeUndefined();
  });

  it.each([
    [
      'Outlook 提示无法登录。请确认已连接到网络，并且使用的服务器和邮箱名称正确。',
      'client.settings-incomplete',
    ],
    [
      'Cannot log on. Verify you are connected to the network and are using the proper server and mailbox name.',
      'client.settings-incomplete',
    ],
    ['Cannot Get Mail\nThe connection to the server failed.', 'net.unreachable'],
  ])('reads a dialog of several sentences as a whole: %s', (words, finding) => {
    expect(readError({ text: quotedError(words)?.text ?? '' })?.finding).toBe(finding);
  });

  it('takes a provider’s own text as a mark', () => {
    const known = ['Account is abnormal, service is not open'];
    expect(
      quotedError('foxmail: login fail. account is abnormal, service is not open.', known),
    ).toBeDefined();
    expect(quotedError('foxmail: login fail.', known)).toBeUndefined();
  });

  it('keeps what a person adds out of the reading', () => {
    const heard = [
      '535 5.7.8 authentication failed. IT says the password expired',
      '535 5.7.8 authentication failed, he thinks my account is locked',
      '报错 535 5.7.8 authentication failed，是不是账号被锁定了？',
      '密码过期了吗？收信时 0x800CCC92',
    ];
    for (const words of heard) {
      const text = quotedError(words)?.text ?? '';
      expect(readError({ text })?.finding, words).toBe('auth.rejected');
    }
  });

  it('goes on with the lines that belong to the error', () => {
    const words =
      "Task 'li@corp.example - Receiving' reported error (0x800CCC90)\nThe server responded: your account is locked.\nI have not changed anything.";
    const quoted = quotedError(words);
    expect(readError({ text: quoted?.text ?? '' })?.finding).toBe('auth.locked');
    expect(quoted?.text).not.toContain('anything');
  });

  it('tells whose words these are', () => {
    expect(quotedError('0x800CCC0E')).toMatchObject({ client: 'outlook' });
    expect(quotedError('-ERR [AUTH] no')).toMatchObject({ protocol: 'pop3' });
    expect(quotedError('a1 NO [ALERT] no')).toMatchObject({ protocol: 'imap' });
    expect(quotedError('SEC_ERROR_UNKNOWN_ISSUER')).toMatchObject({ client: 'thunderbird' });
    expect(quotedError('535 5.7.8 no')).not.toHaveProperty('protocol');
  });

  it('stays linear on hostile text', () => {
    for (const piece of ['535 ', 'NO [A', 'a1 NO ', 'Login to server x ', '-ERR', '[ALERT', '使用用户名 ']) {
      expect(() => quotedError(piece.repeat(1_000))).not.toThrow();
    }
  });
});
