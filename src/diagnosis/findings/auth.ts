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
    code: 'auth.inbox-refused',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '登录成功了，但服务器不让打开收件箱',
      en: 'the sign-in works, but the server doesn’t let the inbox be opened',
    },
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
  {
    code: 'auth.unknown-user',
    severity: 'warning',
    facts: [],
    sentence: { zh: '服务器回复：没有这个用户名', en: 'the server does not know this user name' },
  },
  {
    code: 'auth.code-expected',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '服务器不接受这次登录；这家邮箱在客户端里通常要用授权码或专用密码',
      en: 'the server refused the sign-in; in mail apps it usually wants an authorization code or app password',
    },
  },
  {
    code: 'auth.browser-sign-in-needed',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '服务器不接受密码登录，要在浏览器里登录授权',
      en: 'the server refuses passwords and wants a sign-in in the browser',
    },
    proves: true,
  },
  {
    code: 'auth.token-refused',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '服务器不认客户端保存的登录授权，要重新在浏览器里登录',
      en: 'the server refused the app’s saved sign-in; it has to be done again in the browser',
    },
  },
  {
    code: 'auth.method-refused',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '客户端和服务器没有都支持的登录方式',
      en: 'mail app and server share no way of signing in',
    },
  },
  {
    code: 'auth.encryption-needed',
    severity: 'warning',
    facts: [],
    sentence: { zh: '服务器要求先加密再登录', en: 'the server wants encryption before any sign-in' },
    proves: true,
  },
  {
    code: 'auth.not-permitted',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '服务器回复：这个账号没有权限',
      en: 'the server says that this account has no permission for it',
    },
  },
  {
    code: 'auth.place-refused',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '公司的访问规则拦下了这台设备或这个地点的登录',
      en: 'an access rule stops sign-ins from this device or place',
    },
  },
  {
    code: 'auth.account-misused',
    severity: 'critical',
    facts: [],
    sentence: {
      zh: '服务器认为这个账号有异常活动，做了限制',
      en: 'the server saw unusual activity and put limits on the account',
    },
  },
  {
    code: 'auth.address-blocked',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '服务器拒绝从这个网络地址来的连接',
      en: 'the server turns away connections from this network address',
    },
  },
  {
    code: 'auth.mailbox-in-use',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '登录没问题，但邮箱正被另一个客户端占用',
      en: 'the sign-in is fine, but another app holds the mailbox open',
    },
  },
  {
    code: 'auth.sending-refused',
    severity: 'warning',
    facts: [],
    sentence: { zh: '发件服务器不接受这次登录', en: 'the outgoing server did not accept the sign-in' },
  },
  {
    code: 'auth.sending-not-signed-in',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '客户端没有登录发件服务器',
      en: 'the mail app did not sign in at the outgoing server',
    },
  },
  {
    code: 'auth.sending-disabled',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '这个邮箱没有开启客户端发信',
      en: 'sending from mail apps is not switched on for this mailbox',
    },
    proves: true,
  },
  {
    code: 'auth.sender-refused',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '服务器不接受这个发件人或收件人地址',
      en: 'the server does not accept this sender or recipient address',
    },
  },
  {
    code: 'auth.sender-domain',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '发件域名的 DNS 记录（SPF、DKIM、DMARC）没有通过检查',
      en: 'the DNS records of the sender’s domain (SPF, DKIM, DMARC) did not pass',
    },
  },
];
