import { rule, type ErrorRule } from './rule.js';

/** Response codes in brackets: IMAP (RFC 5530, RFC 9051), POP3 (RFC 2449, RFC 3206). */
export const RESPONSE_CODES: readonly ErrorRule[] = [
  rule('auth.unavailable', /\[UNAVAILABLE\]|\[SYS\/TEMP\]/iu),
  rule('auth.expired', /\[EXPIRED\]/iu),
  rule('auth.encryption-needed', /\[PRIVACYREQUIRED\]/iu),
  rule('auth.rate-limited', /\[LIMIT\]|\[LOGIN-DELAY\]|\[OVERQUOTA\]|\[THROTTLED\]/iu),
  rule('auth.mailbox-in-use', /\[IN-?USE\]/iu),
  rule('auth.locked', /\[CONTACTADMIN\]/iu, {
    sure: 'medium',
    or: ['service-disabled', 'credential-leak', 'mistyped-password'],
  }),
  // The password was right; acting for another mailbox was refused.
  rule('auth.not-permitted', /\[AUTHORIZATIONFAILED\]/iu, {
    scenario: 'protocol-config',
    or: ['service-disabled'],
  }),
  rule('auth.not-permitted', /\[NOPERM\]/iu),
  rule('auth.unavailable', /\[(?:CORRUPTION|SERVERBUG|SERVERCONTACT)\]/iu, { sure: 'high' }),
  rule('client.not-understood', /\[(?:CLIENTBUG|CANNOT|BADCHARSET|PARSE|REFERRAL\b[^\]]*)\]/iu),
  rule('auth.unavailable', /\[SYS\/PERM\](?=.{0,60}(?:error|fail))/iu, {
    sure: 'low',
    or: ['service-disabled'],
  }),
  rule('auth.not-permitted', /\[SYS\/PERM\]/iu, {
    or: ['server-outage', 'account-locked', 'protocol-config'],
  }),
];
