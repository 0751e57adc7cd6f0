import { describe, expect, it } from 'vitest';
import { TOLD } from '../../src/domain/index.js';
import { readTold } from '../../src/conversation/told/read.js';

function toldIn(text: string): string[] {
  return readTold(text).map(({ kind, value }) => `${kind} ${value}`);
}

describe('what is told in passing', () => {
  it.each([
    ['网页邮箱能正常登录，客户端不行', 'webmail works'],
    ['Webmail works fine, Outlook keeps asking', 'webmail works'],
    ['I can log in on the website', 'webmail works'],
    ['网页也登不上', 'webmail refused'],
    ['webmail also refuses me', 'webmail refused'],
    ['我没改过密码', 'changed-lately kept'],
    ['密码一直没改', 'changed-lately kept'],
    ["I haven't changed my password", 'changed-lately kept'],
    ['改了密码之后 Foxmail 连不上', 'changed-lately changed'],
    ['I reset my password yesterday', 'changed-lately changed'],
    ['密码没错，就是登不上', 'remembered sure'],
    ['I am sure the password is correct', 'remembered sure'],
    ['邮箱密码忘了', 'remembered unsure'],
    ['只有我收不到，同事都正常', 'scope me'],
    ['全公司都收不到邮件', 'scope company'],
    ['my whole team sees this', 'scope team'],
    ['手机上能收，电脑上不行', 'other-device works'],
    ['it works fine on my iPhone', 'other-device works'],
    ['用流量就能收', 'other-network works'],
    ['昨天还能收，今天就不行了', 'first-time before'],
    ['it stopped working on Monday', 'first-time before'],
    ['第一次设置这个邮箱', 'first-time new'],
    ['换了新手机以后登不上', 'moved device'],
    ['开了两步验证以后登不上', 'two-step on'],
    ['没开两步验证', 'two-step off'],
    ['can receive but cannot send', 'receiving only'],
    ['加密方式选的是 SSL', 'tls ssl-tls'],
    ['用 POP3 收信失败', 'protocol pop3'],
    ['连着 VPN 的时候登不上', 'network vpn'],
  ])('%s', (text, expected) => {
    expect(toldIn(text)).toContain(expected);
  });

  it.each([
    '网页能登吗？', '网页不能用', '怎么改密码', '改不了密码', '要改密码吗', '如果网页能登就好了', 'does webmail work?',
    "my phone doesn't work", 'I need to change my password', 'make sure the password is correct', '没忘密码', '点了忘记密码',
    '还没换手机', 'password rejected', '用的不是 IMAP', 'IMAP 还是 POP3', '我不用 POP3', 'pop-up window', 'imap.corp.example',
  ])('tells nothing: %s', (text) => {
    expect(toldIn(text)).toEqual([]);
  }); // prettier-ignore

  it('is left alone where it contradicts itself, and in stories', () => {
    expect(toldIn('网页能登录。网页也登不上')).toEqual([]);
    expect(toldIn(`我没改过密码。${'还有别的事情要说。'.repeat(50)}`)).toEqual([]);
  });

  it('has the values that the kinds may have', () => {
    for (const { kind, value } of readTold('网页能登录，我没改过密码，换了新手机，用 IMAP')) {
      expect((TOLD as Record<string, readonly string[]>)[kind]).toContain(value);
    }
  });
});
