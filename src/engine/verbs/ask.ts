import { z } from 'zod';
import type { Heard, LocalText } from '../../domain/index.js';
import { isNamed } from '../routes.js';
import { stepKey } from '../says.js';
import { slotKnown } from '../slots.js';
import { renderPhrase, renderText, textWorld } from '../texts.js';
import type { Move, StepWorld } from '../verb.js';
import { defineVerb } from '../verb.js';
import { routedFinding } from '../findings.js';
import { accept, acceptedKinds, acceptedValue } from './_accept.js';
import { labelTexts, mentions, outcomes } from './_outcomes.js';
import type { Choice, Question } from './_question.js';
import { chosen, missed, openQuestion } from './_question.js';
import { findingsInError } from './_read-error.js';
import { duration, labels, localText, name, stepSchema } from './_schema.js';

const source = z.enum(['clients', 'providers']);

const schema = stepSchema({
  ask: localText,
  buttons: labels.refine((map) => map.size <= 4, 'at most four buttons; use `choices:` for more').optional(),
  choices: z.union([z.strictObject({ from: source }), labels]).optional(),
  from: source.optional(),
  into: name.optional(),
  accept: accept.optional(),
  retry: localText.optional(),
  silent_after: duration.optional(),
})
  .refine((ask) => Boolean(ask.buttons ?? ask.choices ?? ask.from ?? ask.into), {
    error: 'a question needs `buttons:`, `choices:` or `into:`',
  })
  .refine((ask) => !(ask.buttons && (ask.choices ?? ask.from)), {
    error: '`buttons:` and `choices:` exclude each other',
  })
  .refine((ask) => !sourceOf(ask) || Boolean(ask.into), {
    error: 'a choice from clients or providers needs `into:`',
  })
  .refine((ask) => ask.accept !== 'choice' || Boolean(ask.buttons ?? ask.choices ?? ask.from), {
    error: '`accept: choice` needs `choices:`',
  });

type Options = z.output<typeof schema>;

/** `ask`: a question with buttons, a menu, or a free-text answer that is kept in a slot. */
export const ask = defineVerb<Options>({
  name: 'ask',
  schema,
  hearsPerson: true,

  outcomes(options) {
    const ids = [...(options.buttons ?? ownChoices(options) ?? [])].map(([id]) => id);
    const from = sourceOf(options);
    const tail = {
      findings: options.accept === 'error',
      ...(from && { idsOf: from }),
    };
    // Kept in a slot, a button that no route names yields `given`.
    if (options.into) {
      const named = ['unknown', 'gave_up'];
      return outcomes({ ...tail, named, fallThrough: 'given', optional: [...ids, 'silent'] });
    }
    return outcomes({ ...tail, named: [...ids, 'unknown', 'gave_up'], optional: ['silent'] });
  },

  texts: (options) => [
    { path: 'ask', kind: 'question', text: options.ask },
    ...labelTexts('buttons', options.buttons),
    ...labelTexts('choices', ownChoices(options)),
    ...(options.retry ? [{ path: 'retry', kind: 'question' as const, text: options.retry }] : []),
  ],

  mentions: (options) => mentions({ setsSlots: options.into ? [options.into] : [] }),

  enter(options, world) {
    const known = options.into && slotKnown(world.bundle, world.run, world.context, options.into);
    const again = (world.run.arrivals[stepKey(world)] ?? 0) > 1;
    if (known && !again) return { kind: 'outcome', outcome: outcomeOfChoice(options, known, world) };
    const question = openQuestion(world, questionOf(options, world));
    return known && options.into ? { ...question, forget: [options.into] } : question;
  },

  hear(options, event, world) {
    if (event.kind === 'pressed') return picked(options, event.button, world);
    if (event.kind === 'said') return heardWords(options, event.heard, world);
    return { kind: 'wait', for: 'question', effects: [], keep: true };
  },

  repeat: (options, world) =>
    openQuestion(world, { ...questionOf(options, world), memo: world.frame.memo ?? {} }),

  claims(options, heard, world) {
    if (chosen(heard.text, choicesOf(options, world))) return 'all';
    if (isFree(options)) return acceptedKinds(options.accept);
    return choicesAreNamed(options) ? ['client', 'provider'] : [];
  },
});

function heardWords(options: Options, heard: Heard, world: StepWorld): Move {
  const choice = chosen(heard.text, choicesOf(options, world)) ?? namedChoice(options, heard, world);
  if (choice !== undefined) return picked(options, choice, world);
  if (heard.answer === 'unknown') return { kind: 'outcome', outcome: 'unknown' };
  // A button called `yes` or `no` is answered by every way to say so.
  if (heard.answer && options.buttons?.has(heard.answer)) return picked(options, heard.answer, world);
  const value = isFree(options) ? acceptedValue(options.accept, heard) : undefined;
  return value === undefined ? askAgain(options, world) : given(options, value, heard, world);
}

function picked(options: Options, id: string, world: StepWorld): Move {
  const outcome = outcomeOfChoice(options, id, world);
  return { kind: 'outcome', outcome, ...kept(options, id) };
}

function given(options: Options, value: string, heard: Heard, world: StepWorld): Move {
  if (options.accept !== 'error') return { kind: 'outcome', outcome: 'given', ...kept(options, value) };
  const findings = findingsInError(heard, world);
  const routed = routedFinding(world.step, findings);
  return {
    kind: 'outcome',
    outcome: routed?.code ?? 'given',
    ...(routed && { via: routed.via }),
    findings,
    ...kept(options, value),
  };
}

function kept(options: Options, value: string) {
  return options.into ? { set: { [options.into]: { value, source: 'question' as const } } } : {};
}

/** A choice's own id where it is routed, or where no slot keeps it; otherwise `given`. */
function outcomeOfChoice(options: Options, id: string, world: StepWorld): string {
  const isChoice = new Map(choicesOf(options, world)).has(id);
  if (isChoice && (isNamed(world.step, id) || !options.into)) return id;
  return 'given';
}

function askAgain(options: Options, world: StepWorld): Move {
  return missed(world, 'gave_up', (memo, notUnderstood) => {
    const question = { ...questionOf(options, world), memo };
    const text = options.retry
      ? renderText(options.retry, textWorld(world))
      : isFree(options) && renderPhrase('retry', textWorld(world));
    if (text) return openQuestion(world, { ...question, as: 'retry', text });
    return openQuestion(world, { ...question, before: notUnderstood });
  });
}

function questionOf(options: Options, world: StepWorld): Question {
  const shown = [...choicesOf(options, world)].map(([id, label]): Choice => ({
    id,
    label: renderText(label, textWorld(world)),
  }));
  return {
    text: renderText(options.ask, textWorld(world)),
    ...(options.buttons ? { buttons: shown } : shown.length > 0 && { choices: shown }),
    ...(options.silent_after && { silentAfter: options.silent_after }),
  };
}

function choicesOf(options: Options, world: StepWorld): Iterable<readonly [string, LocalText]> {
  const from = sourceOf(options);
  if (!from) return options.buttons ?? ownChoices(options) ?? [];
  return [...world.bundle[from].values()].map((one) => [one.id, one.name] as const);
}

function ownChoices(options: Options): ReadonlyMap<string, LocalText> | undefined {
  return options.choices instanceof Map ? options.choices : undefined;
}

function sourceOf(options: {
  readonly from?: 'clients' | 'providers' | undefined;
  readonly choices?: unknown;
}): 'clients' | 'providers' | undefined {
  if (options.from) return options.from;
  const choices = options.choices;
  if (typeof choices !== 'object' || choices === null || choices instanceof Map) return undefined;
  return (choices as { readonly from: 'clients' | 'providers' }).from;
}

/** A mail app or provider that was named in a sentence. */
function namedChoice(options: Options, heard: Heard, world: StepWorld): string | undefined {
  if (!choicesAreNamed(options)) return undefined;
  const ids = new Set([...choicesOf(options, world)].map(([id]) => id));
  return heard.entities.find(
    ({ kind, value }) => (kind === 'client' || kind === 'provider') && ids.has(value),
  )?.value;
}

function choicesAreNamed(options: Options): boolean {
  return Boolean(options.buttons ?? options.choices ?? options.from);
}

/** Free text may answer: anything for a slot without buttons, or what `accept:` takes beside them. */
function isFree(options: Options): boolean {
  if (options.accept) return options.accept !== 'choice';
  return !choicesAreNamed(options);
}
