import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { tellsOfMail } from '../../src/desk/about-mail.js';

describe('tellsOfMail', () => {
  it.each([
    'no mail arrives',
    'nothing in my inbox since monday',
    'mails don’t come in',
    'inbox',
    '收不到邮件',
    '邮件收不到了',
    '邮箱坏了',
    '我的邮箱',
  ])('hears mail trouble in “%s”', (text) => {
    expect(tellsOfMail(text)).toBe(true);
  });

  it.each([
    'the printer does not print my mail',
    'the VPN does not connect, no mail',
    '打印机连不上邮箱',
    '没有收到短信',
    '怎么撤回已发送的邮件',
    'how do I write an email to my boss, it is not easy',
    'my mail works again, no problem',
    'lunch is not good',
  ])('hears none in “%s”', (text) => {
    expect(tellsOfMail(text)).toBe(false);
  });

  it('leaves what the bundle calls out of scope to the classifier', () => {
    const { examples } = parse(readFileSync('intents/out-of-scope.yaml', 'utf8')) as {
      examples: Readonly<Record<string, readonly string[]>>;
    };
    const all = Object.values(examples).flat();
    const taken = all.filter((text) => tellsOfMail(text));
    expect(taken.length / all.length).toBeLessThan(0.03);
  });
});
