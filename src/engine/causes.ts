import type { Bundle, CauseDefinition } from '../domain/index.js';

/** Opened by words like causes, but nothing that mail trouble can come from. */
const NO_CAUSES: ReadonlySet<string> = new Set(['human-request', 'concept-question']);

/** The causes of a bundle: every playbook that says how a person gets there, but for parts, triage and requests. */
export function causesOf(bundle: Bundle): readonly CauseDefinition[] {
  return [...bundle.playbooks.values()]
    .filter(({ id, part, opensOn: { intent, findings } }) => {
      if (part || id === 'triage' || NO_CAUSES.has(intent ?? id)) return false;
      return intent !== undefined || findings.size > 0;
    })
    .map(({ id, title, opensOn: { intent, findings } }) => ({
      id,
      title,
      prior: bundle.settings.priors.get(id) ?? 1,
      findings,
      ...(intent !== undefined && { intent }),
    }));
}
