import type { MailServer } from '../../domain/index.js';
import { serversOf } from '../../providers/index.js';
import type { ProbeProvider, ProbeTools } from '../_probe.js';
import type { Report } from '../_report.js';

/** What one source said: servers, best first, and words for the timeline. */
export interface Said {
  readonly servers: readonly MailServer[];
  /** Id of the provider file, where the source leads to one. */
  readonly provider?: string;
  readonly note: string;
}

/** One place to learn a domain's mail servers from. */
export interface Source {
  /** The name of its step in the timeline. */
  readonly id: string;
  /** It asks somebody else than the domain's owner, which operations must have allowed. */
  readonly outside: boolean;
  ask(domain: string, signal: AbortSignal, report: Report, tools: ProbeTools): Promise<Said>;
}

const PROTOCOLS = ['imap', 'pop3', 'smtp'] as const;

/** Everything a provider file says, marked with how the file was found. */
export function fromProvider(
  provider: ProbeProvider,
  source: 'provider-file' | 'mx-pattern' | 'autodiscover',
): Said {
  const servers = PROTOCOLS.flatMap((protocol) => serversOf(provider, protocol)).map((server) => ({
    ...server,
    source,
  }));
  return { servers, provider: provider.id, note: provider.id };
}
