import type { Evidence } from '../../domain/index.js';
import { providerByMx } from '../../providers/index.js';
import type { ProbeTools } from '../_probe.js';
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
    judgeNoMx(domain, answer, report, tools);
    return { servers: [], note: answer.code };
  },
};

function judgeNoMx(
  domain: string,
  answer: Exclude<Answer<string>, { kind: 'found' }>,
  report: Report,
  tools: ProbeTools,
): void {
  switch (answer.kind) {
    case 'no-such-name':
      return findDomain('dns.no-such-host', domain, 'the domain does not exist', report, tools);
    case 'no-records':
      return findNoMx(domain, 'no MX record', report, tools);
    case 'servfail':
      return findDomain(
        'dns.servfail',
        domain,
        `the name servers failed to answer (${answer.code})`,
        report,
        tools,
      );
    case 'timeout':
      return findDomain('dns.timeout', domain, 'the name servers did not answer in time', report, tools);
  }
}

function findDomain(code: string, domain: string, value: string, report: Report, tools: ProbeTools): void {
  report.find(code, 'critical', { 'dns.host': domain }, [mxEvidence(domain, value, tools)]);
}

function findNoMx(domain: string, value: string, report: Report, tools: ProbeTools): void {
  report.find('discover.no-mx', 'warning', { 'dns.host': domain }, [mxEvidence(domain, value, tools)]);
}

/** What the name servers said about the domain, and how to ask them again. */
export function mxEvidence(domain: string, value: string, tools: ProbeTools): Evidence {
  const servers = tools.resolver.servers.slice(0, 3).join(', ');
  return {
    label: 'Mail domain',
    value: `${domain}: ${value} (asked ${servers})`,
    command: `dig ${domain} MX`,
  };
}
