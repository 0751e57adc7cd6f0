import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { makeAuthority } from '../fakes/certificates.js';
import { startDnsServer, type Zone } from '../fakes/dns-server.js';
import { FAULTS, type Fault, type Opened } from './faults.js';

/** One fault with its servers running. */
export interface LabFault extends Fault {
  readonly address: string;
  readonly host: string;
  readonly port: number;
  readonly tls: 'implicit' | 'starttls';
}

/** Local mail servers with one fault each, and a name server that knows them. */
export interface Lab {
  readonly faults: readonly LabFault[];
  /** Settings that send the probes here; the guard stays on, with the lab's addresses as registered targets. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const ADDRESS = '127.0.0.1';

/** Starts the lab on free ports of loopback. `bundle` is the folder whose playbooks it takes along. */
export async function startLab(bundle: string): Promise<Lab> {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-lab-'));
  const authority = makeAuthority('Mailmedic Lab CA');
  const opened = await Promise.all(
    FAULTS.map(async (fault) => {
      const domain = `${fault.id}.lab.example`;
      const host = `imap.${domain}`;
      return { fault, domain, host, ...(await fault.open({ domain, host, authority })) };
    }),
  );
  const dns = await startDnsServer({
    'qq.com': { a: [['203.0.113.9']] },
    ...Object.fromEntries(opened.flatMap(zonesOf)),
  });
  writeFileSync(join(folder, 'ca.pem'), authority.cert);
  const own = join(folder, 'bundle');
  for (const part of ['intents', 'playbooks'])
    cpSync(join(bundle, part), join(own, part), { recursive: true });
  for (const one of opened) if (one.fault.provider !== undefined) writeProvider(own, one.fault.provider, one);
  return {
    faults: opened.map(({ fault, domain, host, port, tls }) => ({
      ...fault,
      address: `li.lei@${domain}`,
      host,
      port,
      tls,
    })),
    environment: {
      MAILMEDIC_BUNDLE_DIR: own,
      MAILMEDIC_DATA_DIR: join(folder, 'data'),
      MAILMEDIC_DNS_SERVERS: dns.address,
      MAILMEDIC_PROBE_CA_FILE: join(folder, 'ca.pem'),
      MAILMEDIC_PROBE_REGISTERED: `${ADDRESS}/32:${opened.map(({ port }) => port).join(',')}`,
    },
    async close() {
      await dns.close();
      await Promise.all(opened.flatMap(({ server }) => (server ? [server.close()] : [])));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Standing = Opened & { readonly fault: Fault; readonly domain: string; readonly host: string };

/** What the name server says: SRV records carry the port, so that nothing needs a privileged one. */
function zonesOf({ domain, host, port, tls, zone }: Standing): readonly [string, Zone][] {
  const service = tls === 'implicit' ? '_imaps._tcp' : '_imap._tcp';
  const isThere = zone === undefined || zone.fails !== undefined;
  return [
    [domain, { mx: [{ host: `mx.${domain}`, priority: 10 }] }],
    [`${service}.${domain}`, { srv: [{ host, port }] }],
    ...(isThere ? [[host, zone ?? { a: [[ADDRESS]] }] as [string, Zone]] : []),
  ];
}

/** The provider's own file under another name, with the lab's server: its guides and words, without its machines. */
function writeProvider(bundle: string, provider: string, { fault, domain, host, port, tls }: Standing): void {
  const id = `lab-${fault.id}`;
  const file = parseDocument(readFileSync(join(bundle, 'playbooks/providers', `${provider}.yaml`), 'utf8'));
  file.set('id', id);
  file.set('domains', [domain]);
  file.set('mx', []);
  file.set('servers', [{ protocol: 'imap', host, port, tls }]);
  writeFileSync(join(bundle, 'playbooks/providers', `${id}.yaml`), file.toString());
}
