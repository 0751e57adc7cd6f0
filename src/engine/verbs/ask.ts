import type { Heard, LocalText } from '../../domain/index.js';
import { isNamed } from '../routes.js';
import { DONE_BUTTON, stepKey } from '../says.js';
import { slotKnown } from '../slots.js';
import { renderPhrase, renderText, textWorld } from '../texts.js';
import type { Move, StepWorld } from '../verb.js';
import { defineVerb } from '../verb.js';
import { routedFinding } from '../findings.js';
import { acceptedKinds, acceptedValue, isReadIntoFindings } from './_accept.js';
import type { AskOptions } from './_ask-options.js';
import { askSchema, ownChoices, sourceOf } from './_ask-options.js';
import { labelTexts, mentions, outcomes } from './_outcomes.js';
import type { Choice, Question } from './_question.js';
import { chosenIn, missed, openQuestion } from './_question.js';
import { findingsInError } from './_read-error.js';
import { linkInWords } from './_read-link.js';
import { logInWords } from './_read-log.js';
import { doneButton, isDone, namedIn, pickedSoFar, severalIn, severalValue, withPicked } from './_several.js';

/** `ask`: a question with buttons, a menu, or a free-text answer that is kept in a slot. */
export const ask = defineVerb<AskOptions>({
  name: 'ask',
  schema: askSchema,
  hearsPerson: true,

  outcomes(options) {
    const ids = [...(options.buttons ?? ownChoices(options) ?? [])].map(([id]) => id);
    const from = sourceOf(options);
    const tail = {
      findings: isReadIntoFindings(options.accept),
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
    if (event.kind === 'pressed') {
      return options.several ? several(options, [event.button], world) : picked(options, event.button, world);
    }
    if (event.kind === 'said') return heardWords(options, event.heard, world);
    return { kind: 'wait', for: 'question', effects: [], keep: true };
  },

  repeat: (options, world) =>
    openQuestion(world, { ...questionOf(options, world), memo: world.frame.memo ?? {} }),

  claims(options, heard, world) {
    if (options.several && saysSeveral(options, heard, world)) return 'all';
    if (chosenIn(heard.text, choicesOf(options, world))) return 'all';
    if (isFree(options)) return acceptedKinds(options.accept);
    // An app or provider that is none of the choices may correct something said before.
    const belongs = sourceOf(options) ?? namedChoice(options, heard, world);
    return belongs === undefined ? [] : ['client', 'provider'];
  },
});

function heardWords(options: AskOptions, heard: Heard, world: StepWorld): Move {
  if (options.several && isDone(heard.text, world)) return several(options, [DONE_BUTTON], world);
  const all = options.several ? namedIn(heard.text, choicesOf(options, world)) : [];
  if (all.length > 0) return several(options, [...pickedSoFar(world), ...all, DONE_BUTTON], world);
  const choice = chosenIn(heard.text, choicesOf(options, world)) ?? namedChoice(options, heard, world);
  if (choice !== undefined) return picked(options, choice, world);
  if (heard.answer === 'unknown') return { kind: 'outcome', outcome: 'unknown' };
  const meant = buttonMeaning(options, heard);
  if (meant !== undefined) return picked(options, meant, world);
  const value = isFree(options) ? acceptedValue(options.accept, heard) : undefined;
  return value === undefined ? askAgain(options, world) : given(options, value, heard, world);
}

/** “It arrives now” is a yes to another question than the one that is asked. */
const ARRIVES =
  /(?:能|可以)(?:正常)?收(?:到)?(?:信|邮件)?了|收到(?:信|邮件)?了|\b(?:mail|email) (?:arrives|works|comes)\b/iu;

/** The button that a yes or a no in anybody's words presses: the one that says so, or the one that is called so. */
function buttonMeaning({ buttons }: AskOptions, { answer, text }: Heard): string | undefined {
  const found = [...(buttons ?? [])].find(
    ([id, { means }]) => answer !== undefined && (means ?? id) === answer,
  );
  if (!found || (found[1].means === 'yes' && ARRIVES.test(text))) return undefined;
  return found[0];
}

/** Buttons pick one at a time, and the rest is offered again; words that name some end it, as the last button does. */
function several(options: AskOptions, ids: readonly string[], world: StepWorld): Move {
  const labels = [...choicesOf(options, world)];
  const chosenNow = [...pickedSoFar(world), ...ids].filter((id) => id !== DONE_BUTTON);
  const value = severalValue(chosenNow, labels);
  if (!ids.includes(DONE_BUTTON) && severalIn(value).length < labels.length) {
    const memo = withPicked(world, chosenNow);
    const after = { ...world, frame: { ...world.frame, memo } };
    return openQuestion(after, { ...questionOf(options, after), memo });
  }
  // The button of an earlier question may come when nothing is picked yet.
  if (value === '') return openQuestion(world, questionOf(options, world));
  const outcome = routedAmong(severalIn(value), world) ?? 'given';
  return { kind: 'outcome', outcome, ...kept(options, value) };
}

/** The first route in file order that names one of them. */
function routedAmong(ids: readonly string[], world: StepWorld): string | undefined {
  return world.step.on.find((route) => ids.includes(route.outcome))?.outcome;
}

function saysSeveral(options: AskOptions, { text }: Heard, world: StepWorld): boolean {
  return isDone(text, world) || namedIn(text, choicesOf(options, world)).length > 0;
}

function picked(options: AskOptions, id: string, world: StepWorld): Move {
  const outcome = outcomeOfChoice(options, id, world);
  return { kind: 'outcome', outcome, ...kept(options, id) };
}

function given(options: AskOptions, value: string, heard: Heard, world: StepWorld): Move {
  if (!isReadIntoFindings(options.accept))
    return { kind: 'outcome', outcome: 'given', ...kept(options, value) };
  const read = readIntoFindings(options, value, heard, world);
  if (!read) return askAgain(options, world);
  const routed = routedFinding(world.step, read.findings);
  return {
    kind: 'outcome',
    outcome: routed?.code ?? 'given',
    ...(routed && { via: routed.via }),
    findings: read.findings,
    ...kept(options, read.value),
  };
}

function readIntoFindings(options: AskOptions, value: string, heard: Heard, world: StepWorld) {
  if (options.accept === 'link') return linkInWords(heard, world);
  if (options.accept === 'auth-log') return logInWords(heard, world);
  return { value, findings: findingsInError(heard, world) };
}

function kept(options: AskOptions, value: string) {
  return options.into ? { set: { [options.into]: { value, source: 'question' as const } } } : {};
}

/** A choice's own id where it is routed, or where no slot keeps it; otherwise `given`. */
function outcomeOfChoice(options: AskOptions, id: string, world: StepWorld): string {
  if (options.several) return routedAmong(severalIn(id), world) ?? 'given';
  const isChoice = new Map(choicesOf(options, world)).has(id);
  if (isChoice && (isNamed(world.step, id) || !options.into)) return id;
  return 'given';
}

function askAgain(options: AskOptions, world: StepWorld): Move {
  return missed(world, 'gave_up', (memo, notUnderstood) => {
    const question = { ...questionOf(options, world), memo };
    const text = options.retry
      ? renderText(options.retry, textWorld(world))
      : isFree(options) && renderPhrase('retry', textWorld(world));
    if (text) return openQuestion(world, { ...question, as: 'retry', text });
    return openQuestion(world, { ...question, before: notUnderstood });
  });
}

function questionOf(options: AskOptions, world: StepWorld): Question {
  const taken = options.several ? pickedSoFar(world) : [];
  const shown = [...choicesOf(options, world)]
    .filter(([id]) => !taken.includes(id))
    .map(([id, label]): Choice => ({ id, label: renderText(label, textWorld(world)) }));
  const done = options.several ? doneButton(world) : [];
  return {
    text: renderText(options.ask, textWorld(world)),
    ...(options.buttons
      ? { buttons: [...shown, ...done] }
      : shown.length > 0 && { choices: shown, buttons: done }),
    ...(options.silent_after && { silentAfter: options.silent_after }),
  };
}

function choicesOf(options: AskOptions, world: StepWorld): Iterable<readonly [string, LocalText]> {
  const from = sourceOf(options);
  if (!from) return options.buttons ?? ownChoices(options) ?? [];
  return [...world.bundle[from].values()].map((one) => [one.id, one.name] as const);
}

/** A mail app or provider that was named in a sentence. */
function namedChoice(options: AskOptions, heard: Heard, world: StepWorld): string | undefined {
  if (!choicesAreNamed(options)) return undefined;
  const ids = new Set([...choicesOf(options, world)].map(([id]) => id));
  return heard.entities.find(
    ({ kind, value }) => (kind === 'client' || kind === 'provider') && ids.has(value),
  )?.value;
}

function choicesAreNamed(options: AskOptions): boolean {
  return Boolean(options.buttons ?? options.choices ?? options.from);
}

/** Free text may answer: anything for a slot without buttons, or what `accept:` takes beside them. */
function isFree(options: AskOptions): boolean {
  if (options.accept) return options.accept !== 'choice';
  return !choicesAreNamed(options);
}
