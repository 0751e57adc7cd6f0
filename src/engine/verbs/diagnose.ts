import { z } from 'zod';
import { nextQuestion, rank } from '../../diagnosis/index.js';
import type { DiagnosisInput, RankedCause } from '../../domain/index.js';
import { diagnosisInputOf, questionsAsked } from '../diagnosis-input.js';
import { replaceFindings } from '../findings.js';
import { noteIn } from '../memo.js';
import { setSlots } from '../slots.js';
import type { Learnt, Move, StepWorld } from '../verb.js';
import { defineVerb } from '../verb.js';
import type { Reply } from './_diagnose-question.js';
import { ask, askedSoFar, canAsk, claimed, questionAt, replyTo } from './_diagnose-question.js';
import { hasReason, tellDifferential } from './_differential.js';
import { mentions, outcomes } from './_outcomes.js';
import { stepSchema } from './_schema.js';

const schema = stepSchema({
  diagnose: z.preprocess(
    (input) => (input instanceof Map ? Object.fromEntries(input as Map<string, unknown>) : (input ?? {})),
    z.strictObject({
      sure: z.number().min(0.5).max(1).optional(),
      ask_at_most: z.number().int().min(0).max(12).optional(),
    }),
  ),
});
type Options = z.output<typeof schema>;

/** Questions, when `ask_at_most` says nothing. */
const ASK_AT_MOST = 4;

/** `diagnose`: asks what tells the causes apart, goes to the likeliest one's playbook, and on when that was not it. */
export const diagnose = defineVerb<Options>({
  name: 'diagnose',
  schema,
  hearsPerson: false,
  // Words that three times fit no answer go to people unless `gave_up` is routed.
  outcomes: () => outcomes({ named: ['undecided'], optional: ['gave_up'] }),
  texts: () => [],
  mentions: () => mentions({}),
  enter: (options, world) => decide(options, world, [], askedSoFar(world)),

  hear(options, event, world) {
    const question = questionAt(world);
    if (!question) return { kind: 'wait', for: 'question', effects: [], keep: true };
    const reply = replyTo(question, event, world);
    if ('kind' in reply) return reply;
    const move = decide(options, knowing(world, reply), [], askedSoFar(world, reply));
    return move.kind === 'end' ? move : { ...learntFrom(reply), ...move };
  },

  repeat(_options, world) {
    const question = questionAt(world);
    if (!question) return { kind: 'wait', for: 'question', effects: [], keep: true };
    return ask(question, world, world.frame.memo ?? {});
  },

  reconsider: (options, world) => decide(options, world, [], askedSoFar(world)),

  claims(_options, heard, world) {
    const question = questionAt(world);
    return question ? claimed(question, heard, world) : [];
  },

  returned(options, end, world, playbook) {
    // Anything but `not-it` is the end of the problem, so of this file too.
    if (end !== 'not-it') return { kind: 'end', end };
    // The cause may have gone to another file by `playbook:`; neither of them was it.
    const cause = noteIn(world.frame, 'cause');
    return decide(options, world, [...new Set([...(cause ? [cause] : []), playbook])], askedSoFar(world));
  },
});

/** The world as it is with what was just told. */
function knowing(world: StepWorld, reply: Reply): StepWorld {
  const told = setSlots(world.run, reply.set);
  const findings = reply.findings ? replaceFindings(told.findings, reply.findings) : told.findings;
  return { ...world, run: { ...told, findings, answers: { ...told.answers, ...reply.answers } } };
}

function learntFrom({ answers, set, findings, facts }: Reply): Learnt {
  return {
    ...(answers && { answers }),
    ...(set && { set }),
    ...(findings && { findings }),
    ...(facts && { facts }),
  };
}

function decide(
  options: Options,
  world: StepWorld,
  exclude: readonly string[],
  memo: Readonly<Record<string, unknown>>,
): Move {
  const excluded = [...new Set([...world.run.excluded, ...exclude])];
  const known = diagnosisInputOf(world.bundle, world.run, world.context);
  // A file that is being walked never diagnoses into itself.
  const isWalked = (id: string) => world.run.stack.some(({ playbook }) => playbook === id);
  const input = { ...known, causes: known.causes.filter(({ id }) => !isWalked(id)), excluded };
  const ranked = rank(input).causes;
  const open = ranked.filter((cause) => !excluded.includes(cause.id) && cause.standing !== 'ruled-out');
  const out = ranked.filter((cause) => cause.standing === 'ruled-out');
  const top = open.find((cause) => isSure(cause, options, world));
  // What was measured is still so, whatever helped or not: no less likely cause is tried in its place.
  const stands = ranked.find((cause) => excluded.includes(cause.id) && cause.standing === 'measured');
  if (stands && top?.standing !== 'measured') return { kind: 'people', about: stands.id, exclude };
  // `asked` counts questions against `ask_at_most`.
  if (top) {
    const said = tellDifferential(world, { open, out, top });
    return { kind: 'call', playbook: top.id, memo: { ...memo, cause: top.id }, exclude, ...said };
  }
  const question = worthAsking(options, world, input, memo);
  if (question) {
    const said = tellDifferential(world, { open: [], out, asking: true });
    const asking = ask(question, world, memo);
    return { ...asking, exclude, told: said.told, effects: [...said.effects, ...(asking.effects ?? [])] };
  }
  return { kind: 'outcome', outcome: 'undecided', exclude, ...tellDifferential(world, { open, out }) };
}

function worthAsking(
  options: Options,
  world: StepWorld,
  input: DiagnosisInput,
  memo: Readonly<Record<string, unknown>>,
) {
  if (Number(memo['asked']) >= (options.diagnose.ask_at_most ?? ASK_AT_MOST)) return undefined;
  const { bundle, run } = world;
  const possible = [...(bundle.questions?.values() ?? [])].filter((question) => canAsk(question, world));
  return nextQuestion(input, possible, questionsAsked(bundle, run));
}

/** Sure enough to go there. What only remains when everything else is out has nothing that speaks for it. */
function isSure(cause: RankedCause, options: Options, world: StepWorld): boolean {
  if (cause.standing === 'measured') return true;
  const sure = options.diagnose.sure ?? world.bundle.settings.thresholds.sure;
  return cause.probability >= sure && hasReason(cause);
}
