/**
 * What people call a secret, in the order they are tried. `{0,2}` lets “密 码” and “p a s s w o r d” through;
 * every quantifier is bounded, so matching is linear.
 */
const CHINESE = [
  '密[ \\t]{0,2}[码碼]',
  '口[ \\t]{0,2}令',
  '授[ \\t]{0,2}权[ \\t]{0,2}码',
  '(?:专用|安全|验证|校验|动态|备用|解锁)码',
  '密[钥鑰]',
  '密马',
  '账密',
];

const SPACED_PASSWORD = [...'password'].map((letter) => (letter === 'a' ? '[a@]' : letter)).join('[ ._-]?');

const ENGLISH = [
  `${SPACED_PASSWORD.replace('o', '[o0]')}s?`,
  'passwo?rds?|passwrod|passowrd|pasword|passwor|paswword|pssword|psword',
  'pass[ -]?phrase|pass[ -]?code|passwort|kennwort',
  'passwd|pswd|psw|pwd|pw',
  '(?:auth(?:entication|ori[sz]ation)?|app|verification|security|login|backup|recovery|one[- ]time|2fa|mfa|sms)[ -]?codes?',
  'otp|mima|credentials',
];

/** The word that announces a secret. */
export const LABEL = new RegExp(
  `(?:${CHINESE.join('|')})|(?<![a-z0-9])(?:${ENGLISH.join('|')})(?![a-z])|(?:password|passwd|pwd)(?=["'\`*_ ]{0,2}[:=])`,
  'giu',
);

/** Short words that announce one only with `:` or `=` behind them. */
export const SHORT_LABEL =
  /(?<![a-z0-9])(?:pass|pin(?:[ -]?(?:code|number|码))?|secret|api[_ -]?key|(?:access[_ -]?)?token|🔑)(?=[ \t"'`*]{0,3}(?:[:=]|是))/giu;

/** Labels that name an account and its password at once: what follows holds both. */
export const DOUBLE_LABEL =
  /(?:账密|(?:账[号户]|帐[号户]|用户名?|邮箱)(?:\s{0,2}[和与及、/+&]\s{0,2}|\s{0,2})密码|(?<![a-z])(?:user(?:[ -]?name)?|login|account|email|id)\s{0,2}(?:\/|&|and|\+)\s{0,2}(?:pass(?:word)?|pwd|pw)(?![a-z])|(?<![a-z])(?:credentials|login details|login info)(?![a-z]))/giu;

/** What names an account: a secret may stand behind its value. */
export const ACCOUNT_LABEL =
  /(?:账[号户]|帐[号户]|用户名|工号|(?<![a-z])(?:user[ -]?name|user|account|login|acct)(?![a-z]))[ \t]{0,2}(?:[:=是为]|is\b)?[ \t"'`]{0,3}/giu;

/** Words between label and value that show that the value belongs to something else. */
export const OTHER_LABEL =
  /账[号户]|帐[号户]|用户|工号|邮箱地址|端口|服务器|地址|版本|代码|错误码|编号|单号|工单|型号|电脑|手机号|电话|QQ号|(?<![a-z])(?:account|user ?name|user|server|host|port|version|ticket|case|code|error|id)(?![a-z])/iu;

/** `: = -> →`, with the marks of Markdown, JSON and HTML around it, and a short remark in brackets before it. */
export const NAMED =
  /(?:[ \t]{0,3}(?:\([^()\n]{0,24}\)|（[^（）\n]{0,24}）|\[[^[\]\n]{0,24}\]))?["'`*_ \t]{0,4}(?:[:=]{1,2}>?|-{1,2}>|→|>(?=[^\s<]))[\s"'`*_<(（[【{“‘「『]{0,8}/uy;

/** “for zhang@corp.example”, “of this mailbox” between label and `:` or “is”. */
export const BELONGING =
  /[ \t]{1,3}(?:for|of|on|in|to)(?:[ \t]{1,3}[^\s:=,;，；。！？]{1,64}){1,5}?(?=[ \t]{0,3}(?::|=|[ \t]is[ \t]|[ \t]was[ \t]))/iuy;

const ZH_ADVERB =
  '(?:应该|现在|目前|一直|原来|之前|以前|好像|可能|大概|当时|已经|重新|刚|今天|昨天|我|记得|还|就|都|也)';
const ZH_VERB =
  '(?:我?(?:填|输入?|用|设置?|改|换|写|存|打)(?:的)?(?:成|为|了|过)?(?:的)?(?:是|就是)?|就?是|为|叫做?|即)';

/** “是”, “为”, “改成了”, with a few adverbs before it. */
export const STATED_ZH = new RegExp(
  `[ \\t]{0,3}${ZH_ADVERB}{0,3}${ZH_VERB}[ \\t:：“‘"'\`「『【*]{0,4}`,
  'uy',
);

/** “is”, “was”, “changed to”, with a few adverbs after it. */
export const STATED_EN =
  /[ \t]{1,3}(?:(?:is|was|are|would be|should be|might be|must be)(?:[ \t]{1,3}(?:now|still|currently|just|simply|actually|probably|set to|called|set as|this|literally|always)){0,2}|(?:changed|set|reset|updated|switched)[ \t]{1,3}to|i[ \t]{1,3}(?:use|used|typed|entered|type|enter|have|set|tried|try)(?:[ \t]{1,3}(?:is|was))?|=)[ \t]{1,3}["'`“‘*:]{0,3}/iuy;

/** The value on the next line. */
export const NEXT_LINE = /[ \t]{0,4}\n\s{0,4}["'`“‘*]{0,3}/uy;

/** Nothing but a space, a bracket or a quote between label and value. */
export const BESIDE = /[ \t]{0,4}["'`“‘「『【(（[*/|]{0,3}/uy;

/** A short run of Chinese between label and value. */
export const FAR_ZH =
  /[ \t]{0,2}\p{Script=Han}{1,12}(?:[，、,][ \t]{0,2}\p{Script=Han}{0,8})?[ \t:："'“‘`「]{0,3}/uy;

/** A few English words that lead up to “is”, “to”, “like” or a colon. */
export const FAR_EN =
  /(?:[ \t]{1,3}[^\s:=;，；。！？]{1,40}){0,8}?(?:[ \t]{1,3}(?:is|was|to|as|like|being)|[ \t]{0,3}[:=,])[ \t]{1,3}["'`“‘(*]{0,3}/iuy;
