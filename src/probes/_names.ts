import type { Evidence } from '../domain/index.js';
import type { ProbeTools } from './_probe.js';
import type { Report } from './_report.js';
import type { Answer, NoAnswer, Resolver } from './_resolve.js';
import { vouchedFor } from './_witness.js';

const LONGEST_CHAIN = 8;

/** What the name servers said of a host, each kind of address apart. */
export interface AddressAnswers {
  readonly a: Answer<string>;
  readonly aaaa: Answer<string>;
}

/** Asks for both kinds of address at once. */
export async function askAddresses(host: string, resolver: Resolver): Promise<AddressAnswers> {
  const [a, aaaa] = await Promise.all([resolver.a(host), resolver.aaaa(host)]);
  return { a, aaaa };
}

/** All addresses, IPv4 first. */
export function recordsOf({ a, aaaa }: AddressAnswers): readonly string[] {
  return [a, aaaa].flatMap((answer) => (answer.kind === 'found' ? answer.records : []));
}

/** The names that `host` leads to by CNAME records, in order; ends at a loop, which repeats a name. */
export async function aliasesOf(host: string, resolver: Resolver): Promise<readonly string[]> {
  const chain: string[] = [];
  for (let name = host; chain.length < LONGEST_CHAIN;) {
    const answer = await resolver.cname(name);
    const next = answer.kind === 'found' ? answer.records[0] : undefined;
    if (next === undefined) break;
    const isLoop = next === host || chain.includes(next);
    chain.push(next);
    if (isLoop) break;
    name = next;
  }
  return chain;
}

/** An answer without records that may yet mean something. */
type Telling = Exclude<NoAnswer, 'refused'>;

const NO_ADDRESS: Readonly<Record<Telling, { code: string; detail: string }>> = {
  'no-such-name': { code: 'dns.no-such-host', detail: 'the name servers know no such name' },
  'no-records': { code: 'dns.no-address', detail: 'the name exists and has no address' },
  servfail: { code: 'dns.servfail', detail: 'the name servers failed to answer' },
  timeout: { code: 'dns.timeout', detail: 'the name servers did not answer in time' },
};

/** An answer without records, in words. */
export function detailOf(kind: NoAnswer): string {
  return kind === 'refused' ? 'the name servers refused the question' : NO_ADDRESS[kind].detail;
}

/** What to blame: an answer that failed may have hidden addresses, so it goes before “there are none”. */
export function worst({ a, aaaa }: AddressAnswers): NoAnswer {
  for (const kind of ['refused', 'timeout', 'servfail', 'no-records', 'no-such-name'] as const) {
    if (a.kind === kind || aaaa.kind === kind) return kind;
  }
  return 'no-records';
}

/**
 * Says why a host has no address, as one `dns.*` finding, as soon as the name servers may be believed; else
 * `dns.not-from-here`, which blames nobody. Returns the reason for those who could not measure because of it.
 */
export async function explainNoAddress(
  host: string,
  answers: AddressAnswers,
  report: Report,
  tools: ProbeTools,
): Promise<string> {
  const evidence = addressEvidence(host, answers, tools);
  const elsewhere = await foundElsewhere(host, report, tools);
  if (elsewhere) {
    report.find('dns.resolvers-differ', 'warning', { 'dns.host': host }, [...evidence, elsewhere]);
    return 'the name servers disagree about the name';
  }
  const kind = worst(answers);
  const isAnswered = kind === 'no-such-name' || kind === 'no-records';
  const aliases = isAnswered ? await aliasesOf(host, tools.resolver) : [];
  const target = aliases.at(-1);
  // An alias is vouched for at its end: its owner may know this name and nothing of the outside one it leads to.
  const told = await believed(kind, target ?? host, report, tools);
  if (told === undefined) return findNotFromHere(host, evidence, report, tools);
  if (target === undefined) {
    const { code, detail } = NO_ADDRESS[told];
    report.find(code, 'critical', { 'dns.host': host }, evidence);
    return detail;
  }
  const facts = { 'dns.host': host, 'dns.alias': target };
  report.find('dns.dangling-alias', 'critical', facts, [aliasEvidence(host, aliases, tools), ...evidence]);
  return 'the name is an alias of one without an address';
}

/** An answer without records, where it says something of `name`: its server must be known to work. */
export async function believed(
  kind: NoAnswer,
  name: string,
  report: Report,
  tools: ProbeTools,
): Promise<Telling | undefined> {
  if (kind === 'refused') return undefined;
  const asked = await report.step(
    'witness',
    tools.settings.deadlines.dns + 100,
    () => vouchedFor(name, tools),
    (words) => ({ status: words === undefined ? 'warn' : 'ok', detail: words ?? NOT_FROM_HERE }),
  );
  return asked.ended && asked.value !== undefined ? kind : undefined;
}

/** Why nothing was measured where nobody answers for outside names. */
export const NOT_FROM_HERE = 'the name servers of this machine answer no outside names';

/** Writes that the bot's own name servers are no use for this name. Returns the reason. */
export function findNotFromHere(
  name: string,
  evidence: readonly Evidence[],
  report: Report,
  { resolver, settings }: ProbeTools,
): string {
  const { witnesses, resolvers } = settings;
  report.find('dns.not-from-here', 'info', { 'dns.host': name }, [
    ...evidence,
    {
      label: 'Name servers of the bot',
      value: `${askedText(resolver)}: no answer that could be relied on, also for ${witnesses.join(', ')}`,
      command: witnesses.map((one) => dig(one, 'A', resolvers)).join('; '),
    },
  ]);
  return NOT_FROM_HERE;
}

/** An address that another name server knows, as evidence. */
async function foundElsewhere(
  host: string,
  report: Report,
  tools: ProbeTools,
): Promise<Evidence | undefined> {
  if (tools.compared.length === 0) return undefined;
  const step = await report.step(
    'compare',
    tools.settings.deadlines.dns + 100,
    () => Promise.all(tools.compared.map((resolver) => askAddresses(host, resolver))),
    (answers) => {
      const knows = answers.some((one) => recordsOf(one).length > 0);
      return { status: knows ? 'warn' : 'ok', detail: knows ? 'others know an address' : 'nobody knows one' };
    },
  );
  const all = step.ended ? step.value.map(recordsOf) : [];
  const at = all.findIndex((ips) => ips.length > 0);
  const resolver = tools.compared[at];
  return resolver && comparedEvidence(host, resolver, `is ${all[at]?.join(', ')}`);
}

/** What another name server said. */
export function comparedEvidence(host: string, resolver: Resolver, value: string): Evidence {
  return {
    label: `Answer of ${askedText(resolver)}`,
    value: `${host} ${value}`,
    command: dig(host, 'A', resolver.servers),
  };
}

/** The chain of aliases, and how to follow it. */
export function aliasEvidence(host: string, aliases: readonly string[], tools: ProbeTools): Evidence {
  return {
    label: 'DNS alias',
    value: [host, ...aliases].join(' → '),
    command: dig(host, 'CNAME', tools.settings.resolvers),
  };
}

/** Both answers, each with the command that asks the same. */
export function addressEvidence(
  host: string,
  { a, aaaa }: AddressAnswers,
  tools: ProbeTools,
): readonly Evidence[] {
  return [answerEvidence(host, 'A', a, tools), answerEvidence(host, 'AAAA', aaaa, tools)];
}

/** One answer of the name servers, as evidence. */
export function answerEvidence(
  name: string,
  type: string,
  answer: Answer<string>,
  { resolver, settings }: ProbeTools,
): Evidence {
  const said =
    answer.kind === 'found'
      ? `${answer.records.join(', ')}${answer.ttl === undefined ? '' : `, TTL ${answer.ttl} s`}`
      : `${detailOf(answer.kind)}, ${answer.code}`;
  return {
    label: `DNS answer ${type}`,
    value: `${name}: ${said} (asked ${askedText(resolver)})`,
    command: dig(name, type, settings.resolvers),
  };
}

/** The shell command that asks the same name server the same question. */
export function dig(name: string, type: string, servers: readonly string[]): string {
  const [first = ''] = servers;
  const [, server, port] = /^\[?([0-9a-f.:]+?)\]?(?::(\d+))?$/iu.exec(first) ?? [];
  const at = server === undefined ? '' : `@${server} `;
  return `dig ${at}${port === undefined ? '' : `-p ${port} `}${name} ${type}`;
}

function askedText({ servers }: Resolver): string {
  return servers.slice(0, 3).join(', ');
}
