import type { ActionCall, ActionDoor, CallAnswer, LoadedBundle, NoticeCall } from '../../src/domain/index.js';
import { both, bundleOf } from '../engine/_bundle.js';

const OK: CallAnswer = { kind: 'answered', outcome: 'ok', facts: {} };

/** A door that notes every call and answers as it is told; `ok` when it is told nothing. */
export interface FakeDoor extends ActionDoor {
  readonly calls: (ActionCall | NoticeCall)[];
  /** Answers to the next calls. */
  readonly answers: (CallAnswer | Promise<CallAnswer>)[];
}

export function fakeDoor(actions: readonly string[] = ['unlock', 'look']): FakeDoor {
  const calls: (ActionCall | NoticeCall)[] = [];
  const answers: (CallAnswer | Promise<CallAnswer>)[] = [];
  const take = (call: ActionCall | NoticeCall): Promise<CallAnswer> => {
    calls.push(call);
    return Promise.resolve(answers.shift() ?? OK);
  };
  return { calls, answers, actions: new Set(actions), queues: new Set(['mail']), act: take, notify: take };
}

/** Asks, unlocks, tells people, and says how each of them went. */
export function unlockingBundle(): LoadedBundle {
  const said = (id: string) => ({ say: both(id), on: { next: 'tell' } });
  const bundle = bundleOf(
    {
      triage: {
        steps: {
          unlock: {
            act: 'unlock',
            confirm_first: both('Unlock?'),
            progress: both('Unlocking…'),
            on: { ok: 'done', 'not-locked': 'not', failed: 'failed', unknown: 'unknown', otherwise: 'no' },
          },
          done: { say: both('unlocked until {unlock.until|soon}'), on: { next: 'tell' } },
          not: said('not locked'),
          failed: said('failed'),
          unknown: said('unknown'),
          no: said('not done'),
          tell: {
            notify: { queue: 'mail', severity: 'P4', text: both('unlocked') },
            on: { next: 'told', failed: 'untold' },
          },
          told: { say: both('told'), on: { next: 'ask' } },
          untold: { say: both('untold'), on: { next: 'ask' } },
          ask: { ask: both('Since when?'), into: 'since', accept: 'date', on: { given: 'end:x' } },
        },
      },
    },
    {
      actions: new Map([
        [
          'unlock',
          {
            id: 'unlock',
            label: both('Unlock'),
            changes: true,
            outcomes: ['not-locked'],
            facts: ['unlock.until'],
          },
        ],
      ]),
    },
  );
  return {
    bundle,
    classify: (text) => ({
      text,
      language: 'en',
      scenario: 'unclear',
      confidence: 0.4,
      alternatives: [],
      because: [],
      certain: false,
    }),
  };
}
