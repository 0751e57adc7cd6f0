import type { Confidence } from '../../domain/index.js';

/** What a finding says of the cause when a text tells no more. */
export interface Meaning {
  readonly scenario: string;
  readonly or: readonly string[];
  readonly sure: Confidence;
}

function meaning(scenario: string, sure: Confidence, ...or: readonly string[]): Meaning {
  return { scenario, or, sure };
}

/** The cause that each finding of an error text points to. Every finding a rule names has its line here. */
export const MEANINGS: Readonly<Record<string, Meaning>> = {
  'auth.rejected': meaning(
    'mistyped-password',
    'medium',
    'mfa-conflict',
    'password-expired',
    'account-locked',
  ),
  'auth.unknown-user': meaning('mistyped-password', 'high', 'protocol-config'),
  'auth.code-expected': meaning('mfa-conflict', 'medium', 'mistyped-password', 'service-disabled'),
  'auth.app-password-needed': meaning('mfa-conflict', 'high'),
  'auth.browser-sign-in-needed': meaning('mfa-conflict', 'high', 'protocol-config'),
  'auth.token-refused': meaning('mfa-conflict', 'high', 'password-expired'),
  'auth.method-refused': meaning('protocol-config', 'low', 'mfa-conflict', 'service-disabled'),
  'auth.encryption-needed': meaning('protocol-config', 'high', 'network-intercept'),
  'auth.locked': meaning('account-locked', 'high', 'credential-leak'),
  'auth.expired': meaning('password-expired', 'high'),
  'auth.rate-limited': meaning('ip-blocked', 'high', 'account-locked', 'client-cache'),
  'auth.address-blocked': meaning('ip-blocked', 'high', 'credential-leak'),
  'auth.service-disabled': meaning('service-disabled', 'high'),
  'auth.not-permitted': meaning('service-disabled', 'medium', 'protocol-config', 'account-locked'),
  'auth.browser-check': meaning('new-device', 'high', 'account-locked', 'mfa-conflict'),
  'auth.place-refused': meaning('new-device', 'medium', 'ip-blocked', 'mfa-conflict'),
  'auth.account-misused': meaning('credential-leak', 'medium', 'account-locked', 'new-device', 'ip-blocked'),
  'auth.unavailable': meaning('server-outage', 'high', 'ip-blocked'),
  'auth.mailbox-in-use': meaning('client-cache', 'high', 'ip-blocked'),
  'auth.sending-refused': meaning('smtp-auth-refused', 'medium', 'mistyped-password', 'mfa-conflict'),
  'auth.sending-not-signed-in': meaning('smtp-auth-refused', 'high', 'protocol-config'),
  'auth.sending-disabled': meaning('smtp-auth-refused', 'high', 'mfa-conflict', 'service-disabled'),
  'auth.sender-refused': meaning('smtp-auth-refused', 'high'),
  'auth.sender-domain': meaning('dns-records', 'high', 'credential-leak'),
  'dns.no-such-host': meaning('dns-records', 'high', 'protocol-config', 'network-intercept'),
  'dns.timeout': meaning('dns-records', 'medium', 'network-intercept', 'server-outage'),
  'net.refused': meaning('protocol-config', 'medium', 'server-outage', 'ip-blocked', 'network-intercept'),
  'net.timeout': meaning('server-outage', 'medium', 'network-intercept', 'protocol-config'),
  'net.unreachable': meaning('protocol-config', 'low', 'server-outage', 'network-intercept', 'dns-records'),
  'net.reset': meaning('network-intercept', 'low', 'server-outage', 'ip-blocked', 'protocol-config'),
  'tls.expired': meaning('certificate', 'high'),
  'tls.not-yet-valid': meaning('certificate', 'high', 'client-cache'),
  'tls.name-mismatch': meaning('certificate', 'high', 'protocol-config', 'network-intercept'),
  'tls.untrusted': meaning('certificate', 'medium', 'network-intercept'),
  'tls.self-signed': meaning('certificate', 'high', 'network-intercept'),
  'tls.inspected': meaning('network-intercept', 'medium', 'certificate'),
  'tls.old-version': meaning('protocol-config', 'high', 'certificate'),
  'tls.not-tls': meaning('protocol-config', 'high', 'network-intercept'),
  'tls.failed': meaning('protocol-config', 'low', 'certificate', 'network-intercept', 'server-outage'),
  'imap.starttls-missing': meaning('protocol-config', 'high', 'network-intercept'),
  'imap.preauth': meaning('network-intercept', 'medium', 'protocol-config'),
  'imap.injection': meaning('network-intercept', 'medium', 'protocol-config'),
  'imap.login-disabled': meaning('protocol-config', 'low', 'mfa-conflict', 'service-disabled'),
  'imap.no-greeting': meaning(
    'protocol-config',
    'medium',
    'server-outage',
    'network-intercept',
    'ip-blocked',
  ),
  'imap.bye': meaning('server-outage', 'low', 'ip-blocked', 'network-intercept'),
  'client.not-understood': meaning('protocol-config', 'medium', 'network-intercept'),
  'client.settings-incomplete': meaning('protocol-config', 'medium', 'client-cache'),
  'client.connection-lost': meaning(
    'server-outage',
    'low',
    'network-intercept',
    'ip-blocked',
    'protocol-config',
  ),
  'client.data-damaged': meaning('client-cache', 'medium', 'protocol-config'),
};
