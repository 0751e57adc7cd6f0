import { capabilitiesTold, findNoPasswords, takesPasswords } from './_password-mechanisms.js';
import type { ServerTarget } from './_probe.js';
import type { Report } from './_report.js';
import type { SessionSeen } from './_session.js';

/** What POP3 offers for signing in (RFC 2449 6.3, RFC 5034). Without CAPA there is USER, as in RFC 1939. */
export function pop3Logins(capabilities: readonly string[]): {
  readonly user: boolean;
  readonly mechanisms: readonly string[];
} {
  const user = capabilities.length === 0 || capabilities.some((line) => /^USER\b/iu.test(line));
  return { user, mechanisms: argumentsOf('SASL', capabilities) };
}

/** The mechanisms of AUTH, also of its forerunner with an equals sign (RFC 4954 3). */
export function smtpMechanisms(capabilities: readonly string[]): readonly string[] {
  return argumentsOf('AUTH', capabilities);
}

function argumentsOf(keyword: string, capabilities: readonly string[]): readonly string[] {
  const line = new RegExp(`^${keyword}[ =]+(.*)$`, 'iu');
  const names = capabilities.flatMap((one) => line.exec(one)?.[1]?.toUpperCase().split(/\s+/u) ?? []);
  return [...new Set(names.filter((name) => name !== ''))];
}

/** Writes the capabilities of a POP3 server, and whether it takes passwords. */
export function judgePop3Capabilities(target: ServerTarget, seen: SessionSeen, report: Report): void {
  const told = capabilitiesTold(target, seen);
  report.find('pop3.capabilities', 'info', told.facts, [told.evidence]);
  const { user, mechanisms } = pop3Logins(seen.after);
  if (!user && !takesPasswords(mechanisms)) findNoPasswords(target, mechanisms, told, report);
}

/** Writes the capabilities of a server for outgoing mail, and what it takes to sign in there. */
export function judgeSmtpCapabilities(target: ServerTarget, seen: SessionSeen, report: Report): void {
  const told = capabilitiesTold(target, seen);
  report.find('smtp.capabilities', 'info', told.facts, [told.evidence]);
  if (smtpMechanisms(seen.before).length > 0) {
    report.find('smtp.auth-in-clear', 'warning', told.facts, [told.evidence]);
  }
  const mechanisms = smtpMechanisms(seen.after);
  if (mechanisms.length === 0) report.find('smtp.no-auth', 'warning', told.facts, [told.evidence]);
  else if (!takesPasswords(mechanisms)) findNoPasswords(target, mechanisms, told, report);
}
