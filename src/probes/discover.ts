import { domainOf, type Evidence, type Mailbox, type MailServer, type ProbeResult } from '../domain/index.js';
import { providerByAddress } from '../providers/index.js';
import { NOT_FROM_HERE } from './_names.js';
import { serverLabel, type DomainProbe, type DomainTarget, type ProbeTools } from './_probe.js';
import { startReport, type Report } from './_report.js';
import {
  fromProvider,
  guessedNames,
  mxEvidence,
  serviceOf,
  SOURCES,
  SOURCE_WORDS,
  type Said,
  type Source,
} from './_sources/index.js';

/** Which servers a mail client for this address should use, and where we know them from. */
export const discoverProbe: DomainProbe = { id: 'discover', needs: 'domain', measure: discover };

async function discover(target: DomainTarget, tools: ProbeTools): Promise<ProbeResult> {
  const domain = tools.guard.host(target.domain);
  const report = startReport('discover', domain ?? target.domain.slice(0, 253), tools);
  if (domain === undefined) return report.refuse();
  const known = providerByAddress(tools.providers, `x@${domain}`);
  if (known) {
    report.skip('mx', 'the provider is known by the domain');
    return conclude(target, domain, [fromProvider(known, 'provider-file')], report, tools);
  }
  // All at once, but in the order of how far each is to be believed.
  const answers = await Promise.all(SOURCES.map((source) => ask(source, domain)));
  const said = answers.filter((answer) => answer !== undefined);
  if (said.length === 0) return report.stop('the name servers did not answer in time');
  return conclude(target, domain, said, report, tools);

  async function ask(source: Source, of: string): Promise<Said | undefined> {
    if (source.outside && !tools.settings.outsideLookups) return undefined;
    const work = (signal: AbortSignal): Promise<Said> => source.ask(of, signal, report, tools);
    const step = await report.step(source.id, tools.settings.deadlines.discover, work, (answer) => ({
      status: answer.servers.length > 0 ? 'ok' : 'skip',
      detail: answer.note,
    }));
    return step.ended ? step.value : undefined;
  }
}

const MOST_SERVERS = 40;

/** Writes what was found, best source first. */
function conclude(
  target: DomainTarget,
  domain: string,
  said: readonly Said[],
  report: Report,
  tools: ProbeTools,
): ProbeResult {
  const servers = distinct(said.flatMap((source) => source.servers)).slice(0, MOST_SERVERS);
  const provider = said.find((source) => source.provider !== undefined)?.provider;
  if (provider !== undefined) {
    report.find('discover.provider', 'info', { 'discover.provider': provider }, [
      { label: 'Provider', value: provider, command: `dig ${domain} MX` },
    ]);
  }
  const mailbox: Mailbox = {
    address: target.address,
    domain: domainOf(target.address) ?? domain,
    ...(provider === undefined ? {} : { provider }),
    servers,
  };
  const blind = report.findings.some(({ code }) => code === 'dns.not-from-here');
  // Nothing was found because nobody could be asked, which is no word about the domain.
  if (servers.length === 0 && blind) return report.stop(NOT_FROM_HERE, mailbox);
  const best = servers.find((server) => server.protocol === 'imap') ?? servers[0];
  if (best) {
    const facts = {
      'discover.host': best.host,
      'discover.port': String(best.port),
      'discover.source': best.source,
    };
    report.find(
      'discover.found',
      'info',
      facts,
      servers.slice(0, 6).map((server) => serverEvidence(server, domain)),
    );
  } else {
    const asked = `provider files, MX, SRV, autoconfig and ${guessedNames(domain).join(', ')}`;
    report.find('discover.nothing', 'warning', { 'dns.host': domain }, [
      mxEvidence(domain, `nothing in ${asked}`, tools),
    ]);
  }
  return report.done(mailbox);
}

function distinct(servers: readonly MailServer[]): readonly MailServer[] {
  const byPlace = new Map<string, MailServer>();
  for (const server of servers) {
    const place = `${server.protocol} ${serverLabel(server)}`;
    if (!byPlace.has(place)) byPlace.set(place, server);
  }
  return [...byPlace.values()];
}

function serverEvidence(server: MailServer, domain: string): Evidence {
  const value = `${serverLabel(server)}, ${server.tls === 'implicit' ? 'TLS' : 'STARTTLS'}, from ${SOURCE_WORDS[server.source] ?? server.source}`;
  const command = server.source === 'srv' ? `dig ${serviceOf(server)}._tcp.${domain} SRV` : undefined;
  return { label: server.protocol.toUpperCase(), value, ...(command === undefined ? {} : { command }) };
}
