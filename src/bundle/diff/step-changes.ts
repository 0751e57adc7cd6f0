import type { Playbook, Route, Step, Target } from '../../domain/index.js';
import { inWords, isSame, valueChanges } from './value-changes.js';

/** One sentence about one step, or about the steps as a whole where `step` is absent. */
export interface StepChange {
  readonly step?: string;
  readonly language?: string;
  readonly text: string;
}

/** What differs between the steps of two versions of one playbook. */
export function* stepChanges(before: Playbook, after: Playbook): Iterable<StepChange> {
  const renamed = renamedSteps(before, after);
  const oldIdOf = new Map([...renamed].map(([old, now]) => [now, old]));
  for (const step of before.steps) {
    const now = renamed.get(step.id);
    if (now !== undefined) yield { step: now, text: `is the step that was called \`${step.id}\`` };
    else if (!has(after, step.id)) yield { step: step.id, text: `is gone (it was \`${step.verb}\`)` };
  }
  for (const step of after.steps) {
    const old = before.steps.find(({ id }) => id === (oldIdOf.get(step.id) ?? step.id));
    if (old) yield* changesOfStep(old, step, renamed);
    else yield { step: step.id, text: `is new: \`${step.verb}\`${placeOf(after, step)}` };
  }
  const kept = (one: Playbook, other: (id: string) => string) =>
    one.steps.map(({ id }) => other(id)).filter((id) => has(after, id) && has(before, oldIdOf.get(id) ?? id));
  const order = kept(after, (id) => id);
  if (
    !isSame(
      kept(before, (id) => renamed.get(id) ?? id),
      order,
    )
  ) {
    yield { text: `the steps come in another order: ${order.join(', ')}` };
  }
}

/** A step that is gone and one that is new with the same content are one step with another name. */
function renamedSteps(before: Playbook, after: Playbook): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  const fresh = after.steps.filter(({ id }) => !has(before, id));
  for (const step of before.steps.filter(({ id }) => !has(after, id))) {
    const same = fresh.find(
      (one) =>
        one.verb === step.verb &&
        isSame(one.options, step.options) &&
        ![...renamed.values()].includes(one.id),
    );
    if (same) renamed.set(step.id, same.id);
  }
  return renamed;
}

function* changesOfStep(
  before: Step,
  after: Step,
  renamed: ReadonlyMap<string, string>,
): Iterable<StepChange> {
  const step = after.id;
  if (before.verb !== after.verb) {
    yield { step, text: `is now \`${after.verb}\`, was \`${before.verb}\`` };
  } else {
    for (const { path, language, was, now } of valueChanges(before.options, after.options)) {
      yield { step, ...(language !== undefined && { language }), text: sentence(path.join('.'), was, now) };
    }
  }
  yield* routeChanges(before, after, renamed);
  if (before.atMost !== after.atMost) {
    yield { step, text: sentence('at_most', asText(before.atMost), asText(after.atMost)) };
  }
}

function* routeChanges(
  before: Step,
  after: Step,
  renamed: ReadonlyMap<string, string>,
): Iterable<StepChange> {
  const step = after.id;
  const [old, fresh] = [routesOf(before, renamed), routesOf(after)];
  for (const [outcome, target] of old) {
    if (!fresh.has(outcome))
      yield { step, text: `\`${outcome}\` leads nowhere any more (it led to ${target})` };
  }
  for (const [outcome, target] of fresh) {
    const was = old.get(outcome);
    if (was === undefined) yield { step, text: `\`${outcome}\` is new and leads to ${target}` };
    else if (was !== target) yield { step, text: `\`${outcome}\` now leads to ${target}, led to ${was}` };
  }
  const kept = [...fresh.keys()].filter((outcome) => old.has(outcome));
  // The first route that matches wins.
  if (
    !isSame(
      [...old.keys()].filter((outcome) => fresh.has(outcome)),
      kept,
    )
  ) {
    yield { step, text: `its routes come in another order: ${kept.join(', ')}` };
  }
}

/** `renamed` steps are told once, as renamed, and not at every route that leads to them. */
function routesOf(
  { on, otherwise }: Step,
  renamed: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const routes: readonly Route[] = [
    ...on,
    ...(otherwise ? [{ outcome: 'otherwise', target: otherwise }] : []),
  ];
  return new Map(routes.map(({ outcome, target }) => [outcome, targetInWords(target, renamed)]));
}

function targetInWords(target: Target, renamed: ReadonlyMap<string, string>): string {
  if (target.kind === 'end') return `\`end:${target.end}\``;
  if (target.kind === 'playbook') return `\`playbook:${target.playbook}\``;
  return `\`${renamed.get(target.step) ?? target.step}\``;
}

function placeOf({ steps }: Playbook, step: Step): string {
  const before = steps[steps.indexOf(step) - 1];
  return before ? `, after \`${before.id}\`` : ', the first one';
}

function has({ steps }: Playbook, id: string): boolean {
  return steps.some((step) => step.id === id);
}

/** “`wait` is now 2h, was 1h”. */
export function sentence(name: string, was: string | undefined, now: string | undefined): string {
  if (was === undefined) return `\`${name}\` is new: ${quoted(now ?? '')}`;
  if (now === undefined) return `\`${name}\` is gone, was ${quoted(was)}`;
  const [shortWas, shortNow] = withoutCommon(was, now);
  return `\`${name}\` is now ${quoted(shortNow)}, was ${quoted(shortWas)}`;
}

function asText(value: number | undefined): string | undefined {
  return value === undefined ? undefined : inWords(value);
}

function quoted(text: string): string {
  return /^[\w.:{}/-]*$/u.test(text) ? text : `“${text}”`;
}

const CONTEXT = 16;
const LONG = 60;

/** Of two long texts the part that differs, with a little around it. */
function withoutCommon(was: string, now: string): readonly [string, string] {
  const [old, fresh] = [[...was], [...now]];
  if (Math.max(old.length, fresh.length) <= LONG) return [was, now];
  const shorter = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < shorter && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end += 1;
  let from = Math.max(0, start - CONTEXT);
  // Not in the middle of a word.
  while (from > 0 && /[\w’']/u.test(old[from - 1] ?? '') && /[\w’']/u.test(old[from] ?? '')) from -= 1;
  const after = Math.max(0, end - CONTEXT);
  const cut = (text: readonly string[]) =>
    `${from > 0 ? '…' : ''}${text.slice(from, text.length - after).join('')}${after > 0 ? '…' : ''}`;
  return [cut(old), cut(fresh)];
}
