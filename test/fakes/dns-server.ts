import DNS from 'dns2';

/**
 * What the fake says about one name. An address list answers in turn, one entry per question, the last one
 * for good: two different lists are a rebinding name.
 */
export interface Zone {
  readonly a?: readonly (readonly string[])[];
  readonly aaaa?: readonly (readonly string[])[];
  readonly mx?: readonly { readonly host: string; readonly priority: number }[];
  readonly srv?: readonly { readonly host: string; readonly port: number; readonly priority?: number }[];
  readonly ns?: readonly string[];
  /** An alias: every question is answered with it, and with what the server knows of the other name. */
  readonly cname?: string;
  /** Every question about the name fails this way. `silent`: no answer is ever sent. */
  readonly fails?: Failure;
  /** Only questions of one type fail. */
  readonly failsFor?: { readonly type: 'A' | 'AAAA'; readonly how: Failure };
}

type Failure = 'servfail' | 'silent' | 'refused';

export interface DnsServer {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** Questions as `A imap.example`, in the order they came. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const { Packet } = DNS;
const SERVFAIL = 2;
const NXDOMAIN = 3;
const REFUSED = 5;
const TTL_S = 60;

/** Starts a name server on a free UDP port of 127.0.0.1. A name that `zones` does not hold does not exist. */
export async function startDnsServer(zones: Readonly<Record<string, Zone>>): Promise<DnsServer> {
  const asked: string[] = [];

  /** Whether the name exists, after all its aliases. */
  function answer(name: string, type: string, times: number, add: (record: object) => void): boolean {
    const zone = zones[name];
    if (!zone) return false;
    const head = { name, class: Packet.CLASS.IN, ttl: TTL_S };
    if (zone.cname !== undefined) {
      add({ ...head, type: Packet.TYPE.CNAME, domain: zone.cname });
      return type === 'CNAME' || answer(zone.cname, type, times, add);
    }
    for (const record of recordsOf(zone, type, times)) add({ ...head, ...record });
    return true;
  }

  const server = DNS.createServer({
    udp: true,
    handle(request, send) {
      const [question] = request.questions;
      const name = String(question?.name ?? '').toLowerCase();
      const type = typeName(Number((question as { type?: number } | undefined)?.type));
      asked.push(`${type} ${name}`);
      const zone = zones[name];
      const failure = zone?.failsFor?.type === type ? zone.failsFor.how : zone?.fails;
      if (failure === 'silent') return;
      const response = Packet.createResponseFromRequest(request);
      response.header.ra = 1;
      if (failure !== undefined) {
        response.header.rcode = failure === 'refused' ? REFUSED : SERVFAIL;
      } else {
        const times = asked.filter((one) => one === `${type} ${name}`).length;
        const isKnown = answer(name, type, times, (record) => response.answers.push(record as never));
        if (!isKnown) response.header.rcode = NXDOMAIN;
      }
      void send(response);
    },
  });
  await server.listen({ udp: { port: 0, address: '127.0.0.1', type: 'udp4' } } as never);
  const { udp } = server.addresses() as { udp?: { port: number } };
  return {
    address: `127.0.0.1:${udp?.port ?? 0}`,
    asked,
    close: async () => {
      await server.close();
    },
  };
}

function typeName(type: number): string {
  return Object.entries(Packet.TYPE).find(([, value]) => value === type)?.[0] ?? String(type);
}

function recordsOf(zone: Zone, type: string, times: number): readonly object[] {
  switch (type) {
    case 'A':
      return inTurn(zone.a, times).map((address) => ({ type: Packet.TYPE.A, address }));
    case 'AAAA':
      return inTurn(zone.aaaa, times).map((address) => ({ type: Packet.TYPE.AAAA, address }));
    case 'NS':
      return (zone.ns ?? []).map((ns) => ({ type: Packet.TYPE.NS, ns }));
    case 'MX':
      return (zone.mx ?? []).map(({ host, priority }) => ({
        type: Packet.TYPE.MX,
        exchange: host,
        priority,
      }));
    case 'SRV':
      return (zone.srv ?? []).map(({ host, port, priority = 0 }) => ({
        type: Packet.TYPE.SRV,
        target: host,
        port,
        priority,
        weight: 0,
      }));
    default:
      return [];
  }
}

function inTurn(lists: readonly (readonly string[])[] | undefined, times: number): readonly string[] {
  return lists?.[Math.min(times, lists.length) - 1] ?? [];
}
