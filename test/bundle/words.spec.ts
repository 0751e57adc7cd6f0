import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/index.js';
import { WORD_PATTERNS, findWords } from '../../src/bundle/lint/words.js';

/** One text that each pattern must find. */
const FOUND: Readonly<Record<string, readonly [Language, string, 'button'?]>> = {
  exclaim: ['en', 'Mail works again!'],
  emoji: ['en', 'Mail works 🎉'],
  'link-here': ['en', 'Click here for the page.'],
  mention: ['en', 'Ask @channel for help.'],
  'menu-path': ['en', 'Open Settings > Accounts.'],
  'zh-halfwidth': ['zh', '证书过期了,请等一下。'],
  'zh-fullwidth-latin': ['zh', '端口是 ９９３。'],
  'zh-gap': ['zh', '打开Outlook。'],
  'zh-gap-mark': ['zh', '打开 Outlook ，收信。'],
  'zh-doubled': ['zh', '正在检查……'],
  'zh-address': ['zh', '你的邮箱正常。'],
  'zh-opener': ['zh', '您好，证书过期。'],
  'zh-later': ['zh', '请稍后再试。'],
  'zh-promise': ['zh', '同事会尽快处理。'],
  'zh-blame': ['zh', '密码填错了。'],
  'zh-shame': ['zh', '下次不要点。'],
  'zh-sorry': ['zh', '非常抱歉。'],
  'zh-sure': ['zh', '肯定是密码。'],
  'zh-guess': ['zh', '大概是密码。'],
  'zh-empty': ['zh', '检查失败。'],
  'zh-secret': ['zh', '请把密码发给我。'],
  'zh-danger': ['zh', '请点“仍然信任”。'],
  'zh-officialese': ['zh', '请进行检查。'],
  'zh-terms': ['zh', '请登陆邮箱。'],
  'zh-button': ['zh', '确定', 'button'],
  'en-opener': ['en', 'Hello, the certificate expired.'],
  'en-later': ['en', 'Please try again later.'],
  'en-promise': ['en', 'IT answers as soon as possible.'],
  'en-blame': ['en', 'You forgot the port.'],
  'en-shame': ['en', 'Many people fall for it.'],
  'en-sorry': ['en', 'We apologize.'],
  'en-sure': ['en', 'It is definitely the port.'],
  'en-easy': ['en', 'Simply change the port.'],
  'en-empty': ['en', 'Something went wrong.'],
  'en-secret': ['en', 'Send me the password here.'],
  'en-danger': ['en', 'Turn off TLS in the app.'],
  'en-terms': ['en', 'Open your e-mail.'],
  'en-button': ['en', 'OK', 'button'],
};

describe('words the bot does not use', () => {
  it.each(WORD_PATTERNS.map(({ id }) => id))('%s is found', (id) => {
    const [language, text, use = 'text'] = FOUND[id]!;

    expect(findWords(text, language, use).map(({ pattern }) => pattern.id)).toContain(id);
  });

  it.each([
    ['zh', '请不要关闭 SSL。'],
    ['zh', '密码不要发给我。'],
    ['zh', '请在 {retry_after} 之后再试。'],
    ['zh', '请不要点“仍然信任”。'],
    ['zh', '{provider.name|这家邮箱} 只认授权码。'],
    ['en', "Please don't press “Trust anyway”."],
    ['en', 'Checking, about {probe.seconds} seconds…'],
    ['en', 'Try again later, after 10:45.'],
    ['en', 'Open `e-mail` in the app.'],
  ] as const)('%s: %s is let through', (language, text) => {
    expect(findWords(text, language, 'text')).toEqual([]);
  });

  it('follows the house’s way to address people', () => {
    expect(findWords('你的邮箱正常。', 'zh', 'text', '你')).toEqual([]);
    expect(findWords('您的邮箱正常。', 'zh', 'text', '你').map(({ pattern }) => pattern.id)).toEqual([
      'zh-address',
    ]);
  });

  it('looks only at typography where agents read', () => {
    expect(
      findWords('登陆服务器失败,肯定是密码。', 'zh', 'for-agents').map(({ pattern }) => pattern.id),
    ).toEqual(['zh-halfwidth']);
  });
});
