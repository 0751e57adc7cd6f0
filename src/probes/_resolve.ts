import { Resolver as NodeResolver } from 'node:dns/promises';

const KEPT_RECORDS = 20;

/**
 * Why a question to the DNS brought no records. `refused` is what the asked server itself will not answer, by its own
 * rules (RFC 1035 4.1.1): it says nothing of the name.
 */
export type NoAnswer = 'no-such-name' | 'no-records' | 'servfail' | 'timeout' | 'refused';

/** Records of one type, or why there are none. `code` is the resolver library's word for it. */
export type Answer<T> =
  | { readonly kind: 'found'; readonly records: readonly T[]; readonly ttl?: number }
  | { readonly kind: NoAnswer; readonly code: string };

export interface SrvRecord {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

/**
 * Asks the DNS. Each question is asked once per request, so that every probe of it sees the same
 * answer and a name can not change its address between the check and the connection.
 */
export interface Resolver {
  /** Who is asked. */
  readonly servers: readonly string[];
  a(host: string): Promise<Answer<string>>;
  aaaa(host: string): Promise<Answer<string>>;
  /** Mail exchangers, most preferred first; a null MX (RFC 7505) is the empty name. */
  mx(domain: string): Promise<Answer<string>>;
  srv(name: string): Promise<Answer<SrvRecord>>;
  ns(domain: string): Promise<Answer<string>>;
  /** The name that this one is an alias of. */
  cname(name: string): Promise<Answer<string>>;
}

/**
 * Makes the resolver of one request. Uses c-ares directly: `dns.lookup` runs on four shared threads,
 * where a few hanging look-ups hold up every other connection of the process.
 */
export function createResolver(servers: readonly string[], deadlineMs: number): Resolver {
  const asked = new Map<string, Promise<Answer<unknown>>>();

  function once<T>(key: string, ask: (resolver: NodeResolver) => Promise<Answer<T>>): Promise<Answer<T>> {
    const known = asked.get(key) as Promise<Answer<T>> | undefined;
    if (known) return known;
    const answer = askInTime(servers, deadlineMs, ask);
    asked.set(key, answer);
    return answer;
  }

  return {
    servers: servers.length > 0 ? servers : new NodeResolver().getServers(),
    a: (host) => once(`A ${host}`, async (r) => addresses(await r.resolve4(host, { ttl: true }))),
    aaaa: (host) => once(`AAAA ${host}`, async (r) => addresses(await r.resolve6(host, { ttl: true }))),
    mx: (domain) =>
      once(`MX ${domain}`, async (r) => {
        const records = await r.resolveMx(domain);
        const sorted = records.sort((one, other) => one.priority - other.priority);
        return found(sorted.map((record) => record.exchange.toLowerCase()));
      }),
    srv: (name) =>
      once(`SRV ${name}`, async (r) => {
        const records = await r.resolveSrv(name);
        const sorted = records.sort(
          (one, other) => one.priority - other.priority || other.weight - one.weight,
        );
        return found(sorted.map((record) => ({ ...record, name: record.name.toLowerCase() })));
      }),
    ns: (domain) => once(`NS ${domain}`, async (r) => names(await r.resolveNs(domain))),
    cname: (name) => once(`CNAME ${name}`, async (r) => names(await r.resolveCname(name))),
  };
}

async function askInTime<T>(
  servers: readonly string[],
  deadlineMs: number,
  ask: (resolver: NodeResolver) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const tries = 2;
  const resolver = new NodeResolver({ timeout: Math.ceil(deadlineMs / tries), tries });
  if (servers.length > 0) resolver.setServers(servers);
  // c-ares doubles its wait with each try and each server, so its own limit is not a deadline.
  const timer = setTimeout(() => resolver.cancel(), deadlineMs);
  try {
    return await ask(resolver);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
    return { kind: noAnswer(code), code };
  } finally {
    clearTimeout(timer);
  }
}

function noAnswer(code: string): NoAnswer {
  if (code === 'ENOTFOUND') return 'no-such-name';
  if (code === 'ENODATA') return 'no-records';
  if (code === 'EREFUSED') return 'refused';
  // ECONNREFUSED: nobody listens where the name server should be.
  if (code === 'ETIMEOUT' || code === 'ECANCELLED' || code === 'ECONNREFUSED') return 'timeout';
  return 'servfail';
}

function found<T>(records: readonly T[], ttl?: number): Answer<T> {
  if (records.length === 0) return { kind: 'no-records', code: 'ENODATA' };
  const kept = records.slice(0, KEPT_RECORDS);
  return { kind: 'found', records: kept, ...(ttl === undefined ? {} : { ttl }) };
}

function names(records: readonly string[]): Answer<string> {
  return found(records.map((name) => name.toLowerCase()));
}

function addresses(records: readonly { address: string; ttl: number }[]): Answer<string> {
  return found(
    records.map((record) => record.address),
    Math.min(...records.map((record) => record.ttl)),
  );
}
