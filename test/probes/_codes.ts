/** Finding codes the probes of this room may use; the sentences for them are in the registry of diagnosis. */
export const KNOWN_CODES: ReadonlySet<string> = new Set([
  ...['discover.no-mx', 'discover.provider', 'discover.found', 'discover.nothing'],
  ...[
    'dns.no-such-host',
    'dns.no-address',
    'dns.timeout',
    'dns.servfail',
    'dns.private-address',
    'dns.resolved',
  ],
  ...['net.refused', 'net.timeout', 'net.unreachable', 'net.reset', 'net.connected'],
  ...['tls.expired', 'tls.not-yet-valid', 'tls.name-mismatch', 'tls.untrusted', 'tls.self-signed'],
  ...['tls.old-version', 'tls.not-tls', 'tls.expires-soon', 'tls.inspected', 'tls.ok'],
  ...['imap.greeting', 'imap.no-greeting', 'imap.bye', 'imap.not-imap', 'imap.starttls-missing'],
  ...['imap.starttls-refused', 'imap.preauth', 'imap.injection', 'imap.login-disabled', 'imap.oauth-only'],
  'imap.capabilities',
]);
