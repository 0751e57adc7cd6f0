import type { FindingDefinition } from '../finding-type.js';

/** What a POP3 server says before any login. */
export const pop3Findings: readonly FindingDefinition[] = [
  {
    code: 'pop3.greeting',
    severity: 'info',
    facts: ['pop3.greeting'],
    sentence: { zh: 'POP3 收件服务器有正常应答', en: 'the POP3 server greets as it should' },
    rulesOut: ['server-outage'],
  },
  {
    code: 'pop3.no-greeting',
    severity: 'critical',
    facts: [],
    sentence: {
      zh: '连上了 POP3 收件服务器，但它一直不应答',
      en: 'the POP3 server accepts connections and then says nothing',
    },
  },
  {
    code: 'pop3.bye',
    severity: 'critical',
    facts: ['pop3.greeting'],
    sentence: { zh: 'POP3 收件服务器一连上就拒绝了', en: 'the POP3 server turns connections away at once' },
  },
  {
    code: 'pop3.bye-blocked',
    severity: 'critical',
    facts: ['pop3.greeting'],
    sentence: {
      zh: 'POP3 收件服务器不接受我这边的地址：{pop3.greeting}',
      en: 'the POP3 server turns my address away: {pop3.greeting}',
    },
  },
  {
    code: 'pop3.not-pop3',
    severity: 'critical',
    facts: [],
    sentence: { zh: '这个端口上不是 POP3 服务', en: 'this port does not speak POP3' },
    proves: true,
  },
  {
    code: 'pop3.starttls-missing',
    severity: 'critical',
    facts: [],
    sentence: { zh: 'POP3 服务器没有提供 STLS 加密', en: 'the POP3 server does not offer STLS' },
    proves: true,
  },
  {
    code: 'pop3.starttls-refused',
    severity: 'critical',
    facts: [],
    sentence: { zh: 'POP3 服务器拒绝了 STLS 加密', en: 'the POP3 server refuses STLS' },
  },
  {
    code: 'pop3.starttls-stripped',
    severity: 'critical',
    facts: [],
    sentence: {
      zh: 'POP3 服务器本该提供加密，这里却看不到，可能有设备插手',
      en: 'the POP3 server should offer encryption and does not here; something may be on the line',
    },
  },
  {
    code: 'pop3.injection',
    severity: 'critical',
    facts: [],
    sentence: {
      zh: 'POP3 加密开始前混进了多余的数据，连接可能被动过手脚',
      en: 'data was slipped in before POP3 encryption began; somebody may be on the line',
    },
  },
  {
    code: 'pop3.login-disabled',
    severity: 'warning',
    facts: ['pop3.capabilities'],
    sentence: { zh: 'POP3 服务器关闭了密码登录', en: 'the POP3 server has sign-in by password switched off' },
    proves: true,
  },
  {
    code: 'pop3.oauth-only',
    severity: 'warning',
    facts: ['pop3.capabilities'],
    sentence: {
      zh: 'POP3 服务器只接受浏览器登录授权，不接受密码',
      en: 'the POP3 server takes sign-in in the browser only, no password',
    },
    proves: true,
  },
  {
    code: 'pop3.capabilities',
    severity: 'info',
    facts: ['pop3.capabilities'],
    sentence: { zh: 'POP3 服务器支持 {pop3.capabilities}', en: 'the POP3 server offers {pop3.capabilities}' },
  },
];
