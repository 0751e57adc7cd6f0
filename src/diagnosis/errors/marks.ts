/** How an error text is told from words about it, and whose it is. */
export interface ErrorMark {
  readonly pattern: RegExp;
  readonly client?: 'outlook' | 'thunderbird';
  readonly protocol?: 'imap' | 'pop3';
}

/** Where a line of a server begins: at the start, behind a prompt, a colon, a quotation mark, or “it says”. */
const BEGINS =
  '(?<=^\\s{0,4}|[:：>"“”\'‘「（(|]\\s{0,4}|(?:报错|提示|显示|返回|错误(?:代?码)?|\\b(?:error(?: code)?|says|shows|showing|gets?|got|returns))\\s{0,4})';
/** Words that only a server's answer puts behind a number. */
const ANSWERS =
  '(?:auth|login|log ?in|error|err\\b|password|user|account|mail ?box|access|invalid|incorrect|too (?:many|much)|temporar|service|sender|relay|must|need|starttls|tls|smtp|command|unrecogni|bad|not |please|sorry|message|client|host|ip\\b|rejected|refused|denied|blocked|rate|system|server|your|the |username|security)';

/**
 * Codes of servers and programs, server lines, and whole dialogs of mail apps that mean one thing. A plain “wrong
 * password” of a mail app is none: people say just the same.
 */
export const MARKS: readonly ErrorMark[] = [
  { pattern: /\bAADSTS\d{4,7}\b/iu },
  // SMTP (RFC 5321, RFC 3463): the enhanced code alone is enough, a bare number needs a server's words behind it.
  { pattern: /(?<![\d.])[45]\d\d[ -]+#?[45]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)/u },
  {
    pattern: new RegExp(
      `${BEGINS}(?:4(?:2[12]|32|35|5[0-4])|5(?:0[0-4]|2[1-9]|3[0458]|5[0-7]))[ -](?=["(<#]?${ANSWERS})`,
      'iu',
    ),
  },
  // IMAP (RFC 9051, RFC 5530).
  { pattern: /\b(?:NO|BAD|BYE) \[[A-Z][A-Z-]+[^\]]{0,80}\]/u, protocol: 'imap' },
  {
    pattern: new RegExp(
      `${BEGINS}(?:[A-Za-z]{0,6}\\d{1,8} |\\* )(?:NO|BAD|BYE) (?=[A-Z\\u4e00-\\u9fff])[A-Za-z]{0,20}`,
      'u',
    ),
    protocol: 'imap',
  },
  {
    pattern: new RegExp(
      `${BEGINS}(?:NO|BAD|BYE) (?:LOGIN|Login|AUTHENTICATE|Auth\\w*|Invalid|Error|User|Unsafe|SELECT|EXAMINE|STARTTLS|Server|Account|System|Command|Application|Too|Mailbox)\\b`,
      'u',
    ),
    protocol: 'imap',
  },
  {
    pattern:
      /\[(?:AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|UNAVAILABLE|EXPIRED|PRIVACYREQUIRED|CONTACTADMIN|OVERQUOTA|SERVERBUG|CLIENTBUG|WEBALERT[^\]]{0,200})\]/u,
    protocol: 'imap',
  },
  // POP3 (RFC 2449, RFC 3206).
  { pattern: /(?<![\w-])-ERR(?: \[[A-Z/-]+\])?(?=\s|$)/u, protocol: 'pop3' },
  { pattern: /\[(?:SYS\/(?:TEMP|PERM)|IN-USE|LOGIN-DELAY)\]/u, protocol: 'pop3' },
  // What programs call their own troubles: Node, OpenSSL, NSS, Java, Apple's frameworks.
  {
    pattern:
      /\b(?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]{8,40}|ERR_(?:TLS|SSL|CERT)_[A-Z0-9_]{4,40})\b/u,
  },
  { pattern: /\b(?:SEC_ERROR|SSL_ERROR|MOZILLA_PKIX_ERROR)_[A-Z_]{4,50}\b/u, client: 'thunderbird' },
  {
    pattern:
      /\b(?:AuthenticationFailedException|SSLHandshakeException|CertPathValidatorException|UnknownHostException|NSURLError\w{4,40}|kCFStreamError\w{4,40}|errSSL\w{4,40})\b/u,
  },
  { pattern: /\bDNS_PROBE_\w{4,40}|\binvalid_grant\b|\bInvalidSecondFactor\b/u },
  // Dialogs of Thunderbird (its localisation files).
  {
    pattern:
      /Sending of (?:the )?(?:password|username) (?:for user \S{1,80} )?did not succeed|Login to (?:account|server) [^.\n]{1,120}? failed\b|The current command did not succeed\b|Mail server \S{1,80} is not an IMAP4 mail server/u,
    client: 'thunderbird',
  },
  {
    pattern:
      /使用用户名[^。\n]{1,80}登录(?:到)?(?:服务器)?[^。\n]{1,80}失败|(?:当前|上一个?)命令(?:执行)?(?:没有|未能?)成功|邮件服务器[^。\n]{1,80}不是 ?IMAP4/u,
    client: 'thunderbird',
  },
  // Dialogs of Outlook.
  {
    pattern:
      /target principal name is incorrect|目标主(?:体|要)名称?不正确|you are connected to the network and are using the proper server and mailbox name|请(?:确认|验证)已连接到网络.{0,16}服务器和邮箱名称/iu,
    client: 'outlook',
  },
  // Dialogs of Apple's Mail, the same on the phone and on the Mac: which of the two is not said.
  {
    pattern:
      /Cannot (?:Get Mail|Verify Server Identity)\b|The user ?name or password for [“"]?[\w.-]{1,80}[”"]? is incorrect|Mail can['’]t connect to the account\b|无法验证服务器身份|[“"][\w.-]{1,80}[”"]的用户名或密码不正确/u,
  },
  // Dialogs of Android's own mail app.
  {
    pattern:
      /(?:Unable to|Couldn['’]t) open connection to server\b|Couldn['’]t safely connect to server\b|由于安全(?:性)?错误[，,]?\s?(?:而)?无法/u,
  },
];
