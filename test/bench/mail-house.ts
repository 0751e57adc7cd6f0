/**
 * Mail servers for `probe.ts` in a process of their own, so that they take no time of the measured one: a fake IMAP
 * server, a name server, and, where Debian's Dovecot and Postfix are installed, these; each also behind a delay.
 */
import { connect, createServer, type AddressInfo } from 'node:net';
import { makeAuthority } from '../fakes/certificates.js';
import { startDnsServer } from '../fakes/dns-server.js';
import { imap, startTls } from '../fakes/mail-servers.js';
import { hasDovecot, startDovecot } from '../live/_dovecot.js';
import { hasPostfix, startPostfix } from '../live/_postfix.js';

/** One server by its port and the same one with {@link LATENCY_MS} on every packet. */
export interface MailPlace {
  readonly name: string;
  readonly protocol: 'imap' | 'smtp' | 'pop3';
  readonly tls: 'implicit' | 'starttls';
  readonly port: number;
  readonly slowPort: number;
}

/** What the process tells once everything listens. */
export interface MailHouse {
  readonly host: string;
  readonly resolver: string;
  readonly authority: string;
  readonly places: readonly MailPlace[];
}

/** Half of it in each direction would be a round trip; this is each direction's. */
export const LATENCY_MS = 100;
const HOST = 'mail.corp.example';

async function open(): Promise<MailHouse> {
  const authority = makeAuthority();
  const good = authority.issue({ hosts: [HOST] });
  const fake = await startTls(good, imap({ capabilities: 'IMAP4rev1 ID AUTH=PLAIN' }));
  const dns = await startDnsServer({ [HOST]: { a: [['127.0.0.1']] } });
  const found: Omit<MailPlace, 'slowPort'>[] = [
    { name: 'fake IMAP', protocol: 'imap', tls: 'implicit', port: fake.port },
  ];
  if (hasDovecot()) {
    const dovecot = await startDovecot(good);
    ends.push(() => dovecot.close());
    found.push(
      { name: 'Dovecot IMAP', protocol: 'imap', tls: 'implicit', port: dovecot.imaps },
      { name: 'Dovecot POP3', protocol: 'pop3', tls: 'implicit', port: dovecot.pop3s },
    );
    if (hasPostfix()) {
      const postfix = await startPostfix(good, dovecot.sasl);
      ends.push(() => postfix.close());
      found.push({ name: 'Postfix', protocol: 'smtp', tls: 'starttls', port: postfix.submission });
    }
  }
  const places: MailPlace[] = [];
  for (const place of found) places.push({ ...place, slowPort: await startDelay(place.port, LATENCY_MS) });
  return { host: HOST, resolver: dns.address, authority: authority.cert, places };
}

/** A port before another one that lets every packet wait, in both directions. */
async function startDelay(port: number, ms: number): Promise<number> {
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('error', () => undefined);
      from.on('data', (chunk) => setTimeout(() => to.write(chunk), ms));
      from.on('close', () => setTimeout(() => to.destroy(), ms));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const ends: (() => Promise<void>)[] = [];

if (process.send) {
  process.once('disconnect', () => {
    void Promise.all(ends.map((end) => end())).finally(() => process.exit(0));
  });
  process.send(await open());
}
