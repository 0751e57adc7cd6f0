import type { z } from 'zod';
import type { ActionDefinition, Effect, LocalText, RunEvent } from '../../domain/index.js';
import { noteIn } from '../memo.js';
import { labelOf, stepKey } from '../says.js';
import { fillSetting, placeholdersIn, renderText, textWorld } from '../texts.js';
import type { Move, StepWorld } from '../verb.js';
import { defineVerb } from '../verb.js';
import { mentions, outcomes } from './_outcomes.js';
import { chosen, missed, openQuestion } from './_question.js';
import { localText, name, settings, stepSchema } from './_schema.js';
import { progressReply } from './_sign-in.js';

const schema = stepSchema({
  act: name,
  with: settings.optional(),
  confirm_first: localText.optional(),
  progress: localText.optional(),
});
type Options = z.output<typeof schema>;
type Acted = Extract<RunEvent, { kind: 'acted' }>;

const ALWAYS = ['ok', 'failed', 'unknown', 'none'] as const;
/** An action answers with short values, not with documents. */
const LONGEST_FACT = 200;

/**
 * `act`: calls an action that operations registered, for the person who speaks and nobody else: their address must be
 * vouched for by the platform, and the problem must not be about another one. What changes something is never done
 * unasked.
 */
export const act = defineVerb<Options>({
  name: 'act',
  schema,
  hearsPerson: false,
  outcomes: (options) =>
    outcomes({
      named: [...ALWAYS, ...(options.confirm_first ? ['declined'] : [])],
      open: true,
      declaredBy: options.act,
    }),
  texts: (options) => [
    ...(options.confirm_first
      ? [{ path: 'confirm_first', kind: 'question' as const, text: options.confirm_first }]
      : []),
    ...(options.progress ? [{ path: 'progress', kind: 'progress' as const, text: options.progress }] : []),
  ],
  mentions: (options) =>
    mentions({
      actions: [options.act],
      slots: Object.values(options.with ?? {}).flatMap((text) => placeholdersIn(text).map((one) => one.name)),
    }),

  enter(options, world) {
    const action = world.bundle.actions?.get(options.act);
    if (!action || ownAddress(world) === undefined) return { kind: 'outcome', outcome: 'none' };
    if (options.confirm_first) return askFirst(options.confirm_first, world, {});
    return action.changes ? { kind: 'outcome', outcome: 'none' } : begin(options, world);
  },

  hear(options, event, world) {
    if (event.kind === 'acted') return answered(world.bundle.actions?.get(options.act), event);
    const { confirm_first: question } = options;
    if (!question || noteIn(world.frame, 'asks') === undefined) {
      return { kind: 'wait', for: 'action', effects: [], keep: true };
    }
    const answer = answerIn(event, world);
    if (answer === 'yes') return begin(options, world);
    if (answer !== undefined) return { kind: 'outcome', outcome: 'declined' };
    return missed(world, 'declined', (memo, before) => askFirst(question, world, memo, before));
  },

  repeat: (options, world) =>
    options.confirm_first
      ? askFirst(options.confirm_first, world, world.frame.memo ?? {})
      : { kind: 'wait', for: 'action', effects: [], keep: true },

  claims: (_options, heard, world) => (chosen(heard.text, labels(world)) ? 'all' : []),
});

/** The speaker's own address, if the platform vouches for it and nobody else's mailbox is talked about. */
function ownAddress({ context, run }: StepWorld): string | undefined {
  const { address, verified } = context.person;
  if (!verified || !address) return undefined;
  const about = run.slots['address']?.value ?? address;
  return about.toLowerCase() === address.toLowerCase() ? address : undefined;
}

function askFirst(
  question: LocalText,
  world: StepWorld,
  memo: Readonly<Record<string, unknown>>,
  before: readonly Effect[] = [],
): Move {
  return openQuestion(world, {
    text: renderText(question, textWorld(world)),
    buttons: [
      { id: 'yes', label: labelOf(world, 'act-yes') },
      { id: 'no', label: labelOf(world, 'act-no') },
    ],
    memo: { ...memo, asks: 'first' },
    before,
  });
}

function answerIn(event: RunEvent, world: StepWorld): string | undefined {
  if (event.kind === 'pressed') return event.button;
  return event.kind === 'said' ? (chosen(event.heard.text, labels(world)) ?? event.heard.answer) : undefined;
}

function begin(options: Options, world: StepWorld): Move {
  // The person may have named another mailbox while being asked.
  const address = ownAddress(world);
  if (address === undefined) return { kind: 'outcome', outcome: 'none' };
  const filled = Object.entries(options.with ?? {}).flatMap(([key, template]) => {
    const value = fillSetting(template, textWorld(world));
    return value ? [[key, value] as const] : [];
  });
  return {
    kind: 'wait',
    for: 'action',
    effects: [
      {
        kind: 'act',
        step: stepKey(world),
        token: world.token,
        action: options.act,
        address,
        with: Object.fromEntries(filled),
        idempotencyKey: keyOf(world),
        ...(options.progress && { reply: progressReply(options.progress, world) }),
      },
    ],
  };
}

/** One key for each arrival: a turn that is computed again asks for the same deed, a second visit for another. */
function keyOf(world: StepWorld): string {
  const step = stepKey(world);
  return `${world.run.problem}:${step}:${world.run.arrivals[step] ?? 1}`;
}

/** Only what the action declared is believed; an outcome that nobody knows may mean that it happened. */
function answered(action: ActionDefinition | undefined, { outcome, facts = {} }: Acted): Move {
  const known = [...ALWAYS, ...(action?.outcomes ?? [])];
  const declared = (action?.facts ?? []).flatMap((fact) => {
    const value = Object.hasOwn(facts, fact) ? facts[fact] : undefined;
    return value === undefined ? [] : [[fact, value.slice(0, LONGEST_FACT)] as const];
  });
  return {
    kind: 'outcome',
    outcome: known.includes(outcome) ? outcome : 'unknown',
    facts: Object.fromEntries(declared),
  };
}

function labels({ bundle }: StepWorld): readonly (readonly [string, LocalText])[] {
  const yes = bundle.phrases.get('act-yes');
  const no = bundle.phrases.get('act-no');
  return [...(yes ? [['yes', yes] as const] : []), ...(no ? [['no', no] as const] : [])];
}
