import type { Evidence } from '../domain/index.js';
import { opensslCommand } from './_certificate.js';
import { serverLabel, type ServerTarget } from './_probe.js';
import type { Report } from './_report.js';
import type { SessionSeen } from './_session.js';
import { latin1Text } from './_text.js';

/** Mechanisms a mail client can use with a typed password (RFC 4616, 5802, 2195, 2831). */
const PASSWORD_MECHANISMS = /^(?:PLAIN|LOGIN|CRAM-MD5|DIGEST-MD5|SCRAM-.+|NTLM)$/u;
/** RFC 7628 and what Google and Microsoft call its forerunner. */
const TOKEN_MECHANISMS: readonly string[] = ['XOAUTH2', 'OAUTHBEARER'];

/** Whether one of these mechanisms takes a typed password. */
export function takesPasswords(mechanisms: readonly string[]): boolean {
  return mechanisms.some((name) => PASSWORD_MECHANISMS.test(name));
}

/** Writes what a server without any login by password takes instead: tokens, or nothing a mail client has. */
export function findNoPasswords(
  target: ServerTarget,
  mechanisms: readonly string[],
  told: ReturnType<typeof capabilitiesTold>,
  report: Report,
): void {
  const tokens = mechanisms.some((name) => TOKEN_MECHANISMS.includes(name));
  const code = `${target.protocol}.${tokens ? 'oauth-only' : 'login-disabled'}`;
  report.find(code, 'warning', told.facts, [told.evidence]);
}

/** Capabilities as facts and evidence, those in clear beside those under TLS: what differs is evidence by itself. */
export function capabilitiesTold(
  target: ServerTarget,
  seen: SessionSeen,
): { readonly facts: Readonly<Record<string, string>>; readonly evidence: Evidence } {
  return {
    facts: { [`${target.protocol}.capabilities`]: listText(seen.after) },
    evidence: {
      label: `Capabilities of ${serverLabel(target)}`,
      value: [
        ...(seen.before.length > 0 ? [`in clear: ${listText(seen.before)}`] : []),
        `under TLS: ${listText(seen.after)}`,
      ].join('; '),
      command: opensslCommand(target),
    },
  };
}

/** Capabilities in one harmless line. */
export function listText(names: readonly string[]): string {
  if (names.length === 0) return 'none told';
  return latin1Text(names.join(' '));
}
