import { rule, type ErrorRule } from './rule.js';

/** Words that tell the kind of trouble and not its reason. They come behind every code. */
export const GENERIC: readonly ErrorRule[] = [
  rule('auth.unavailable', /auth\w* (?:server|service|daemon|back ?end|process|socket)\b/iu, {
    sure: 'medium',
  }),
  // Names that fetchmail gives to its endings.
  rule('net.refused', /\(SOCKET\)/u),
  rule('auth.rejected', /\(AUTHFAIL\)/u),
  rule('dns.no-such-host', /\(DNS\)/u),
  rule('client.not-understood', /\((?:PROTOCOL|SYNTAX)\)/u),
  rule('client.not-understood', /error in (?:\S+ )?command/iu),

  // Methods of signing in.
  rule('imap.login-disabled', [
    /LOGIN_?DISABLED|\bLOGIN (?:is |has been )?disabled/iu,
    /(?:password|plain) (?:login|authentication) (?:is )?disabled|user supplied passwords/iu,
  ]),
  rule('auth.code-expected', /mechanism (?:is )?too weak|too weak for this user/iu, {
    or: ['protocol-config'],
    sure: 'high',
  }),
  rule('auth.method-refused', /(?:outgoing|SMTP|发件).{0,60}(?:does not support|not supported|不支持)/iu, {
    protocols: ['client'],
    scenario: 'smtp-auth-refused',
    or: ['protocol-config', 'mfa-conflict'],
    sure: 'medium',
  }),
  rule('auth.method-refused', /kerberos|gssapi|\bNTLM\b/iu, {
    scenario: 'mfa-conflict',
    or: ['protocol-config', 'mistyped-password'],
  }),
  rule('auth.method-refused', /integrity check|mutual auth/iu, {
    scenario: 'network-intercept',
    or: ['protocol-config', 'server-outage'],
  }),
  rule('auth.method-refused', /run out of auth|out of auth\w* methods|no suitable auth/iu, {
    scenario: 'mfa-conflict',
    or: ['protocol-config'],
  }),
  rule('auth.method-refused', [
    /\bno (?!\[)(?:\S+ ){0,4}(?:mechanisms?|auth\w* methods?)\b/iu,
    /(?:auth\w*|sasl|login|mechanisms?)\b(?: \S+){0,4}? (?:is |are |was )?(?:not (?:supported|available|recogni[sz]ed|implemented|offered|allowed|enabled|accepted|known|advertised)|unsupported|unavailable|unrecogni[sz]ed|unknown)/iu,
    /(?:unsupported|unrecogni[sz]ed|unknown|invalid|unimplemented|wrong) (?:\S+ )?(?:auth\w*|mechanism|sasl|login method)/iu,
    /does(?:n't| not) support (?:\S+ ){0,4}(?:auth|login|mechanism|password|sasl|user)/iu,
    /\b(?:USER|LOGIN|AUTH|PLAIN|AUTHENTICATE)\b is not supported|no auth/iu,
    /不支持[^,。;]{0,8}(?:认证|验证|登录|身份)|(?:认证|验证)(?:方式|方法|机制)[^,。;]{0,6}(?:不|错误|无)/iu,
  ]),

  // The two sides do not understand each other.
  rule(
    'auth.rejected',
    /(?:invalid|illegal|bad|8-?bit) characters?\b.{0,24}(?:atom|password|user|login|string)/iu,
    { or: ['protocol-config'] },
  ),
  rule('client.not-understood', [
    /not an? (?:IMAP|POP|SMTP|mail)/iu,
    /(?:invalid|unknown|unrecogni[sz]ed|bad|unimplemented|unexpected|illegal|wrong|unsupported) (?:\S+ ){0,2}(?:command|state|sequence|argument|parameter|syntax|response|reply|tag|token|data|line|input|continuation|protocol|greeting|base64|character|challenge)/iu,
    /command\b.{0,40}(?:invalid|unknown|unrecogni[sz]ed|not (?:recogni[sz]ed|implemented|supported|allowed|permitted|valid|expected|enabled)|out of sequence|too long|error|unexpected|missing)/iu,
    /syntax|synchroni[sz]ation|protocol (?:error|violation)|bad (?:command|request|sequence)/iu,
    /(?:line|response|reply|literal|request) (?:is )?too (?:long|large|big)|parse error/iu,
    /could ?n[o']t (?:parse|decode|understand)/iu,
    /(?:invalid|bad|malformed|incorrect) (?:base ?64|encoding)|base ?64 (?:decod|error)/iu,
    /in current state|wrong state|EPROTOCOL|authentication not enabled|already authenticated|pipelin/iu,
    /expected|EHLO|HELO|missing|literal|错误的?命令|命令[^,。;]{0,4}(?:错误|无效|无法识别)|语法|协议错误|缺/iu,
  ]),

  // The server itself.
  rule(
    'auth.unavailable',
    [
      /temporar(?:y|ily)|transient|unavailable|try (?:again )?later|again later/iu,
      /not available (?:at|right|for|now)|internal (?:server )?(?:error|fail)/iu,
      /system (?:error|fail|problem|busy|load)/iu,
      /server\(?s?\)? (?:error|busy|problem|bug|fault|failure|config|too busy|is (?:down|busy|overloaded)|down)/iu,
      /server (?:configuration|internal)|config(?:uration)? error|over ?load|load\b|maintenance/iu,
      /shut(?:ting)? down/iu,
      /(?:out of|no|insufficient|not enough) (?:memory|disk|space|resources?|storage|system)|back ?end/iu,
      /at present|at this time|unable to (?:complete|process|open|contact|access)|i\/o error|disk\b/iu,
      /database|generic failure|service not|service (?:is )?(?:not|un)|out of service|fatal|LDAP/iu,
      /corrupt|system busy|(?:系统|服务器?)[^,。;]{0,6}(?:繁忙|错误|维护|异常|忙|故障|内部)|(?:暂时|临时)|稍后|稍候|维护|服务不可用/iu,
      /version mismatch|plug-?in/iu,
    ],
    { sure: 'medium', or: ['ip-blocked', 'network-intercept', 'account-locked'] },
  ),

  rule('imap.bye', /^\* BYE\b/iu),
];

/** Whole dialogs of mail apps, where single words of them would mislead. */
export const DIALOGS: readonly ErrorRule[] = [
  // Outlook, of an Exchange account whose server or mailbox it does not find.
  rule(
    'client.settings-incomplete',
    [
      /cannot log on\W{1,3}verify (?:that )?you are connected to the network/iu,
      /you are connected to the network and are using the proper server/iu,
      /无法登[录陆]\W{0,3}请(?:确认|验证|检查)[^。;]{0,8}(?:已)?连接到网络/u,
      /请(?:确认|验证)已连接到网络.{0,16}服务器和邮箱名称/u,
    ],
    { or: ['server-outage', 'client-cache', 'dns-records'] },
  ),
  // Apple Mail and Outlook, with not a word of why: an app that worked yesterday asks for no new settings.
  rule(
    'net.unreachable',
    [
      /^(?:cannot get mail\W{0,3})?the connection to the server(?: \S{1,80})? failed\W{0,3}$/iu,
      /^(?:无法(?:获取|收取)邮件\W{0,3})?(?:与服务器的连接失败|无法连接到(?:邮件)?服务器)\W{0,3}$/u,
      /^(?:cannot get mail|无法(?:获取|收取)邮件)\W{0,3}$/iu,
    ],
    { scenario: 'server-outage', or: ['network-intercept', 'protocol-config', 'dns-records'] },
  ),
  // Android's account set-up: a certificate it does not trust, or a port where the encryption is another one.
  rule('tls.failed', /^(?:security error|安全(?:性)?错误)\W{0,3}$/iu, {
    scenario: 'certificate',
    or: ['protocol-config', 'network-intercept'],
  }),
];

/** What a mail app says of itself. Behind the refusals: “check the password and the settings” is one. */
export const OWN_SIDE: readonly ErrorRule[] = [
  // The mail app's own store.
  rule(
    'client.data-damaged',
    [
      /data file/iu,
      /(?:local|profile|cache|keychain|key ?ring|credential (?:store|manager)|password manager|database|index|store)\b.{0,30}(?:corrupt|damaged|locked|missing|fail|not found|error|can(?:'t|not))/iu,
      /(?:keychain|key ?ring|password store|token storage)/iu,
      /(?:数据文件|本地|缓存|钥匙串|凭据管理器)[^,。;]{0,12}(?:损坏|错误|失败|无法)/iu,
    ],
    { or: ['protocol-config', 'mistyped-password'] },
  ),
  rule(
    'client.settings-incomplete',
    [
      /(?:no|missing|empty|invalid|incorrect|wrong|incomplete) (?:\S+ ){0,2}(?:server|host ?name|port|settings?|configuration|account settings|preferences)/iu,
      /(?:settings?|configuration|port|server name)\b.{0,30}(?:wrong|incorrect|invalid|missing|incomplete|not (?:valid|correct|set|found)|fail|check)/iu,
      /(?:check|verify|review|update) (?:\S+ ){0,5}(?:settings?|configuration|port|server name)/iu,
      /(?:设置|配置|端口)[^,。;]{0,10}(?:错误|不正确|有误|失败|检查|无法)|(?:检查|核对|确认)[^,。;]{0,10}(?:设置|配置|端口)/iu,
    ],
    { sure: 'low', or: ['mistyped-password', 'service-disabled', 'server-outage'] },
  ),
];

/** A “no” with nothing that tells why: all that can be said is which of the usual causes come first. */
export const BARE: readonly ErrorRule[] = [
  rule('client.not-understood', /(?:^|\s)BAD\b/u, {
    sure: 'low',
    or: ['mistyped-password', 'network-intercept'],
  }),
  rule('auth.rejected', /^(?:\S+ )?(?:NO|-ERR)\b/u, {
    sure: 'low',
    or: ['mfa-conflict', 'service-disabled', 'account-locked', 'server-outage', 'ip-blocked'],
  }),
  rule('auth.not-permitted', /\balert from\b|\[ALERT\]|来自.{0,30}(?:警告|提醒|警报)/iu, {
    scenario: 'account-locked',
    sure: 'low',
    or: ['mfa-conflict', 'service-disabled', 'new-device', 'server-outage'],
  }),
  rule('auth.locked', /user_?status/iu, { sure: 'low', or: ['service-disabled'] }),
  rule('auth.sending-refused', /outgoing|\bSMTP\b|发件|发信/iu, {
    sure: 'low',
    or: ['protocol-config', 'server-outage', 'mistyped-password', 'mfa-conflict'],
  }),
  rule('auth.rejected', /(?:did not|didn't) succeed|returned an error/iu, {
    sure: 'low',
    or: ['mfa-conflict', 'protocol-config', 'server-outage', 'service-disabled', 'ip-blocked'],
  }),
  rule('auth.rejected', /(?:log-?in|sign[- ]?in|auth\w*|password|credentials?)\b|密码|登[录陆]|认证|身份/iu, {
    sure: 'low',
    or: ['mfa-conflict', 'protocol-config', 'service-disabled', 'client-cache'],
  }),
  rule('tls.failed', /\b(?:tls|ssl|cert\w*|secur\w*|encrypt\w*)\b|证书|加密|安全/iu, {
    sure: 'low',
    or: ['certificate', 'network-intercept', 'server-outage'],
  }),
  rule('net.unreachable', /connect\w*|server|network|socket|host\b|连接|服务器|网络/iu),
];
