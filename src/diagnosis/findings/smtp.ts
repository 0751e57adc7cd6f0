import type { FindingDefinition } from '../finding-type.js';

/** What the server for outgoing mail says before any login. It tells nothing of the incoming one. */
export const smtpFindings: readonly FindingDefinition[] = [
  {
    code: 'smtp.greeting',
    severity: 'info',
    facts: ['smtp.greeting'],
    sentence: { zh: '发件服务器有正常应答', en: 'the outgoing mail server greets as it should' },
  },
  {
    code: 'smtp.no-greeting',
    severity: 'critical',
    facts: [],
    sentence: {
      zh: '连上了发件服务器，但它一直不应答',
      en: 'the outgoing mail server accepts connections and then says nothing',
    },
  },
  {
    code: 'smtp.bye',
    severity: 'critical',
    facts: ['smtp.greeting'],
    sentence: {
      zh: '发件服务器不接受我这边的连接',
      en: 'the outgoing mail server turns my connection away',
    },
  },
  {
    code: 'smtp.bye-blocked',
    severity: 'critical',
    facts: ['smtp.greeting'],
    sentence: {
      zh: '发件服务器不接受我这边的地址：{smtp.greeting}',
      en: 'the outgoing mail server turns my address away: {smtp.greeting}',
    },
  },
  {
    code: 'smtp.not-smtp',
    severity: 'critical',
    facts: [],
    sentence: { zh: '这个端口上不是发件服务', en: 'this port is not for outgoing mail' },
  },
  {
    code: 'smtp.starttls-missing',
    severity: 'critical',
    facts: [],
    sentence: {
      zh: '发件服务器没有提供 STARTTLS 加密',
      en: 'the outgoing mail server does not offer STARTTLS',
    },
  },
  {
    code: 'smtp.starttls-refused',
    severity: 'critical',
    facts: [],
    sentence: { zh: '发件服务器拒绝了 STARTTLS 加密', en: 'the outgoing mail server refuses STARTTLS' },
  },
  {
    code: 'smtp.starttls-stripped',
    severity: 'critical',
    facts: [],
    sentence: {
      zh: '发件服务器本该提供加密，这里却看不到，可能有设备插手',
      en: 'the outgoing server should offer encryption and does not here; something may be on the line',
    },
  },
  {
    code: 'smtp.injection',
    severity: 'critical',
    facts: [],
    sentence: {
      zh: '发信加密开始前混进了多余的数据，连接可能被动过手脚',
      en: 'data was slipped in before the outgoing server’s encryption; somebody may be on the line',
    },
  },
  {
    code: 'smtp.auth-in-clear',
    severity: 'warning',
    facts: ['smtp.capabilities'],
    sentence: {
      zh: '发件服务器在加密之前就让人登录，客户端要选加密',
      en: 'the outgoing server takes sign-ins before encryption; the app must be set to encrypt',
    },
  },
  {
    code: 'smtp.no-auth',
    severity: 'warning',
    facts: ['smtp.capabilities'],
    sentence: {
      zh: '发件服务器的这个端口不提供登录',
      en: 'this port of the outgoing mail server offers no sign-in',
    },
    proves: true,
  },
  {
    code: 'smtp.login-disabled',
    severity: 'warning',
    facts: ['smtp.capabilities'],
    sentence: {
      zh: '发件服务器关闭了密码登录',
      en: 'the outgoing server has sign-in by password switched off',
    },
    proves: true,
  },
  {
    code: 'smtp.oauth-only',
    severity: 'warning',
    facts: ['smtp.capabilities'],
    sentence: {
      zh: '发件服务器只接受浏览器登录授权，不接受密码',
      en: 'the outgoing server takes sign-in in the browser only, no password',
    },
    proves: true,
  },
  {
    code: 'smtp.capabilities',
    severity: 'info',
    facts: ['smtp.capabilities'],
    sentence: {
      zh: '发件服务器支持 {smtp.capabilities}',
      en: 'the outgoing server offers {smtp.capabilities}',
    },
  },
];
