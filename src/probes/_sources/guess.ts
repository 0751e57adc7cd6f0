import type { MailServer } from '../../domain/index.js';
import type { ProbeTools } from '../_probe.js';
import type { Said, Source } from './_source.js';

/** The names nearly every administrator chose; on ports with TLS from the first byte only, so that a wildcard name stays harmless. */
const GUESSES = [
  { label: 'imap', protocol: 'imap', port: 993 },
  { label: 'mail', protocol: 'imap', port: 993 },
  { label: 'pop', protocol: 'pop3', port: 995 },
  { label: 'mail', protocol: 'pop3', port: 995 },
  { label: 'smtp', protocol: 'smtp', port: 465 },
  { label: 'mail', protocol: 'smtp', port: 465 },
] as const;

/** The host names that are tried for a domain. */
export function guessedNames(domain: string): readonly string[] {
  return [...new Set(GUESSES.map(({ label }) => `${label}.${domain}`))];
}

/** Counts a usual name only if something listens on the secure port; what its certificate is worth, `tls` says. */
export const guessSource: Source = {
  id: 'guess',
  outside: false,
  async ask(domain, signal, _report, tools): Promise<Said> {
    const places = GUESSES.map(({ label, ...place }) => ({ ...place, host: `${label}.${domain}` }));
    const open = await Promise.all(places.map(({ host, port }) => listens(host, port, signal, tools)));
    const servers = places
      .filter((_place, index) => open[index])
      .map((place): MailServer => ({ ...place, tls: 'implicit', source: 'guess' }));
    const names = [...new Set(servers.map((server) => server.host))];
    return { servers, note: names.join(', ') || 'nothing listens' };
  },
};

async function listens(host: string, port: number, signal: AbortSignal, tools: ProbeTools): Promise<boolean> {
  if (tools.guard.host(host) !== host) return false;
  const answers = await Promise.all([tools.resolver.a(host), tools.resolver.aaaa(host)]);
  const ips = answers.flatMap((answer) => (answer.kind === 'found' ? answer.records : []));
  const addresses = tools.guard.addresses(host, ips, port) ?? [];
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(tools.settings.deadlines.connect)]);
  const tried = await Promise.all(
    addresses.slice(0, 2).map(async (address) => {
      const attempt = await tools.dial(address, port, inTime);
      if (attempt.ok) attempt.socket.destroy();
      return attempt.ok;
    }),
  );
  return tried.includes(true);
}
