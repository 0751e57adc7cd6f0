import type { Evidence } from '../domain/index.js';
import { opensslCommand } from './_certificate.js';
import type { SessionSeen } from './_imap-session.js';
import { serverLabel, type ServerTarget } from './_probe.js';
import type { Report } from './_report.js';
import { latin1Text } from './_text.js';

/** Writes the capabilities, and what those under TLS say about logging in with a password. */
export function judgeCapabilities(target: ServerTarget, seen: SessionSeen, report: Report): void {
  const list = seen.after.map((name) => name.toUpperCase());
  const facts = { 'imap.capabilities': listText(seen.after) };
  const evidence: Evidence = {
    label: `Capabilities of ${serverLabel(target)}`,
    value: [
      ...(seen.before.length > 0 ? [`in clear: ${listText(seen.before)}`] : []),
      `under TLS: ${listText(seen.after)}`,
    ].join('; '),
    command: opensslCommand(target),
  };
  report.find('imap.capabilities', 'info', facts, [evidence]);
  const mechanisms = list
    .filter((name) => name.startsWith('AUTH='))
    .map((name) => name.slice('AUTH='.length));
  const passwords =
    mechanisms.some((name) => PASSWORD_MECHANISMS.test(name)) || !list.includes('LOGINDISABLED');
  if (passwords) return;
  const tokens = mechanisms.some((name) => TOKEN_MECHANISMS.includes(name));
  report.find(tokens ? 'imap.oauth-only' : 'imap.login-disabled', 'warning', facts, [evidence]);
}

/** Mechanisms a mail client can use with a typed password (RFC 4616, 5802, 2195, 2831). */
const PASSWORD_MECHANISMS = /^(?:PLAIN|LOGIN|CRAM-MD5|DIGEST-MD5|SCRAM-.+|NTLM)$/u;
/** RFC 7628 and what Google and Microsoft call its forerunner. */
const TOKEN_MECHANISMS: readonly string[] = ['XOAUTH2', 'OAUTHBEARER'];

/** Capabilities in one harmless line. */
export function listText(names: readonly string[]): string {
  if (names.length === 0) return 'none told';
  return latin1Text(names.join(' '));
}
