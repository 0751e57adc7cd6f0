import type { FindingDefinition } from '../finding-type.js';

/** What a server answered to a sign-in. A plain refusal proves nothing: servers hide the reason on purpose (RFC 5530). */
export const authFindings: readonly FindingDefinition[] = [
  {
    code: 'auth.accepted',
    severity: 'info',
    facts: [],
    sentence: { zh: '服务器接受了这次登录', en: 'the server accepted the sign-in' },
  },
  {
    code: 'auth.rejected',
    severity: 'warning',
    facts: [],
    sentence: { zh: '服务器不接受这次登录', en: 'the server did not accept the sign-in' },
  },
  {
    code: 'auth.app-password-needed',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '服务器要求用授权码或专用密码登录',
      en: 'the server asks for an authorization code or app password',
    },
    proves: true,
  },
  {
    code: 'auth.locked',
    severity: 'critical',
    facts: [],
    sentence: { zh: '服务器回复：这个账号已锁定', en: 'the server says that the account is locked' },
    proves: true,
  },
  {
    code: 'auth.expired',
    severity: 'critical',
    facts: [],
    sentence: { zh: '服务器回复：密码已过期', en: 'the server says that the password expired' },
    proves: true,
  },
  {
    code: 'auth.rate-limited',
    severity: 'warning',
    facts: [],
    sentence: { zh: '服务器暂时限制了登录次数', en: 'the server limits sign-ins for now' },
    proves: true,
  },
  {
    code: 'auth.service-disabled',
    severity: 'critical',
    facts: [],
    sentence: {
      zh: '服务器回复：这个邮箱没有开启客户端收信',
      en: 'the server says that mail apps are not switched on for this mailbox',
    },
    proves: true,
  },
  {
    code: 'auth.browser-check',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '服务器要求先在浏览器里登录确认一次',
      en: 'the server wants a sign-in in the browser first',
    },
    proves: true,
  },
  {
    code: 'auth.unavailable',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '服务器的登录服务暂时不可用，和密码无关',
      en: 'the server’s sign-in service is down; the password has no part in it',
    },
  },
];
