import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Settings } from '../config/index.js';
import { mailmedicError, reasonOf, type ProbeRunner } from '../domain/index.js';
import { createProbeRunner, probeSettingsSchema, type ProbeSettings } from '../probes/index.js';
import { clock } from './world.js';

/** Probe processes as the settings want them. */
export function createConfiguredProbes(settings: Settings): ProbeRunner {
  return createProbeRunner(probeSettingsOf(settings), clock);
}

export function probeSettingsOf(settings: Settings): ProbeSettings {
  const { dnsServers, dnsWitnesses, dnsCompared, registered, allowPort25, outsideLookups, caFile } =
    settings.probe;
  return probeSettingsSchema.parse({
    resolvers: [...(dnsServers ?? [])],
    ...(dnsWitnesses && { witnesses: [...dnsWitnesses] }),
    ...(dnsCompared && { compared: [...dnsCompared] }),
    registered: registered.map(({ cidr, ports }) => ({ cidr, ...(ports ? { ports: [...ports] } : {}) })),
    port25: allowPort25,
    outsideLookups,
    ...(caFile === undefined ? {} : { ca: [readAuthorities(caFile)] }),
    children: settings.limits.probeProcesses,
  });
}

function readAuthorities(file: string): string {
  try {
    const pem = readFileSync(file, 'utf8');
    new X509Certificate(pem);
    return pem;
  } catch (error) {
    const problems = `\n- MAILMEDIC_PROBE_CA_FILE holds no certificate that can be read: ${reasonOf(error)}`;
    throw mailmedicError(
      'MM_CONFIG',
      { problems },
      'Name a PEM file with your certificate authorities.',
      error,
    );
  }
}
