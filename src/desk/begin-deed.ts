import type { ActionCall, Effect, RunEvent } from '../domain/index.js';
import type { TurnDraft } from './draft.js';
import { notOfferedHere } from './not-offered.js';

type Deed = Extract<Effect, { kind: 'act' | 'notify' }>;

/**
 * Writes the task of an action or a notice, and says its progress. Where it can't be begun, nothing is written or
 * said, and the answer to it comes back at once.
 */
export function beginDeed(draft: TurnDraft, effect: Deed): RunEvent | undefined {
  return effect.kind === 'act' ? beginAction(draft, effect) : beginNotice(draft, effect);
}

function beginAction(draft: TurnDraft, effect: Extract<Deed, { kind: 'act' }>): RunEvent | undefined {
  const { problem } = draft.conversation;
  const action = draft.loaded.bundle.actions?.get(effect.action);
  const person = vouchedFor(draft, effect.address);
  if (!draft.tools.registered?.actions.has(effect.action) || !action || !person || !problem) {
    return notOfferedHere(effect);
  }
  const call: ActionCall = {
    action: effect.action,
    person,
    with: effect.with,
    language: draft.language,
    problem: problem.id,
    idempotencyKey: effect.idempotencyKey,
    outcomes: action.outcomes,
    facts: action.facts,
  };
  draft.tasks.push({
    id: `${effect.token}:act`,
    token: effect.token,
    work: { kind: 'act', call, askedAt: draft.now, notTaken: 0 },
  });
  if (effect.reply) draft.say(effect.reply, effect.step);
  return undefined;
}

function beginNotice(draft: TurnDraft, effect: Extract<Deed, { kind: 'notify' }>): RunEvent | undefined {
  const { problem } = draft.conversation;
  if (!draft.tools.registered?.queues.has(effect.queue) || !problem) return notOfferedHere(effect);
  const { queue, severity, text, token } = effect;
  const id = `${token}:notify`;
  const reference = draft.openCase?.reference;
  draft.tasks.push({
    id,
    token,
    work: {
      kind: 'notify',
      call: {
        queue,
        severity,
        text,
        problem: problem.id,
        idempotencyKey: id,
        ...(reference === undefined ? {} : { case: reference }),
      },
      askedAt: draft.now,
      notTaken: 0,
    },
  });
  return undefined;
}

/**
 * The speaker, if the platform vouches for this address of theirs. The engine has looked already; the desk looks again
 * because an action touches an account, and because only the desk knows who pressed the button: in a chat of several
 * people that may be somebody else.
 */
function vouchedFor(draft: TurnDraft, address: string): ActionCall['person'] | undefined {
  const { speaker } = draft.conversation;
  if (speaker?.verified !== true || speaker.address?.toLowerCase() !== address.toLowerCase())
    return undefined;
  const by = draft.row?.from;
  if (by !== undefined && by.id !== speaker.id) return undefined;
  return { id: speaker.id, ...(speaker.name === undefined ? {} : { name: speaker.name }), address };
}
