import type { CaseAnswer, CaseSummary } from '../../../src/api/index.js';
import type { WebUser } from '../../../src/domain/index.js';

export const NA: WebUser = { id: 'https://idp.example|7', name: 'Li Na', roles: ['employee', 'agent'] };

export function summary(changes: Partial<CaseSummary> = {}): CaseSummary {
  return {
    id: 'c1',
    reference: 'MM-1',
    state: 'posted',
    queue: 'mail',
    severity: 'P3',
    summary: { zh: '证书问题', en: 'Certificate problem' },
    who: 'Min Wang',
    createdAt: '2026-11-24T08:00:00.000Z',
    awaitsAnswer: false,
    ...changes,
  };
}

export function answer(
  changes: Partial<CaseAnswer['case']> = {},
  rest: Partial<Omit<CaseAnswer, 'case'>> = {},
): CaseAnswer {
  return {
    case: {
      id: 'c1',
      reference: 'MM-1',
      conversation: 'web:1',
      problem: 'p1',
      state: 'posted',
      queue: 'mail',
      severity: 'P3',
      summary: { zh: '证书问题', en: 'Certificate problem' },
      reason: 'playbook',
      person: { id: 'u1' },
      language: 'en',
      known: { host: 'imap.corp.example' },
      tried: [],
      createdAt: '2026-11-24T08:00:00.000Z',
      ...changes,
    },
    differential: [],
    findings: [],
    events: [],
    transcript: [],
    tried: [],
    probeRuns: [],
    canProbe: true,
    ...rest,
  };
}
