import type { CaseAnswer } from '../../src/api/index.js';
import { mailmedicError } from '../../src/domain/index.js';
import type { CasesPort } from '../../src/server/index.js';

export interface FakeCases extends CasesPort {
  readonly acts: (readonly [reference: string, agent: string, deed: unknown])[];
  /** The next version that `version` tells. */
  change(version: string): void;
}

const CASE = { case: { reference: 'MM-1001' } } as unknown as CaseAnswer;

/** One case, MM-1001, and a list of what agents did to it. `claim` is refused the second time. */
export function createFakeCases(): FakeCases {
  const acts: FakeCases['acts'] = [];
  let version = 'v1';
  return {
    acts,
    change: (next) => {
      version = next;
    },
    list: (state) => Promise.resolve({ cases: [], state } as never),
    show(reference) {
      if (reference === 'MM-1001') return Promise.resolve(CASE);
      return Promise.reject(mailmedicError('MM_CASE_UNKNOWN', { reference }, 'Look it up.'));
    },
    act(reference, agent, deed) {
      if (deed.deed === 'claim' && acts.length > 0) {
        return Promise.reject(mailmedicError('MM_CASE_TAKEN', { reference, who: 'Li Na' }, 'Leave it.'));
      }
      acts.push([reference, agent.id, deed]);
      return Promise.resolve();
    },
    version: () => Promise.resolve(version),
  };
}
