import type { ProbeResult, ProbeRunner } from '../domain/index.js';

/** What measurements told last of the name servers that the probes ask. */
export interface NameServers {
  /** They answered for no outside name, so that nothing they say of others can be relied on. */
  readonly unreliable: boolean;
}

/** Follows what measurements tell of the name servers; a run that tells nothing of them changes nothing. */
export function watchNameServers(runner: ProbeRunner): {
  readonly probes: ProbeRunner;
  readonly nameServers: NameServers;
} {
  const nameServers = { unreliable: false };
  return {
    nameServers,
    probes: {
      ...runner,
      async run(...request) {
        const results = await runner.run(...request);
        nameServers.unreliable = areUnreliable(results) ?? nameServers.unreliable;
        return results;
      },
    },
  };
}

function areUnreliable(results: readonly ProbeResult[]): boolean | undefined {
  if (results.some((result) => tells(result, 'dns.not-from-here'))) return true;
  return results.some(knewOutsideName) ? false : undefined;
}

/** A name that is public, or that a witness spoke for. Name servers of a house know its own names either way. */
function knewOutsideName(result: ProbeResult): boolean {
  const isPublic = tells(result, 'dns.resolved') && !tells(result, 'dns.private-address');
  return isPublic || result.phases.some(({ name, status }) => name === 'witness' && status === 'ok');
}

function tells({ findings }: ProbeResult, code: string): boolean {
  return findings.some((finding) => finding.code === code);
}
