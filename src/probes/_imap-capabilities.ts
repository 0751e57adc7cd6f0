import { capabilitiesTold, findNoPasswords, takesPasswords } from './_password-mechanisms.js';
import type { ServerTarget } from './_probe.js';
import type { Report } from './_report.js';
import type { SessionSeen } from './_session.js';

/** Writes the capabilities, and what those under TLS say about logging in with a password. */
export function judgeCapabilities(target: ServerTarget, seen: SessionSeen, report: Report): void {
  const told = capabilitiesTold(target, seen);
  report.find('imap.capabilities', 'info', told.facts, [told.evidence]);
  const list = seen.after.map((name) => name.toUpperCase());
  const mechanisms = list
    .filter((name) => name.startsWith('AUTH='))
    .map((name) => name.slice('AUTH='.length));
  if (takesPasswords(mechanisms) || !list.includes('LOGINDISABLED')) return;
  findNoPasswords(target, mechanisms, told, report);
}
