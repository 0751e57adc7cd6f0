import { rule, type ErrorRule } from './rule.js';

/** `535 5.7.8`, `535-5.7.8`, `535 #5.7.8` and `421, "4.7.0",` are one thing to people who quote them. */
function enhanced(code: string): RegExp {
  return new RegExp(`(?<![\\d.])${code}(?![\\d.]*\\d)`, 'u');
}

/** A reply code where a reply begins. */
function reply(code: string): RegExp {
  return new RegExp(`(?:^|[\\s:(>"'=])${code}(?=[\\s,"':.)-]|$)`, 'u');
}

const smtp = { protocols: ['smtp', 'client', 'sasl', 'web'] } as const;

/** Replies of SMTP (RFC 5321, RFC 4954) and enhanced status codes (RFC 3463, RFC 5248, Microsoft's and Google's own). */
export const SMTP_CODES: readonly ErrorRule[] = [
  // Microsoft: the tenant or its address was blocked for what it sent.
  rule('auth.sender-domain', enhanced('5\\.7\\.(?:750|509|2[3-7])'), smtp),
  rule('auth.account-misused', enhanced('5\\.(?:1\\.8|7\\.(?:50[1-3]|511|705))'), smtp),
  rule(
    'auth.address-blocked',
    enhanced('(?:5\\.7\\.(?:60[6-9]|6[1-4]\\d|50[68]|708)|4\\.7\\.(?:5|6)\\d\\d)'),
    smtp,
  ),
  rule('auth.sender-refused', enhanced('5\\.7\\.60'), smtp),
  rule('auth.sending-not-signed-in', enhanced('5\\.7\\.(?:57|64)'), smtp),
  // Sign-in.
  rule('auth.expired', enhanced('4\\.7\\.12'), { ...smtp, sure: 'high' }),
  rule('auth.encryption-needed', enhanced('5\\.7\\.1[01]'), smtp),
  rule('auth.locked', enhanced('5\\.7\\.13'), { ...smtp, or: ['service-disabled'] }),
  rule('auth.code-expected', enhanced('5\\.7\\.9'), {
    ...smtp,
    or: ['protocol-config', 'mistyped-password'],
  }),
  rule('auth.browser-check', enhanced('5\\.7\\.14'), smtp),
  rule('client.not-understood', enhanced('5\\.5\\.\\d'), {
    ...smtp,
    or: ['smtp-auth-refused', 'network-intercept'],
  }),
  rule('auth.method-refused', enhanced('5\\.7\\.4'), { ...smtp, or: ['smtp-auth-refused', 'mfa-conflict'] }),
  rule('auth.unavailable', enhanced('4\\.[0-4]\\.\\d'), {
    ...smtp,
    sure: 'medium',
    or: ['network-intercept', 'ip-blocked'],
  }),
  rule('auth.unavailable', /\b454[ -]+"?4\.7\.0\b/u, { ...smtp, sure: 'high' }),
  rule('auth.rate-limited', /\b421[ -,"]+4\.7\.\d\b/u, { ...smtp, sure: 'medium', or: ['server-outage'] }),
  // Replies without an enhanced code.
  rule('auth.encryption-needed', reply('5(?:23|38)'), smtp),
  rule('auth.locked', reply('525'), { ...smtp, sure: 'medium', or: ['service-disabled'] }),
  rule('auth.code-expected', reply('5(?:34|26)'), {
    ...smtp,
    or: ['protocol-config', 'mistyped-password', 'service-disabled'],
  }),
  rule('auth.expired', reply('432'), { ...smtp, sure: 'low', or: ['server-outage', 'ip-blocked'] }),
  rule('auth.sending-not-signed-in', reply('530'), {
    ...smtp,
    scenario: 'protocol-config',
    or: ['smtp-auth-refused'],
  }),
  rule('auth.method-refused', reply('504'), { ...smtp, or: ['smtp-auth-refused', 'mfa-conflict'] }),
  rule('auth.unavailable', reply('4(?:35|5[0-4])'), { ...smtp, sure: 'medium' }),
  rule('client.not-understood', reply('50[0-3]'), {
    ...smtp,
    or: ['smtp-auth-refused', 'network-intercept'],
  }),
  rule('auth.unavailable', reply('421'), { ...smtp, sure: 'low', or: ['ip-blocked', 'network-intercept'] }),
  rule('auth.sender-refused', reply('55[0137]'), {
    ...smtp,
    sure: 'low',
    or: ['ip-blocked', 'credential-leak', 'service-disabled', 'dns-records'],
  }),
  rule('auth.address-blocked', reply('55[46]'), {
    ...smtp,
    sure: 'low',
    or: ['server-outage', 'credential-leak', 'protocol-config', 'smtp-auth-refused'],
  }),
];
