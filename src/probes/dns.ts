import type { Evidence, ProbeResult } from '../domain/index.js';
import {
  addressEvidence,
  aliasesOf,
  aliasEvidence,
  answerEvidence,
  askAddresses,
  comparedEvidence,
  dig,
  recordsOf,
  type AddressAnswers,
} from './_names.js';
import { serverLabel, type ProbeTools, type ServerProbe, type ServerTarget } from './_probe.js';
import { locate } from './_reach.js';
import { startReport, type Report } from './_report.js';
import type { NoAnswer } from './_resolve.js';
import { SERVICES } from './_sources/index.js';
import { isPublicAddress } from './guard.js';

/**
 * What the DNS says of the server's name: A and AAAA apart, aliases, what other name servers say, and in the background
 * the records of the mail domain.
 */
export const dnsProbe: ServerProbe = { id: 'dns', needs: 'server', measure: measureDns };

async function measureDns(target: ServerTarget, tools: ProbeTools): Promise<ProbeResult> {
  const { host, domain } = target;
  const report = startReport('dns', host, tools);
  const [located] = await Promise.all([
    locate(target, report, tools),
    domain === undefined ? undefined : describeDomain(domain, report, tools),
  ]);
  if (located.kind === 'refused') return report.refuse();
  if (located.kind === 'nothing') return report.stop(located.reason);
  const { answers } = located;
  const [aliases, others] = await Promise.all([
    aliasesOf(host, tools.resolver),
    Promise.all(tools.compared.map((resolver) => askAddresses(host, resolver))),
  ]);
  const ips = recordsOf(answers);
  const facts = { 'dns.host': host, 'dns.address': ips.join(', ') };
  const evidence = [
    ...addressEvidence(host, answers, tools),
    ...(aliases.length === 0 ? [] : [aliasEvidence(host, aliases, tools)]),
  ];
  report.find('dns.resolved', 'info', facts, evidence);
  // Only registered networks come this far. People outside them can't reach the server without a VPN.
  if (!ips.every(isPublicAddress)) report.find('dns.private-address', 'info', facts, evidence);
  judgeFamilies(host, answers, evidence, report);
  compare(host, ips, others, evidence, report, tools);
  return report.done();
}

/** Failures that mail apps wait for; a refusal is a rule of the bot's own name server. */
const HANGS: readonly NoAnswer[] = ['timeout', 'servfail'];

/** One kind of address is answered, and the other makes apps wait. */
function judgeFamilies(
  host: string,
  { a, aaaa }: AddressAnswers,
  evidence: readonly Evidence[],
  report: Report,
): void {
  const fails = [
    { record: 'A', answer: a },
    { record: 'AAAA', answer: aaaa },
  ].find(({ answer }) => answer.kind !== 'found' && HANGS.includes(answer.kind));
  if (!fails) return;
  report.find('dns.half-answer', 'warning', { 'dns.host': host, 'dns.record': fails.record }, evidence);
}

/**
 * Other name servers. Many hosts have other public addresses in other places, which is no trouble; an address inside
 * here and none or another one elsewhere means that it matters where the person stands.
 */
function compare(
  host: string,
  ips: readonly string[],
  others: readonly AddressAnswers[],
  evidence: readonly Evidence[],
  report: Report,
  tools: ProbeTools,
): void {
  const isInside = (list: readonly string[]): boolean => !list.every(isPublicAddress);
  others.forEach((answers, at) => {
    const resolver = tools.compared[at];
    const there = recordsOf(answers);
    const isMissing = [answers.a, answers.aaaa].every(({ kind }) => kind === 'no-such-name');
    if (!resolver || (there.length === 0 && !isMissing)) return;
    const value = there.length === 0 ? 'does not exist' : `is ${there.join(', ')}`;
    const seen = [...evidence, comparedEvidence(host, resolver, value)];
    const facts = { 'dns.host': host };
    if (isInside(ips) && (isMissing || !isInside(there))) report.find('dns.split-view', 'info', facts, seen);
    else if (isMissing || (isInside(there) && !isInside(ips))) {
      report.find('dns.resolvers-differ', 'warning', facts, seen);
    }
  });
}

/** MX and SRV records of the mail domain. No mail app needs them to sign in, so they are background only. */
async function describeDomain(domain: string, report: Report, tools: ProbeTools): Promise<void> {
  const { resolver, settings } = tools;
  const [mx, asked] = await Promise.all([
    resolver.mx(domain),
    Promise.all(SERVICES.map(({ label }) => resolver.srv(`${label}.${domain}`))),
  ]);
  if (mx.kind !== 'found') return;
  const services = SERVICES.flatMap(({ label }, at): Evidence[] => {
    const answer = asked[at];
    if (answer?.kind !== 'found') return [];
    const name = `${label}.${domain}`;
    const value = answer.records
      .map(({ name: host, port }) => (host === '' ? 'not offered' : serverLabel({ host, port })))
      .join(', ');
    return [{ label: `SRV ${label}`, value, command: dig(name, 'SRV', settings.resolvers) }];
  });
  const facts = {
    'dns.domain': domain,
    'dns.mx': mx.records.filter((one) => one !== '').join(', ') || 'none',
  };
  report.find('dns.mail-domain', 'info', facts, [answerEvidence(domain, 'MX', mx, tools), ...services]);
}
