import { domainOf, type Evidence, type Mailbox, type MailServer, type ProbeResult } from '../domain/index.js';
import { providerByAddress, providerByMx, serversOf } from '../providers/index.js';
import {
  serverLabel,
  type DomainProbe,
  type DomainTarget,
  type ProbeProvider,
  type ProbeTools,
} from './_probe.js';
import { startReport, type Report } from './_report.js';
import type { Answer } from './_resolve.js';

/** Which servers a mail client for this address should use, and where we know them from. */
export const discoverProbe: DomainProbe = { id: 'discover', needs: 'domain', measure: discover };

/** SRV names of RFC 6186 and RFC 8314, secure one first. */
const SRV_SERVICES = [
  { label: '_imaps._tcp', tls: 'implicit' },
  { label: '_imap._tcp', tls: 'starttls' },
] as const;

/** The names nearly every administrator chose; on the implicit TLS port only, so that a wildcard name stays harmless. */
const GUESSES = ['imap', 'mail'] as const;
const GUESS_PORT = 993;

/** What one source said: servers, best first, and words for the timeline. */
interface Said {
  readonly servers: readonly MailServer[];
  readonly provider?: string;
  readonly note: string;
}

async function discover(target: DomainTarget, tools: ProbeTools): Promise<ProbeResult> {
  const domain = tools.guard.host(target.domain);
  const report = startReport('discover', domain ?? target.domain.slice(0, 253), tools);
  if (domain === undefined) return report.refuse();
  const known = providerByAddress(tools.providers, `x@${domain}`);
  if (known) {
    report.skip('mx', 'the provider is known by the domain');
    return conclude(target, domain, [fromProvider(known, 'provider-file')], report, tools);
  }
  const { deadlines } = tools.settings;
  // All at once, but in the order of how far each is to be believed.
  const sources = await Promise.all([
    ask('mx', () => fromMx(domain, report, tools)),
    ask('srv', () => fromSrv(domain, tools)),
    ask('guess', (signal) => fromGuess(domain, signal, tools)),
  ]);
  const said = sources.filter((source) => source !== undefined);
  if (said.length === 0) return report.stop('the name servers did not answer in time');
  return conclude(target, domain, said, report, tools);

  async function ask(name: string, work: (signal: AbortSignal) => Promise<Said>): Promise<Said | undefined> {
    const step = await report.step(name, deadlines.discover, work, (said) => ({
      status: said.servers.length > 0 ? 'ok' : 'skip',
      detail: said.note,
    }));
    return step.ended ? step.value : undefined;
  }
}

function fromProvider(provider: ProbeProvider, source: 'provider-file' | 'mx-pattern'): Said {
  const servers = PROTOCOLS.flatMap((protocol) => serversOf(provider, protocol)).map((server) => ({
    ...server,
    source,
  }));
  return { servers, provider: provider.id, note: provider.id };
}

const PROTOCOLS = ['imap', 'pop3', 'smtp'] as const;

async function fromMx(domain: string, report: Report, tools: ProbeTools): Promise<Said> {
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
}

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

function mxEvidence(domain: string, value: string, tools: ProbeTools): Evidence {
  const servers = tools.resolver.servers.slice(0, 3).join(', ');
  return {
    label: 'Mail domain',
    value: `${domain}: ${value} (asked ${servers})`,
    command: `dig ${domain} MX`,
  };
}

async function fromSrv(domain: string, tools: ProbeTools): Promise<Said> {
  const answers = await Promise.all(
    SRV_SERVICES.map(({ label }) => tools.resolver.srv(`${label}.${domain}`)),
  );
  const notes: string[] = [];
  const servers = SRV_SERVICES.flatMap(({ label, tls }, index): MailServer[] => {
    const answer = answers[index];
    if (answer?.kind !== 'found') return [];
    return answer.records.flatMap((record): MailServer[] => {
      // A root target says that the service is not offered here (RFC 2782).
      if (record.name === '') notes.push(`${label}: not offered`);
      const host = tools.guard.host(record.name);
      if (host === undefined || !tools.guard.port(host, record.port)) return [];
      notes.push(serverLabel({ host, port: record.port }));
      return [{ protocol: 'imap', host, port: record.port, tls, source: 'srv' }];
    });
  });
  return { servers, note: notes.slice(0, 3).join(', ') || 'no SRV records' };
}

/** Counts a guessed name only if something listens on the secure port; what its certificate is worth, `tls` says. */
async function fromGuess(domain: string, signal: AbortSignal, tools: ProbeTools): Promise<Said> {
  const hosts = GUESSES.map((label) => `${label}.${domain}`);
  const open = await Promise.all(hosts.map((host) => listens(host, signal, tools)));
  const servers = hosts
    .filter((_host, index) => open[index])
    .map((host): MailServer => ({
      protocol: 'imap',
      host,
      port: GUESS_PORT,
      tls: 'implicit',
      source: 'guess',
    }));
  return { servers, note: servers.map((server) => server.host).join(', ') || 'nothing listens' };
}

async function listens(host: string, signal: AbortSignal, tools: ProbeTools): Promise<boolean> {
  if (tools.guard.host(host) !== host) return false;
  const answers = await Promise.all([tools.resolver.a(host), tools.resolver.aaaa(host)]);
  const ips = answers.flatMap((answer) => (answer.kind === 'found' ? answer.records : []));
  const addresses = tools.guard.addresses(host, ips, GUESS_PORT) ?? [];
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(tools.settings.deadlines.connect)]);
  const tried = await Promise.all(
    addresses.slice(0, 2).map(async (address) => {
      const attempt = await tools.dial(address, GUESS_PORT, inTime);
      if (attempt.ok) attempt.socket.destroy();
      return attempt.ok;
    }),
  );
  return tried.includes(true);
}

/** Writes what was found, best source first. */
function conclude(
  target: DomainTarget,
  domain: string,
  said: readonly Said[],
  report: Report,
  tools: ProbeTools,
): ProbeResult {
  const servers = distinct(said.flatMap((source) => source.servers));
  const provider = said.find((source) => source.provider !== undefined)?.provider;
  if (provider !== undefined) {
    report.find('discover.provider', 'info', { 'discover.provider': provider }, [
      { label: 'Provider', value: provider, command: `dig ${domain} MX` },
    ]);
  }
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
    const asked = `provider files, MX, SRV and ${GUESSES.map((label) => `${label}.${domain}`).join(', ')}`;
    report.find('discover.nothing', 'warning', { 'dns.host': domain }, [
      mxEvidence(domain, `nothing in ${asked}`, tools),
    ]);
  }
  const mailbox: Mailbox = {
    address: target.address,
    domain: domainOf(target.address) ?? domain,
    ...(provider === undefined ? {} : { provider }),
    servers,
  };
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
  const command = server.source === 'srv' ? `dig _imaps._tcp.${domain} SRV` : undefined;
  return { label: server.protocol.toUpperCase(), value, ...(command === undefined ? {} : { command }) };
}

const SOURCE_WORDS: Readonly<Record<string, string>> = {
  'provider-file': "the provider's file",
  'mx-pattern': "the provider's file, found by the MX records",
  srv: 'SRV records of the domain',
  guess: 'a usual name that answers',
};
