import type { Effect, RunEvent } from '../domain/index.js';

/** Effects that this house may not be able to perform, or not for this person. */
type Deed = Extract<Effect, { kind: 'sign-in' | 'act' | 'notify' }>;

/** The honest answer to a deed that can't be done here: the playbook goes its way for that at once. */
export function notOfferedHere({ kind, token }: Deed): RunEvent {
  switch (kind) {
    case 'sign-in':
      return { kind: 'signed-in', token, outcome: 'failed', results: [] };
    case 'act':
      return { kind: 'acted', token, outcome: 'none' };
    case 'notify':
      return { kind: 'notified', token, outcome: 'failed' };
  }
}
