import type { MailServer } from '../../domain/index.js';
import { serverLabel } from '../_probe.js';
import type { Said, Source } from './_source.js';

/** Service names of RFC 6186 and RFC 8314; of each protocol the one with TLS from the first byte first. */
export const SERVICES = [
  { label: '_imaps._tcp', protocol: 'imap', tls: 'implicit' },
  { label: '_imap._tcp', protocol: 'imap', tls: 'starttls' },
  { label: '_pop3s._tcp', protocol: 'pop3', tls: 'implicit' },
  { label: '_pop3._tcp', protocol: 'pop3', tls: 'starttls' },
  { label: '_submissions._tcp', protocol: 'smtp', tls: 'implicit' },
  { label: '_submission._tcp', protocol: 'smtp', tls: 'starttls' },
] as const;

/** The service name that an SRV record of this server stands under. */
export function serviceOf({ protocol, tls }: Pick<MailServer, 'protocol' | 'tls'>): string {
  return `_${protocol === 'smtp' ? 'submission' : protocol}${tls === 'implicit' ? 's' : ''}`;
}

/** SRV records of the domain. */
export const srvSource: Source = {
  id: 'srv',
  outside: false,
  async ask(domain, _signal, _report, tools): Promise<Said> {
    const answers = await Promise.all(SERVICES.map(({ label }) => tools.resolver.srv(`${label}.${domain}`)));
    const notes: string[] = [];
    const servers = SERVICES.flatMap(({ label, protocol, tls }, index): MailServer[] => {
      const answer = answers[index];
      if (answer?.kind !== 'found') return [];
      return answer.records.flatMap((record): MailServer[] => {
        // A root target says that the service is not offered here (RFC 2782).
        if (record.name === '') notes.push(`${label}: not offered`);
        const host = tools.guard.host(record.name);
        if (host === undefined || !tools.guard.port(host, record.port)) return [];
        notes.push(serverLabel({ host, port: record.port }));
        return [{ protocol, host, port: record.port, tls, source: 'srv' }];
      });
    });
    return { servers, note: notes.slice(0, 3).join(', ') || 'no SRV records' };
  },
};
