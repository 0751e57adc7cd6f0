import { describe, expect, it } from 'vitest';
import { hear } from '../../src/conversation/index.js';
import { TOOLS } from './_bundle.js';

function entitiesIn(text: string): string[] {
  return hear(text, 'zh', TOOLS).entities.map(({ kind, value }) => `${kind} ${value}`);
}

describe('entities', () => {
  it.each([
    ['我的邮箱是Zhang.San@corp.example，登不上', ['email zhang.san@corp.example']],
    ['zhang＠corp.example。', ['email zhang@corp.example']],
    ['ｚｈａｎｇ＠ｃｏｒｐ．ｅｘａｍｐｌｅ', ['email zhang@corp.example']],
    ['<zhang@mail.corp.example>', ['email zhang@mail.corp.example']],
    ['zhang@corp.example和li@corp.example都不行', ['email zhang@corp.example', 'email li@corp.example']],
    ['zhang@corp.example zhang@corp.example', ['email zhang@corp.example']],
    ['服务器 IMAP.corp.example:993', ['port 993', 'hostname imap.corp.example']],
    ['收件服务器填的imap.corp.example，端口993', ['port 993', 'hostname imap.corp.example']],
    ['993端口', ['port 993']],
    ['端口：993', ['port 993']],
    ['端口填的是 143', ['port 143']],
    ['port 993', ['port 993']],
    ['it is set to port number 587', ['port 587']],
    ['imap 993 ssl', ['port 993', 'protocol imap']],
    ['端口 99999', ['number 99999']],
    ['9:30 开始登不上', []],
    ['it is 993.', ['number 993']],
    ['试了46次', ['number 46', 'tries many']],
    ['错误 0x800ccc0e', ['error 0x800CCC0E']],
    ['535-5.7.8 Username and Password not accepted', ['error 535 5.7.8']],
    ['server said 535 5.7.8', ['error 535 5.7.8']],
    ['AADSTS50126', ['error AADSTS50126']],
    ['错误代码：535', ['error 535']],
    ['证书 2026年1月2日 过期', ['date 2026-01-02']],
    ['expired on 2026-01-02', ['date 2026-01-02']],
    ['since 2 January 2026', ['date 2026-01-02']],
    ['since March 3rd, 2026', ['date 2026-03-03']],
    ['2026-02-31', []],
    ['Outlook for Mac 一直弹框', ['client outlook-mac', 'device mac']],
    ['outlook一直弹框', ['client outlook']],
    ['outlook2019x', []],
    ['我用qq邮箱', ['provider qq']],
    ['我用 QQ 邮箱，苹果手机', ['client ios', 'provider qq', 'device iphone']],
    ['who@gmail.com', ['email who@gmail.com']],
    ['see settings.docx', []],
    ['my example.net account is dead', []],
    ['the www.corp.example page is fine', []],
    ['cannot send through smtp.corp.example', []],
    ['smtp.corp.example', ['hostname smtp.corp.example']],
    ['server name is example.net', ['hostname example.net']],
    ['收件服务器：example.net', ['hostname example.net']],
    ['example.net', ['hostname example.net']],
    ['Outlook 报 error 550-5.7.26', ['error 550 5.7.26', 'client outlook']],
    ['error code "535"', ['error 535']],
  ])('%s', (text, expected) => {
    expect(entitiesIn(text)).toEqual(expected);
  });
});

describe('asked terms', () => {
  it.each([
    ['什么是 IMAP？', 'imap'], ['什么是IMAP', 'imap'], ['IMAP 是啥', 'imap'], ['imap是什么意思？', 'imap'], ['请问什么是授权码', 'authorization-code'],
    ['授权码是什么东西啊', 'authorization-code'], ['什么叫授权码', 'authorization-code'], ['授权码是干嘛的', 'authorization-code'], ['我不知道什么是授权码', 'authorization-code'],
    ['你说的授权码是什么？', 'authorization-code'], ['授权码？', 'authorization-code'], ['解释一下 SSL 证书', 'certificate'], ['“证书”是什么意思', 'certificate'], ['SSL/TLS 是什么', 'ssl-tls'],
    ['what is IMAP?', 'imap'], ["What's an app password?", 'app-password'], ['what does IMAP mean', 'imap'], ['what does SSL stand for?', 'ssl-tls'], ['what are app passwords?', 'app-password'],
    ['can you explain what IMAP is?', 'imap'], ["I don't know what an authorization code is", 'authorization-code'], ['what do you mean by authorization code?', 'authorization-code'], ['IMAP?', 'imap'],
  ])('%s', (text, expected) => {
    expect(hear(text, 'zh', TOOLS).asksAbout).toBe(expected);
  }); // prettier-ignore

  it.each([
    'IMAP 密码错误', 'IMAP 密码错误是什么意思', 'Outlook 提示 IMAP 服务器密码错误怎么办', '证书是什么时候过期的', '证书过期了怎么办？', '授权码在哪里生成', '授权码不对', '我的授权码是什么时候改的',
    'what is wrong with my IMAP password?', 'the certificate is expired', 'IMAP does not work', 'what is my authorization code for?', 'IMAP', '授权码', '什么是对的', 'what is this',
  ])('is no question about a term: %s', (text) => {
    expect(hear(text, 'zh', TOOLS).asksAbout).toBeUndefined();
  }); // prettier-ignore
});
