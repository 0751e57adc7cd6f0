import { describe, expect, it } from 'vitest';
import { hear } from '../../src/conversation/index.js';
import { TOOLS } from './_bundle.js';

function heardIn(text: string, kind: string): string | undefined {
  return hear(text, 'en', TOOLS).entities.find((entity) => entity.kind === kind)?.value;
}

describe('the device', () => {
  it.each([
    ['Outlook on Windows 11 keeps asking', 'windows'],
    ['苹果电脑上收不到邮件', 'mac'],
    ['my iPhone refuses the password', 'iphone'],
    ['华为手机登不上邮箱', 'android'],
    ["I can't get mail on my new work laptop", 'computer'],
    ['手机登不上，电脑可以', 'phone'],
    ['works on my iPhone, but not on Windows', 'windows'],
    ['ubuntu 上的雷鸟连不上', 'linux'],
    ['Windows 电脑上 Outlook 登不上', 'windows'],
  ])('%s', (text, device) => {
    expect(heardIn(text, 'device')).toBe(device);
  });

  it.each([
    '手机和电脑都登不上',
    '手机能收',
    '手机收到验证码',
    '同事电脑上报错',
    'it fails on another computer too',
    'a password window keeps popping up',
    'Windows keep popping up',
    'call me on 5551234, my phone number',
    'the MAC address is blocked',
    'does it work on Android?',
    'Windows Server 2019 is down',
    'Sent from my iPhone',
  ])('none: %s', (text) => {
    expect(heardIn(text, 'device')).toBeUndefined();
  });
});

describe('the version of the mail app', () => {
  it.each([
    ['Outlook 2019 keeps asking', '2019'],
    ['Outlook 365 登不上', '365'],
    ['foxmail 7.2.25 收不到', '7.2.25'],
    ['Foxmail 版本 7.2', '7.2'],
    ['Outlook for Mac version 16.89 fails', '16.89'],
    ['Outlook 16 won’t connect', '16'],
  ])('%s', (text, version) => {
    expect(heardIn(text, 'client-version')).toBe(version);
  });

  it.each([
    'Outlook 993 端口',
    'Outlook 535 error',
    'outlook:993',
    'Foxmail 3 次都失败',
    'Outlook 50 mails are gone',
    'imap.outlook.2019',
    'Foxmail 192.168.1.5:993',
    'Outlook 2016 和 Outlook 2019 都不行',
    'TLS version 1.2',
  ])('none: %s', (text) => {
    expect(heardIn(text, 'client-version')).toBeUndefined();
  });
});
