import type { Evidence } from '../../domain/index.js';
import { providerByMx } from '../../providers/index.js';
import type { ProbeTools } from '../_probe.js';
import { answerEvidence, believed, dig, findNotFromHere } from '../_names.js';
import type { Report } from '../_report.js';
import type { Answer } from '../_resolve.js';
import { fromProvider, type Said, type Source } from './_source.js';

/** The provider whose file names one of the domain's mail exchangers. Also tells what is wrong with the domain itself. */
export const mxSource: Source = {
  id: 'mx',
  outside: false,
  async ask(domain, _signal, report, tools): Promise<Said> {
    const answer = await tools.resolver.mx(domain);
    if (answer.kind === 'found') {
      const hosts = answer.records.filter((host) => host !== '');
      if (hosts.length === 0)
        findNoMx(domain, 'a null MX: this domain says that it takes no mail', report, tools);
      const provider = providerByMx(tools.providers, hosts);
      const note = hosts.slice(0, 3).join(', ');
      return provider ? { ...fromProvider(provider, 'mx-pattern'), note } : { servers: [], note };
    }
    await judgeNoMx(domain, answer, report, tools);
    return { servers: [], note: answer.code };
  },
};

/** What is wrong with the domain itself, where the name servers may be believed about it. */
async function judgeNoMx(
  domain: string,
  answer: Exclude<Answer<string>, { kind: 'found' }>,
  report: Report,
  tools: ProbeTools,
): Promise<void> {
  const evidence = [answerEvidence(domain, 'MX', answer, tools)];
  const kind = await believed(answer.kind, domain, report, tools);
  if (kind === undefined) {
    findNotFromHere(domain, evidence, report, tools);
    return;
  }
  if (kind === 'no-records') return findNoMx(domain, 'no MX record', report, tools);
  report.find(DOMAIN_CODES[kind], 'critical', { 'dns.host': domain }, evidence);
}

const DOMAIN_CODES = {
  'no-such-name': 'dns.no-such-host',
  servfail: 'dns.servfail',
  timeout: 'dns.timeout',
} as const;

function findNoMx(domain: string, value: string, report: Report, tools: ProbeTools): void {
  report.find('discover.no-mx', 'warning', { 'dns.host': domain }, [mxEvidence(domain, value, tools)]);
}

/** What the name servers said about the domain, and how to ask them again. */
export function mxEvidence(domain: string, value: string, tools: ProbeTools): Evidence {
  const servers = tools.resolver.servers.slice(0, 3).join(', ');
  return {
    label: 'Mail domain',
    value: `${domain}: ${value} (asked ${servers})`,
    command: dig(domain, 'MX', tools.settings.resolvers),
  };
}
