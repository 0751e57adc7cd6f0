import type { Probe } from './_probe.js';
import { discoverProbe } from './discover.js';
import { dnsProbe } from './dns.js';
import { imapProbe } from './imap.js';
import { pop3Probe } from './pop3.js';
import { smtpProbe } from './smtp.js';
import { tcpProbe } from './tcp.js';
import { tlsProbe } from './tls.js';

/** Every probe by its id. A new probe is one file and one line here. */
export const PROBES: ReadonlyMap<string, Probe> = new Map(
  [discoverProbe, dnsProbe, tcpProbe, tlsProbe, imapProbe, pop3Probe, smtpProbe].map(
    (probe): [string, Probe] => [probe.id, probe],
  ),
);
