import type { FindingDefinition } from '../finding-type.js';
import { authFindings } from './auth.js';
import { clientFindings } from './client.js';
import { discoverFindings } from './discover.js';
import { dnsFindings } from './dns.js';
import { imapFindings } from './imap.js';
import { linkFindings } from './link.js';
import { logFindings } from './log.js';
import { netFindings } from './net.js';
import { pop3Findings } from './pop3.js';
import { smtpFindings } from './smtp.js';
import { statusFindings } from './status.js';
import { tlsFindings } from './tls.js';

/** Every finding code. One line per file of this folder. */
export const FINDINGS: ReadonlyMap<string, FindingDefinition> = new Map(
  [
    discoverFindings,
    dnsFindings,
    netFindings,
    tlsFindings,
    imapFindings,
    pop3Findings,
    smtpFindings,
    authFindings,
    statusFindings,
    clientFindings,
    linkFindings,
    logFindings,
  ]
    .flat()
    .map((finding) => [finding.code, finding]),
);

/** What each finding tells: code -> the placeholders it fills. */
export const KNOWN_FACTS: ReadonlyMap<string, readonly string[]> = new Map(
  [...FINDINGS.values()].map(({ code, facts }) => [code, facts]),
);
