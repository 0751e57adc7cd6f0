import { personKey, type Effect, type PlaybookRun, type RunContext, type RunEvent } from '../domain/index.js';
import { providerByAddress } from '../providers/index.js';
import { advance } from '../engine/index.js';
import { beginDeed } from './begin-deed.js';
import { afterByDay } from './daytime.js';
import type { TurnDraft } from './draft.js';
import { incidentOf, tellJoined } from './incidents/join.js';
import { unwatch } from './incidents/report.js';
import { notOfferedHere } from './not-offered.js';
import { offerSignIn } from './offer-sign-in.js';
import { misunderstoodIn } from './misunderstood.js';
import { openCaseFor } from './open-case.js';
import { incidentPromises, promisesOf } from './promises.js';
import { queueOf, timeZoneOf } from './queue-of.js';

/** Ends that are no answer to anything: nobody is asked what they think of them. */
const WITHOUT_ANSWER: ReadonlySet<string> = new Set(['escalated', 'abandoned', 'incident']);

/** Moves the open problem by one event and writes down what the engine wants done. */
export function advanceProblem(draft: TurnDraft, event: RunEvent): void {
  const problem = draft.conversation.problem;
  if (!problem) return;
  const { run, effects } = advance(draft.loaded.bundle, problem.run, event, contextOf(draft));
  cancelTimersOf(draft, problem.run, run);
  draft.setProblem({ ...problem, run });
  const since = draft.outbox.length;
  for (const effect of effects) perform(draft, effect);
  const ended = effects.find((effect) => effect.kind === 'end');
  if (ended && !WITHOUT_ANSWER.has(ended.end.outcome)) draft.markFinished(ended.end.playbook, since);
  const now = draft.conversation.problem;
  if (now?.id !== problem.id || !now.run.ended) return;
  const incident = now.run.ended.outcome === 'incident' ? incidentOf(draft, now.run) : undefined;
  if (incident) tellJoined(draft, incident, now.run.slots);
  endProblem(draft);
}

/** Closes the open problem; a parked one comes back with its question. `lesson`: what people say it was. */
export function endProblem(draft: TurnDraft, lesson?: string): void {
  const ended = draft.conversation.problem;
  const misunderstood = ended && misunderstoodIn(draft, ended, lesson);
  if (misunderstood) draft.misunderstood.push(misunderstood);
  if (ended?.run.waiting) draft.cancelTimers.push(ended.run.waiting.token);
  if (ended?.caseId !== undefined) unwatch(draft, ended);
  const parked = draft.conversation.parked;
  const back = parked[parked.length - 1];
  draft.setProblem(back);
  if (!back) return;
  draft.conversation = { ...draft.conversation, parked: parked.slice(0, -1) };
  draft.sayPhrase('back-to');
  advanceProblem(draft, { kind: 'language', language: draft.language });
}

function perform(draft: TurnDraft, effect: Effect): void {
  switch (effect.kind) {
    case 'say':
      draft.say(effect.reply, effect.step);
      return;
    case 'probe':
      startProbe(draft, effect);
      return;
    case 'sign-in':
      if (!offerSignIn(draft, effect)) advanceProblem(draft, notOfferedHere(effect));
      return;
    case 'act':
    case 'notify':
      hearAtOnce(draft, beginDeed(draft, effect));
      return;
    case 'timer':
      draft.timers.push({
        id: `${effect.token}:${effect.purpose}`,
        token: effect.token,
        purpose: effect.purpose,
        afterMs: effect.byDay ? afterByDay(draft.now, effect.afterMs, timeZoneOf(draft)) : effect.afterMs,
      });
      return;
    case 'escalate':
      openCaseFor(draft, effect);
      return;
    case 'end':
      draft.note(`(ended: ${effect.end.outcome})`);
      return;
  }
}

/** The answer to what could not be begun. */
function hearAtOnce(draft: TurnDraft, event: RunEvent | undefined): void {
  if (event) advanceProblem(draft, event);
}

function startProbe(draft: TurnDraft, effect: Extract<Effect, { kind: 'probe' }>): void {
  const { speaker } = draft.conversation;
  const person = speaker && personKey(draft.snapshot.address.channel, speaker);
  draft.tasks.push({
    id: `${effect.token}:probe`,
    token: effect.token,
    work: {
      kind: 'probe',
      step: effect.step,
      request: effect.request,
      ...(person === undefined ? {} : { person }),
    },
  });
}

/** Timers of a wait that is over must not fire. */
function cancelTimersOf(draft: TurnDraft, before: PlaybookRun, after: PlaybookRun): void {
  if (before.waiting && before.waiting.token !== after.waiting?.token) {
    draft.cancelTimers.push(before.waiting.token);
  }
}

/** What the engine may know of this moment. */
export function contextOf(draft: TurnDraft): RunContext {
  const { bundle } = draft.loaded;
  const { speaker } = draft.conversation;
  const queue = queueOf(draft, draft.openCase?.queue);
  const incident = incidentOf(draft, draft.conversation.problem?.run);
  return {
    now: draft.now,
    channel: draft.snapshot.address.channel,
    person: {
      verified: speaker?.verified === true,
      role: 'employee',
      timeZone: timeZoneOf(draft),
      ...(speaker?.name === undefined ? {} : { name: speaker.name }),
      ...(speaker?.address === undefined ? {} : { address: speaker.address }),
    },
    providerOf: (address) => providerByAddress(bundle.providers, address)?.id,
    ...(incident && { incident: draft.conversation.joined?.key === incident.key ? 'ours' : 'open' }),
    promises: {
      ...(queue && promisesOf(queue, draft.openCase?.severity ?? 'P3', draft.now)),
      ...(incident && incidentPromises(incident, draft.now, timeZoneOf(draft))),
    },
  };
}
