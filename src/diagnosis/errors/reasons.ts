import { rule, type ErrorRule } from './rule.js';

const ACCOUNT = '(?:account|user|mailbox|(?:user|login) ?(?:name|id)|profile|(?:e?mail ?)address)';
const ZH_ACCOUNT = '(?:[账帐][号户]|用户|邮箱|账戶)';

/**
 * Words that name the reason, whoever says them. They outrank a code beside them: `[UNAVAILABLE] account suspended`
 * is a lock. What is narrower comes first.
 */
export const REASONS: readonly ErrorRule[] = [
  // Before the limits below: what was too long is no TLS at all.
  rule('tls.not-tls', /\brecord\b.{0,24}(?:exceed|too long)|RECORD_TOO_LONG/iu),

  // Exchange Online takes no password for sending any more; the browser sign-in is a matter of the outgoing server.
  rule('auth.sending-disabled', /(?<![\d.])5\.7\.30(?![\d.]*\d)|not supported for client submission/iu),

  // A code of its own, or the browser, instead of the account's password.
  rule('auth.app-password-needed', [
    /\b(?:application|app)[- ]?specific passwords? (?:is |are )?(?:required|needed)/iu,
    /\bapp[- ]passwords? (?:is |are )?(?:required|needed)|not allowed with this password/iu,
  ]),
  rule(
    'auth.app-password-needed',
    /\b(?:use|need|enter|generate|create|require[sd]?)\b.{0,24}\b(?:app(?:lication)?(?:[- ]specific)? passwords?|authori[sz](?:ation|ed) code|client[- ]?specific password|third[- ]party client (?:security )?password)/iu,
  ),
  rule('auth.app-password-needed', [
    /(?:请|需|应|必须|要|改)[^,。;]{0,6}(?:授权码|专用密码|安全密码|独立密码)/u,
    /(?:授权码|专用密码|安全密码|独立密码)[^,。;]{0,4}(?:错误|失效|过期|不正确|登录|未设置)/u,
  ]),
  rule('auth.app-password-needed', [
    /InvalidSecondFactor|second[- ]factor/iu,
    /authori[sz]ation code (?:is )?(?:wrong|invalid|incorrect|expired)/iu,
  ]),
  rule('auth.browser-sign-in-needed', [
    /basic ?auth(?:entication)? (?:is )?(?:disabled|blocked|not (?:supported|allowed|enabled)|off)/iu,
    /(?:legacy|basic) auth\w* .{0,30}(?:blocked|disabled|deprecat|retired)|modern auth/iu,
    /oauth2? (?:is )?required|security defaults polic|less secure app/iu,
  ]),
  rule('auth.sending-disabled', [
    /SmtpClientAuth(?:entication)?(?: is)? disabled/iu,
    /smtp ?auth(?:entication)? (?:is )?(?:disabled|not enabled)|SMTP_?AUTH_?DISABLED/iu,
  ]),
  rule('auth.token-refused', [
    /"status" ?: ?"?4\d\d"?.{0,40}"schemes"|\binvalid_grant\b|\binvalid_token\b|interaction_required/iu,
    /(?:access|refresh|oauth2?) ?token\b.{0,30}(?:expired|invalid|revoked|rejected|missing|fail)/iu,
    /oauth2?\b.{0,40}(?:fail|error|expired|revoked|denied|refused)|bad (?:oauth|bearer) token/iu,
  ]),
  rule(
    'auth.token-refused',
    /(?:令牌|token).{0,8}(?:过期|失效|无效|错误)|(?:oauth|授权|认证令牌).{0,10}(?:已过期|已失效|被撤销)/iu,
  ),

  // A sign-in that must be approved.
  rule('auth.browser-check', [
    /\bWEBALERT\b|log ?in (?:via|with|through|using) (?:your|a|the) (?:web ?)?browser/iu,
    /web ?login required|sign in (?:via|with|through|using) (?:your|a|the) (?:web ?)?browser/iu,
  ]),
  rule('auth.browser-check', [
    /(?:verify|confirm)(?: that)? (?:it'?s|it is|your) (?:you\b|identity|account)/iu,
    /(?:new|unrecogni[sz]ed|unknown|untrusted) (?:device|location)/iu,
    /(?:sign-?in|login) (?:was )?blocked.{0,30}(?:verify|review|confirm)/iu,
  ]),
  rule('auth.browser-check', [
    /(?:新|陌生|未知|未授权|不常用|非常用)(?:的)?(?:设备|终端|地点)|异地登[录陆]|(?:安全|身份|短信|二次)验证(?:后|才能|以)/u,
    /(?:网页|浏览器)(?:端)?登[录陆].{0,12}(?:验证|确认|解除|解锁)/u,
  ]),
  rule('auth.place-refused', [
    /conditional access|access polic(?:y|ies)/iu,
    /(?:region|country|location)\b.{0,24}(?:not allowed|denied|restricted)/iu,
  ]),

  // Who a domain lets send for it.
  rule('auth.sender-domain', [
    /\b(?:DMARC|SPF|DKIM)\b|unregistered domains?|sender domain|unauthenticated (?:email|mail|sender)/iu,
    /reverse DNS|PTR record|domain (?:of sender|not found)/iu,
  ]),

  // Misuse.
  rule(
    'auth.account-misused',
    /\b(?:hacked|compromi[sz]ed|hijacked|stolen|leaked|breach)|被盗|盗用|盗号|泄[露漏]|撞库/iu,
    { sure: 'high' },
  ),
  rule('auth.account-misused', [
    /suspicious (?:activit|sign|log)|unusual (?:sending )?(?:activit|sign|log)|suspected (?:of )?(?:spam|abuse)/iu,
    /banned sender|bad outbound sender|tenant has exceeded/iu,
    /(?:restricted|blocked|suspended) (?:from|for) sending|sent? (?:too much|out) spam|outbound spam/iu,
    /sends? spam/iu,
  ]),
  rule(
    'auth.account-misused',
    /可疑(?:登[录陆]|活动|操作)|异常(?:登[录陆]|活动)|存在(?:安全)?风险|发送垃圾邮件|(?:禁止|限制)发信/u,
  ),

  // What a filter thinks of one message says little of the account.
  rule(
    'auth.account-misused',
    /(?:mail|message) content (?:is )?(?:denied|rejected)|suspicious mail content/iu,
    {
      sure: 'low',
      or: ['smtp-auth-refused', 'ip-blocked'],
    },
  ),

  // Too much at once, and doors that are closed to an address.
  rule(
    'auth.locked',
    [
      /too many (?:wrong |bad |incorrect |invalid )?passwords?\b/iu,
      /password errors? (?:is |are |was |were )?too many|too many password errors?/iu,
      /密码(?:输入)?错误(?:次数)?(?:过|太)多|密码(?:连续)?(?:输错|错误)[^,。;]{0,4}次/iu,
    ],
    { sure: 'medium', or: ['ip-blocked', 'client-cache', 'mistyped-password'] },
  ),
  rule('auth.address-blocked', [
    /\b(?:black|block|deny) ?-?list(?:ed|ing)?\b|blocked using|spamhaus|barracuda|\bDN?S?BL\b|\bRBL\b/iu,
    /rbl[- ]|fail2ban|bad reputation|poor reputation|country is/iu,
  ]),
  rule('auth.address-blocked', [
    /\bIP\b(?: address(?:es)?)?.{0,40}\b(?:block|bann?|denied|reject|not (?:allowed|accepted|permitted)|restrict|refus|forbid|limit)/iu,
    /(?:block|bann?|denied|reject|not accepted|refus|forbid)\w*\b.{0,40}\bIP\b/iu,
    /(?:your|client) host\b.{0,30}(?:reject|denied|block|refus)/iu,
    /\bhost .{0,60}\b(?:is )?(?:blocked|banned|not allowed)|traffic not accepted/iu,
    /(?:unusual|high) rate of|blocked (?:for|due to) (?:abuse|spam)|originating from your ip/iu,
    /client host rejected|access denied, banned/iu,
  ]),
  rule(
    'auth.address-blocked',
    /黑名单|IP[^,。;]{0,10}(?:被|限制|禁止|拒绝|封|不在|不允许)|(?:限制|禁止|拒绝|封禁|屏蔽)[^,。;]{0,8}IP|白名单/iu,
  ),
  rule('auth.mailbox-in-use', /too many auth attempts/iu, {
    sure: 'medium',
    or: ['ip-blocked', 'mistyped-password', 'account-locked'],
  }),
  // Of the account or of the address it came from: the words are the same.
  rule('auth.rate-limited', /too many (?:\S+ ){0,4}(?:attempts?|log-?ins?|sign-?ins?|failures?|tries)\b/iu, {
    sure: 'medium',
  }),
  rule(
    'auth.rate-limited',
    /too many (?:\S+ ){0,4}(?:connections?|sessions?|errors?|requests?|messages?|recipients?|commands?)\b(?<!invalid IMAP commands)/iu,
  ),
  rule(
    'auth.rate-limited',
    [
      /rate[- ]?limit|throttl/iu,
      /(?:exceed\w*|reached|over) (?:\S+ ){0,5}(?:limits?|quota|rate|threshold|maximum|number)\b/iu,
      /(?:limits?|quota|threshold) (?:is |was |has been )?(?:exceeded|reached)/iu,
      /maximum (?:number of )?(?:\S+ ){0,2}(?:connections|sessions)|login frequency|too fast/iu,
      /too frequent|\bslow down\b|connection (?:count|rate)|frequency (?:is )?limit/iu,
    ],
    { sure: 'medium' },
  ),
  rule('auth.rate-limited', [
    /(?:登[录陆]|连接|请求|操作|发送|访问|尝试)[^,。;]{0,4}(?:过于|太|过|次数)(?:频繁|快|多|$|…|\.\.)|登[录陆]太/u,
    /(?:频繁|频率|次数|连接数).{0,6}(?:限制|受限|上限|超|过多|太多)|超过[^,。;]{0,6}(?:限制|上限|次数)|请求过多/u,
  ]),

  // No encryption where it is demanded.
  rule(
    'auth.encryption-needed',
    [
      /(?:must|should|need to|have to|please) (?:issue |use |first |enable |start )?(?:an? |the )?(?:starttls|stls|ssl|tls|encrypt)/iu,
      /(?:starttls|stls|tls|ssl|encryption|encrypted (?:connection|session)|secure (?:connection|channel|session)|privacy) (?:is |are )?(?:first )?(?:required|needed|mandatory|necessary)/iu,
      /requires? (?:an? |the )?(?:starttls|ssl|tls|encrypt\w*|secure)/iu,
      /(?:plain[- ]?text|clear[- ]?text|unencrypted|insecure)(?: \S+){0,4} (?:disallowed|not (?:allowed|permitted|supported|accepted)|disabled|denied|forbidden|refused|prohibited|rejected)/iu,
      /(?:no|offers no|without|lack(?:s|ing)?) (?:privacy|encryption)/iu,
      /(?:via|over|on|through) (?:an? )?(?:insecure|unencrypted|non-secure|unsecured?|plain ?text) (?:connection|channel|link)/iu,
      /under a layer|disabled (?:until|without|before) (?:starttls|ssl|tls|encrypt)/iu,
      /need to use (?:ssl|tls)|未加密|(?:必须|需要|请)[^,。;]{0,6}(?:加密|SSL|TLS)/iu,
    ],
    { protocols: ['imap', 'pop3', 'smtp', 'sasl', 'web', 'client'] },
  ),

  // Said by a server, it is the server's own certificate or key that does not load.
  rule(
    'tls.failed',
    [
      /(?:STARTTLS|STLS|TLS|SSL)\b.{0,30}(?:fail|error|not available|unavailable|not (?:initiali[sz]ed|started)|unable|could not|can'?t)/iu,
      /(?:error|fail\w*|unable|could not|cannot|can'?t|problem)\b.{0,30}\b(?:STARTTLS|STLS|TLS|SSL)\b/iu,
    ],
    {
      protocols: ['imap', 'pop3', 'smtp', 'sasl'],
      scenario: 'certificate',
      or: ['server-outage', 'protocol-config', 'network-intercept'],
      sure: 'medium',
    },
  ),
  rule('imap.injection', /(?:pipelin|data|command|text)\w*\b.{0,24}(?:after|before) (?:STARTTLS|STLS|TLS)/iu),

  // Mail apps not switched on.
  rule(
    'auth.service-disabled',
    [
      /(?:\b(?:imap|pop3?|smtp|service|protocol|client|mail ?app|third[- ]party|external)(?:4|4rev1)? ?(?!LOGIN|PLAIN|AUTH)(?:\S+ ){0,3}(?:is |are |has been )?(?:disabled|not (?:enabled|open(?:ed)?|activated|available for|allowed|permitted)|switched off|turned off)\b)/iu,
      /not enabled for (?:imap|pop|smtp)/iu,
      /(?:disabled|not enabled|not allowed|not permitted|denied) (?:for|to use|access to|via|by|from) (?:\S+ ){0,2}(?:imap|pop3?|smtp)/iu,
      /(?:yet|need|have|must|please|first) (?:\S+ )?(?:to )?(?:enable|activate|open|turn on|switch on) (?:\S+ ){0,2}(?:imap|pop|smtp)/iu,
      /not authori[sz]ed to use (?:imap|pop|smtp)/iu,
      /no (?:imap|pop3?|smtp) (?:access|service|permission|licen[cs]e)/iu,
      /(?:imap|pop3?) access (?:is )?(?:disabled|denied)/iu,
    ],
    { protocols: ['imap', 'pop3', 'smtp', 'sasl', 'web', 'client'] },
  ),
  rule('auth.service-disabled', [
    /(?:imap|pop3?|smtp|exchange|服务|协议|客户端)[^,。;]{0,10}(?:未|没有?|尚未|不|没)(?:开启|开通|启用|打开|允许|被允许)/iu,
    /(?:未|没有?|尚未)(?:开启|开通|启用|打开)[^,。;]{0,8}(?:imap|pop3?|smtp|服务|权限)/iu,
    /(?:关闭|禁用|禁止|停用)了?[^,。;]{0,10}(?:imap|pop3?|smtp|客户端|第三方)/iu,
    /(?:imap|pop3?|smtp|客户端|第三方)[^,。;]{0,8}(?:被?(?:关闭|禁用|禁止|停用)|已关)/iu,
  ]),
  rule(
    'auth.service-disabled',
    /administrator (?:has |may have )?disabled|管理员[^,。;]{0,4}(?:禁用|关闭|停用|限制)/iu,
    { sure: 'medium', or: ['mistyped-password', 'protocol-config'] },
  ),
  // NetEase and Coremail say so of mail apps that are not switched on, and of a password where a code belongs.
  rule('auth.service-disabled', /(?:用户|[账帐][号户])无权(?:限)?登[录陆]/u, {
    sure: 'medium',
    or: ['mfa-conflict', 'account-locked'],
  }),
  rule('auth.not-permitted', /authori[sz]ation failure/iu, { protocols: ['sasl', 'imap'] }),
  rule('auth.not-permitted', [
    /user has no permission|no permission|not (?:been )?authori[sz]ed|permission denied/iu,
    /(?:user|account) (?:is )?not (?:allowed|permitted|entitled)|没有权限|无权|权限不足|not licen[cs]ed/iu,
  ]),

  // Somebody else has the mailbox open.
  rule(
    'auth.mailbox-in-use',
    [
      /lock busy|another (?:session|user|client|process|connection|pop3?)/iu,
      /(?:already|currently) (?:in use|logged in|locked|open|being (?:accessed|used)|active)/iu,
      /(?:maildrop|mailbox|mail ?drop|mbox|spool)\b.{0,30}(?:locked|busy|in use|is use)/iu,
      /(?:lock|exclusive access)\b.{0,24}(?:maildrop|mailbox|mail ?drop|mbox)|duplicate login/iu,
      /另一个?(?:客户端|会话|程序|设备)|(?:邮箱|信箱)[^,。;]{0,6}(?:被占用|正在使用|正被)|重复登[录陆]/iu,
    ],
    { protocols: ['imap', 'pop3', 'web', 'client', 'smtp'] },
  ),

  // The account.
  rule(
    'auth.locked',
    new RegExp(
      `\\b${ACCOUNT}\\b(?: \\S+){0,3}? (?:is|has been|was|are|been)?(?: \\S+){0,2}? ?(?:temporarily )?(?:locked|suspended|frozen|disabled|deactivated|blocked|terminated|banned|deleted|inactive|closed|expired|restricted|forbidden)\\b(?! for (?:imap|pop))`,
      'iu',
    ),
  ),
  rule(
    'auth.locked',
    new RegExp(
      `(?:locked|suspended|frozen|disabled|deactivated|blocked|inactive) (?:\\S+ ){0,2}${ACCOUNT}\\b|\\b${ACCOUNT} (?:lock|suspension)|login (?:is )?disabled for|pass(?:word|phrase) locked|forbidden to log ?in|locked out`,
      'iu',
    ),
  ),
  rule(
    'auth.locked',
    new RegExp(
      `${ZH_ACCOUNT}\[^,。;]{0,6}(?:锁定|冻结|停用|禁用|封禁|封停|注销|停止|被锁|被封|暂停|失效)|(?:锁定|冻结|停用|禁用|封禁)\[^,。;]{0,4}${ZH_ACCOUNT}|已被?(?:锁定|冻结|封禁|禁止登[录陆])`,
      'u',
    ),
  ),
  // Zimbra, of an account that was closed or is waiting.
  rule('auth.locked', /account is not active/iu, {
    sure: 'medium',
    or: ['service-disabled', 'mistyped-password'],
  }),
  rule('auth.expired', [
    /pass(?:word|phrase)s? (?:has |have |is |was |had )?(?:already )?(?:expired|aged)/iu,
    /expired pass(?:word|phrase)/iu,
    /pass(?:word|phrase) (?:must|needs to|has to|should) be (?:changed|reset|updated)/iu,
    /(?:must|need to|have to|please) (?:change|reset|update) (?:your |the )?pass(?:word|phrase)/iu,
    /password expir|pass(?:word|phrase) (?:is )?too old|account\.CHANGE_PASSWORD/iu,
    /has to be reset|password change required|password transition|change password/iu,
  ]),
  rule('auth.expired', [
    /密码(?:已经?|己)?(?:过期|到期|失效)|(?:请|需|须|必须|要)[^,。;]{0,4}(?:修改|更改|重置|更换)[^,。;]{0,4}密码/u,
  ]),
  rule(
    'auth.expired',
    /pass(?:word|phrase) (?:is )?too (?:simple|weak|short)|weak password|密码(?:过于|太)(?:简单|弱)|弱密码|初始密码/iu,
    { sure: 'medium', or: ['account-locked', 'credential-leak'] },
  ),

  // Who may send what.
  rule('auth.sending-not-signed-in', /(?<![\d.])530(?![\d.]).{0,20}authentication (?:is )?required/iu, {
    scenario: 'protocol-config',
    or: ['smtp-auth-refused'],
    sure: 'low',
  }),
  rule('auth.sending-not-signed-in', /authentication (?:is )?required/iu, {
    protocols: ['smtp'],
    sure: 'medium',
  }),
  rule('auth.sender-refused', [
    /not owned by (?:user|login)|mail from\b.{0,40}(?:must|should|same|does(?:n't| not)|not)\b/iu,
    /doesn't conform|send(?:er)? ?as (?:denied|permission)|SendAsDenied/iu,
    /(?:mail|envelope) ?from (?:must|should|does)\b|must equal/iu,
    /sender (?:address )?(?:is )?(?:rejected|refused|denied|not (?:allowed|authori[sz]ed|permitted))(?!.{0,30}not logged)/iu,
    /not allowed to send|(?:does not|no) (?:have )?permissions? to send as/iu,
    /(?:from|sender) (?:address|header)?\b.{0,24}(?:not (?:match|same|verified|allowed)|mismatch|differ)/iu,
    /发件人[^,。;]{0,10}(?:不一致|不匹配|不符|拒绝|相同)|invalid sender/iu,
  ]),
  rule('auth.sending-not-signed-in', [
    /relay(?:ing)?\b.{0,24}(?:denied|not (?:permitted|allowed)|prohibited|refused|reject|disabled)/iu,
    /(?:unable|not (?:allowed|permitted)|cannot|no) (?:\S+ )?(?:to )?relay|not logged in/iu,
    /authentication (?:is )?required to (?:send|relay)/iu,
    /(?:client|sender) (?:was |is |must be )?not authenticated/iu,
    /(?:must|should|please|need to) (?:authenticate|log ?in|sign in)\b.{0,30}(?:send|before|first|mail)/iu,
    /pop before smtp|not authenticated to send|anonymous (?:mail|message)/iu,
    /未(?:登录|认证|验证)[^,。;]{0,8}(?:发送|发信)/iu,
  ]),
  rule(
    'auth.unknown-user',
    [
      /\bERR\.LOGIN\.(?:USER|DOMAIN)_?NOT_?EXIST\b/iu,
      /(?:no such|unknown|invalid|nonexistent|non-existent) (?:user(?: ?name)?|account|mailbox|login|authentication user)\b(?! ?name or)(?! or)/iu,
      /(?:user|account|mailbox)(?: name)? (?:is )?(?:not found|unknown|does(?:n't| not) exist|invalid)/iu,
      /(?:用户|[账帐][号户]|邮箱)(?:名)?(?:不存在|未找到|没有找到)|user doesn't exist|no verifier for user/iu,
    ],
    { protocols: ['imap', 'pop3', 'sasl', 'web', 'client', 'smtp'], sure: 'medium' },
  ),
];
