import type { FindingDefinition } from '../finding-type.js';

/** What the incoming mail server says before any login. */
export const imapFindings: readonly FindingDefinition[] = [
  {
    code: 'imap.greeting',
    severity: 'info',
    facts: ['imap.greeting'],
    sentence: { zh: '收件服务器有正常应答', en: 'the incoming mail server greets as it should' },
    rulesOut: ['server-outage'],
  },
  {
    code: 'imap.no-greeting',
    severity: 'critical',
    facts: [],
    sentence: {
      zh: '连上了收件服务器，但它一直不应答',
      en: 'the incoming mail server accepts connections and then says nothing',
    },
  },
  {
    code: 'imap.bye',
    severity: 'critical',
    facts: ['imap.greeting'],
    sentence: {
      zh: '收件服务器一连上就挂断了',
      en: 'the incoming mail server hangs up at once',
    },
  },
  {
    code: 'imap.bye-blocked',
    severity: 'critical',
    facts: ['imap.greeting'],
    sentence: {
      zh: '收件服务器不接受我这边的地址：{imap.greeting}',
      en: 'the incoming mail server turns my address away: {imap.greeting}',
    },
  },
  {
    code: 'imap.not-imap',
    severity: 'critical',
    facts: [],
    sentence: { zh: '这个端口上不是 IMAP 服务', en: 'this port does not speak IMAP' },
    proves: true,
  },
  {
    code: 'imap.starttls-missing',
    severity: 'critical',
    facts: [],
    sentence: { zh: '服务器没有提供 STARTTLS 加密', en: 'the server does not offer STARTTLS' },
    proves: true,
  },
  {
    code: 'imap.starttls-refused',
    severity: 'critical',
    facts: [],
    sentence: { zh: '服务器拒绝了 STARTTLS 加密', en: 'the server refuses STARTTLS' },
  },
  {
    code: 'imap.starttls-stripped',
    severity: 'critical',
    facts: [],
    sentence: {
      zh: '服务器本该提供加密，这里却看不到，可能有设备插手',
      en: 'the server should offer encryption and does not here; something may be on the line',
    },
  },
  {
    code: 'imap.preauth',
    severity: 'critical',
    facts: ['imap.greeting'],
    sentence: {
      zh: '服务器没验证身份就放行，不符合常规',
      en: 'the server lets anybody in without a sign-in, which it should not',
    },
  },
  {
    code: 'imap.injection',
    severity: 'critical',
    facts: [],
    sentence: {
      zh: '加密开始前有多余的数据混进来，连接可能被动过手脚',
      en: 'data was slipped in before the encryption began; somebody may be on the line',
    },
  },
  {
    code: 'imap.login-disabled',
    severity: 'warning',
    facts: ['imap.capabilities'],
    sentence: {
      zh: '服务器关闭了密码登录',
      en: 'the server has sign-in by password switched off',
    },
    proves: true,
  },
  {
    code: 'imap.oauth-only',
    severity: 'warning',
    facts: ['imap.capabilities'],
    sentence: {
      zh: '服务器只接受浏览器登录授权，不接受密码',
      en: 'the server takes sign-in in the browser only, no password',
    },
    proves: true,
  },
  {
    code: 'imap.capabilities',
    severity: 'info',
    facts: ['imap.capabilities'],
    sentence: { zh: '服务器支持 {imap.capabilities}', en: 'the server offers {imap.capabilities}' },
  },
];
