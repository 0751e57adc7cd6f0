import type { PlaybookRun } from '../domain/index.js';
import { replaceFindings } from './findings.js';
import { forgetSlot, setSlots } from './slots.js';
import type { Move } from './verb.js';
import type { Stride, Walk } from './walk.js';
import { unopened, restAfter, stopWaiting, topFrame, withEffects, withRun, withTop } from './walk.js';

/** Does what a verb answered. `origin` is the file that an end comes from, when it is not the top one. */
export function applyMove(walk: Walk, move: Move, origin?: string): Stride {
  const learnt = learn(walk, move);
  switch (move.kind) {
    case 'outcome': {
      const next = {
        kind: 'outcome',
        outcome: move.outcome,
        ...(move.via !== undefined && { via: move.via }),
      } as const;
      return { walk: { ...learnt, run: stopWaiting(learnt.run) }, next };
    }
    case 'wait':
      return restAfter(move.keep ? learnt : startWaiting(learnt, move));
    case 'call': {
      const calling = withMemo({ ...learnt, run: stopWaiting(learnt.run) }, move.memo);
      const stack = [...calling.run.stack, unopened(move.playbook)];
      return { walk: withRun(calling, { stack }), next: { kind: 'file' } };
    }
    case 'people':
      return {
        walk: { ...learnt, run: stopWaiting(learnt.run) },
        next: { kind: 'people', reason: 'not-it', about: move.about },
      };
    case 'end': {
      const playbook = origin ?? topFrame(walk.run).playbook;
      return {
        walk: { ...learnt, run: stopWaiting(learnt.run) },
        next: { kind: 'end', end: move.end, playbook },
      };
    }
  }
}

/** Takes over what the move says, forgets and found. */
function learn(walk: Walk, move: Move): Walk {
  if (move.kind === 'end') return walk;
  let run: PlaybookRun = (move.forget ?? []).reduce(forgetSlot, walk.run);
  run = setSlots(run, move.set);
  if (move.findings) run = { ...run, findings: replaceFindings(run.findings, move.findings) };
  if (move.answers) run = { ...run, answers: { ...run.answers, ...move.answers } };
  if (move.facts) run = { ...run, facts: { ...run.facts, ...move.facts } };
  if (move.exclude) run = { ...run, excluded: [...new Set([...run.excluded, ...move.exclude])] };
  if (move.told !== undefined) run = { ...run, told: move.told };
  return withEffects({ ...walk, run }, move.effects);
}

/** The token that the verb used in its effects becomes the one that is waited for. */
function startWaiting(walk: Walk, move: Extract<Move, { kind: 'wait' }>): Walk {
  const tokens = walk.run.tokens + 1;
  const waiting = { token: `${walk.run.problem}.${tokens}`, kind: move.for, buttons: move.buttons ?? [] };
  return withRun(withMemo(walk, move.memo), { tokens, waiting });
}

function withMemo(walk: Walk, memo: Readonly<Record<string, unknown>> | undefined): Walk {
  const { playbook, step } = topFrame(walk.run);
  return withTop(walk, { playbook, step, ...(memo && { memo }) });
}
