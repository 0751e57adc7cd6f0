/** A finding and the texts that mean it; the first entry that fits is taken, so what names a reason comes first. */
type Reading = readonly [finding: string, pattern: RegExp];

const READINGS: readonly Reading[] = [
  // Response codes: IMAP (RFC 5530), POP3 (RFC 2449, RFC 3206), enhanced SMTP codes (RFC 4954). They outrank the words.
  ['auth.expired', /\[EXPIRED\]/iu],
  ['auth.unavailable', /\[(?:UNAVAILABLE|SYS\/TEMP)\]/iu],
  ['auth.rate-limited', /\[(?:LIMIT|LOGIN-DELAY)\]/iu],
  ['auth.browser-check', /\[WEBALERT\b/iu],
  // Words that name the reason, whoever says them.
  ['auth.app-password-needed', /(?:application|app)[- ]specific password|\bapp password (?:is )?required/iu],
  ['auth.app-password-needed', /请(?:使用|用|输入)(?:授权码|客户端专用密码)|需要(?:使用)?授权码/u],
  ['auth.browser-check', /log ?in (?:via|with|through) your (?:web )?browser|web login required/iu],
  [
    'auth.service-disabled',
    /not enabled for (?:imap|pop)|(?:imap|pop3?) (?:access )?is (?:disabled|not enabled)/iu,
  ],
  ['auth.service-disabled', /(?:imap|pop3?|smtp)\S{0,6}(?:服务)?(?:未|没有|尚未)(?:开启|开通|启用)/iu],
  ['auth.rate-limited', /too many (?:\S+ ){0,3}(?:attempts?|logins?|log-ins|failures)/iu],
  ['auth.rate-limited', /登[录陆](?:过于|太|次数过?)(?:频繁|多)|(?:频繁|次数).{0,4}(?:限制|受限)/u],
  ['auth.locked', /account (?:is|has been|was) (?:temporarily )?locked|AADSTS50053\b/iu],
  ['auth.locked', /[账帐][号户](?:已被?|被)(?:临时)?锁定/u],
  ['auth.expired', /password (?:has |is )?expired|AADSTS50055\b/iu],
  ['auth.expired', /密码已?(?:经)?过期/u],
  ['auth.unavailable', /\b454[ -]4\.7\.0\b|temporary authentication failure/iu],
  // A plain refusal, which hides its reason on purpose.
  ['auth.rejected', /\[(?:AUTHENTICATIONFAILED|AUTH)\]|\b535[ -]#?5\.7\.8\b|AADSTS50126\b|0x800CCC92\b/iu],
  [
    'auth.rejected',
    /(?:authentication|login|log ?in|logon|sign[- ]in) (?:has )?fail(?:ed|ure)|invalid credentials/iu,
  ],
  [
    'auth.rejected',
    /(?:server|it) rejected your (?:login|user ?name|password)|incorrect (?:username|password)/iu,
  ],
  ['auth.rejected', /密码(?:错误|不正确|有误)|(?:登[录陆]|身份验证|认证)失败/u],
];

/**
 * The finding that a server's or mail app's error text means; nothing where it says nothing about signing in. A reason
 * outranks a refusal. Providers' own texts are in the bundle and are looked at first.
 */
export function readErrorText(text: string): string | undefined {
  const line = text.normalize('NFKC').replace(/\s+/gu, ' ');
  return READINGS.find(([, pattern]) => pattern.test(line))?.[0];
}
