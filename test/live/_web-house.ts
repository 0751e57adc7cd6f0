import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readSettings, type Environment, type Settings } from '../../src/config/index.js';
import { openServer, startHouse, type RunningHouse } from '../../src/main.js';
import { createEntrance } from '../../src/server/index.js';
import { days, makeAuthority } from '../fakes/certificates.js';
import { startDnsServer, type Zone } from '../fakes/dns-server.js';
import { imap, startTls } from '../fakes/mail-servers.js';

/** The whole program with a page, beside mail servers that it may measure. */
export interface WebHouse {
  readonly url: string;
  readonly house: RunningHouse;
  /** A link into the console that works once, as it is printed. */
  entrance(name: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts the program as `npm start` does, in this process, on a store of its own. Three domains have mail servers
 * here: `expired.example` (certificate ran out), `healthy.example`, `plain.example` (offers no sign-in by password).
 */
export async function startWebHouse(
  env: Environment = {},
  change: (settings: Settings) => Settings = (settings) => settings,
): Promise<WebHouse> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-web-'));
  const authority = makeAuthority('Corp Root CA');
  const domains = {
    expired: { certificate: { notBefore: days(-400), notAfter: days(-3) }, script: {} },
    healthy: { certificate: {}, script: { capabilities: 'IMAP4rev1 SASL-IR ID AUTH=PLAIN AUTH=LOGIN' } },
    plain: { certificate: {}, script: { capabilities: 'IMAP4rev1 LOGINDISABLED' } },
  };
  const servers = await Promise.all(
    Object.entries(domains).map(async ([name, { certificate, script }]) => {
      const host = `imap.${name}.example`;
      const server = await startTls(authority.issue({ hosts: [host], ...certificate }), imap(script));
      return { name, host, server };
    }),
  );
  const dns = await startDnsServer(
    Object.fromEntries(
      servers.flatMap(({ name, host, server }): [string, Zone][] => [
        [host, { a: [['127.0.0.1']] }],
        [`${name}.example`, { mx: [{ host: `mx.${name}.example`, priority: 10 }] }],
        [`_imaps._tcp.${name}.example`, { srv: [{ host, port: server.port }] }],
      ]),
    ),
  );
  writeFileSync(join(folder, 'ca.pem'), authority.cert);
  const read = readSettings({
    PORT: String(port),
    LOG_LEVEL: 'silent',
    MAILMEDIC_DATA_DIR: folder,
    MAILMEDIC_DNS_SERVERS: dns.address,
    MAILMEDIC_PROBE_REGISTERED: `127.0.0.1/32:${servers.map(({ server }) => server.port).join(',')}`,
    MAILMEDIC_PROBE_CA_FILE: join(folder, 'ca.pem'),
    ...env,
  });
  const settings = change(read);
  const house = await startHouse(settings);
  const server = openServer(settings, house);
  const url = await server.listen();
  return {
    url: url.replace('127.0.0.1', 'localhost'),
    entrance: (name) => createEntrance(house.store.tokens, `http://localhost:${port}`, name),
    house,
    async close() {
      await server.close();
      await house.close();
      await dns.close();
      await Promise.all(servers.map((one) => one.server.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
