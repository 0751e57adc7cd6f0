import type { Bundle, CauseDefinition } from '../domain/index.js';

/** The causes of a bundle: every playbook that says how a person gets there, but for parts and triage. */
export function causesOf(bundle: Bundle): readonly CauseDefinition[] {
  return [...bundle.playbooks.values()]
    .filter(({ id, part, opensOn }) => {
      return !part && id !== 'triage' && (opensOn.intent !== undefined || opensOn.findings.size > 0);
    })
    .map(({ id, title, opensOn }) => ({
      id,
      title,
      prior: bundle.settings.priors.get(id) ?? 1,
      findings: opensOn.findings,
    }));
}
