import { describe, expect, it } from 'vitest';
import type { Provider, ReplyGift, SlotValue } from '../../../src/domain/index.js';
import { both, bundleOf, QQ } from '../_bundle.js';
import { Player } from '../_player.js';
import type { Start } from '../_player.js';

const SERVERS: Provider['servers'] = [
  { protocol: 'pop3', host: 'pop.qq.com', port: 995, tls: 'implicit' },
  { protocol: 'imap', host: 'imap.qq.com', port: 993, tls: 'implicit' },
  { protocol: 'smtp', host: 'smtp.qq.com', port: 587, tls: 'starttls' },
  { protocol: 'smtp', host: 'smtp.qq.com', port: 465, tls: 'implicit' },
];

function playing(step: Readonly<Record<string, unknown>>, start: Start, provider: Partial<Provider> = {}) {
  const none = { say: both('none'), on: { next: 'end:none' } };
  return new Player(
    bundleOf(
      { main: { steps: { hand: { ...step, on: { done: 'end:done', none: 'none' } }, none } } },
      { providers: new Map([['qq', { ...QQ, servers: SERVERS, ...provider }]]) },
    ),
    start,
  );
}

const SETTINGS = { give: 'settings', text: both('Settings of {provider.name|it}:') };
const AT_QQ: Start = { slots: { address: 'li@qq.com', provider: 'qq' } };

function giftOf(player: Player): ReplyGift | undefined {
  return player.replies[0]?.gift;
}

describe('give: settings', () => {
  it('says the servers in words, one to receive and one to send', () => {
    const player = playing(SETTINGS, AT_QQ);
    expect(player.heard).toEqual(['hand', 'end done']);
    expect(player.texts[0]).toBe(
      [
        'Settings of QQ Mail:',
        '- Incoming mail server (IMAP): imap.qq.com, port 993, encryption SSL/TLS',
        '- Outgoing mail server (SMTP): smtp.qq.com, port 587, encryption STARTTLS',
        '- User name: li@qq.com',
      ].join('\n'),
    );
  });

  it('speaks the person’s language, and knows the form of the user name without the address', () => {
    const player = playing(SETTINGS, { slots: { provider: 'qq' }, language: 'zh' });
    expect(player.texts[0]).toContain('- 收件服务器（IMAP）：imap.qq.com，端口 993，加密方式 SSL/TLS\n');
    expect(player.texts[0]).toMatch(/- 用户名：完整的邮箱地址$/u);
  });

  it('holds them as a table and as files, which say what they are for', () => {
    const gift = giftOf(playing(SETTINGS, AT_QQ));
    expect(gift).toMatchObject({
      kind: 'settings',
      servers: [
        { protocol: 'imap', host: 'imap.qq.com', userName: { form: 'full-address', value: 'li@qq.com' } },
        { protocol: 'smtp', host: 'smtp.qq.com' },
      ],
      files: [
        { name: 'mail-settings.mobileconfig', mediaType: 'application/x-apple-aspen-config' },
        { name: 'qq.com.xml', mediaType: 'text/xml' },
      ],
    });
    expect(gift?.files?.[0]?.content).toContain('<string>imap.qq.com</string>');
    expect(gift?.files?.[0]?.note).toMatch(/unsigned.+imap\.qq\.com/u);
    expect(gift?.files?.[1]?.content).toContain('<hostname>imap.qq.com</hostname>');
    expect(gift?.files?.[1]?.note).toContain('Thunderbird');
  });

  it('says in Chinese that the profile is unsigned', () => {
    const gift = giftOf(playing(SETTINGS, { ...AT_QQ, language: 'zh' }));
    expect(gift?.files?.map(({ note }) => note)).toEqual([
      expect.stringMatching(/“未签名”.+imap\.qq\.com/u),
      expect.stringContaining('Thunderbird'),
    ]);
  });

  it('signs in through the browser in Thunderbird where nothing else is let in', () => {
    const gift = giftOf(playing(SETTINGS, AT_QQ, { credential: 'oauth-only' }));
    expect(gift?.files?.[1]?.content).toContain('<authentication>OAuth2</authentication>');
  });

  it('makes no file name of an address whose domain is none', () => {
    const gift = giftOf(playing(SETTINGS, { slots: { address: 'li@../../x', provider: 'qq' } }));
    expect(gift?.files?.map(({ name }) => name)).toEqual(['mail-settings.mobileconfig']);
  });

  it('knows providers whose user name is the front of the address', () => {
    const quirks = new Map([['user_name', 'local-part']]);
    expect(giftOf(playing(SETTINGS, AT_QQ, { quirks }))?.servers?.[0]?.userName).toEqual({
      form: 'local-part',
      value: 'li',
    });
  });

  it.each([
    ['no address', { slots: { provider: 'qq' } }, SERVERS],
    ['no server to send', AT_QQ, SERVERS.filter(({ protocol }) => protocol !== 'smtp')],
  ] as const)('has no files with %s', (_why, start, servers) => {
    const gift = giftOf(playing(SETTINGS, start, { servers }));
    expect(gift?.servers?.length).toBeGreaterThan(0);
    expect(gift?.files).toBeUndefined();
  });

  it('gives the server that was found, and none that somebody typed', () => {
    const at = (sources: SlotValue['source']): Start => ({
      slots: { host: 'imap.corp.example', port: '143' },
      sources,
    });
    expect(giftOf(playing(SETTINGS, at('probe')))?.servers).toMatchObject([
      { host: 'imap.corp.example', port: 143, tls: 'starttls' },
    ]);
    expect(playing(SETTINGS, at('question')).heard[0]).toBe('none');
  });

  it('keeps an address and a host from writing Markdown', () => {
    const player = playing(SETTINGS, { slots: { address: '[x](y)*@qq.com', provider: 'qq' } });
    expect(player.texts[0]).toContain('\\[x\\](y)\\*@qq.com');
    const found = playing(SETTINGS, { slots: { host: '[x](y).example', port: '993' }, sources: 'probe' });
    expect(found.texts[0]).toContain('\\[x\\](y).example');
  });
});

describe('give: template', () => {
  const TEMPLATE = { give: 'template', text: both('To copy:'), template: both('Server {host} is down') };

  it('hands over a text with its placeholders filled', () => {
    const player = playing(TEMPLATE, { slots: { host: 'imap_1.corp.example' } });
    expect(player.texts[0]).toBe('To copy:');
    expect(giftOf(player)).toEqual({
      kind: 'template',
      files: [
        { name: 'template.txt', mediaType: 'text/plain', content: 'Server imap_1.corp.example is down' },
      ],
    });
  });

  it('is none where a placeholder is unknown', () => {
    expect(playing(TEMPLATE, {}).heard[0]).toBe('none');
  });

  it('needs the text', () => {
    expect(() => playing({ give: 'template', text: both('x') }, {})).toThrow(/template/u);
    expect(() => playing({ ...SETTINGS, template: both('x') }, {})).toThrow(/template/u);
  });
});
