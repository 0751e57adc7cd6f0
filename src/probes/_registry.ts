import type { Probe } from './_probe.js';
import { discoverProbe } from './discover.js';
import { dnsProbe } from './dns.js';
import { imapProbe } from './imap.js';
import { tlsProbe } from './tls.js';

/** Every probe by its id. A new probe is one file and one line here. */
export const PROBES: ReadonlyMap<string, Probe> = new Map(
  [discoverProbe, dnsProbe, tlsProbe, imapProbe].map((probe): [string, Probe] => [probe.id, probe]),
);
