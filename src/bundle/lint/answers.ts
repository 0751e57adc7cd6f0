import type { SlotKind } from '../../domain/index.js';
import { nameSome } from '../nearest.js';
import type { LintStep, LintWorld } from './world.js';
import { allSteps } from './world.js';

/** What `accept:` may be for each kind of slot; the first is the usual one. Kinds that are absent take anything. */
const ACCEPTED: Partial<Readonly<Record<SlotKind, readonly string[]>>> = {
  email: ['email'],
  hostname: ['hostname'],
  port: ['port'],
  number: ['number', 'port'],
  date: ['date'],
  error: ['error'],
};
/** Slots whose values come from a list. */
const CHOSEN: Partial<Readonly<Record<SlotKind, string>>> = { client: 'clients', provider: 'providers' };
/** Outcomes and routes of every question: a button of that name could not be told from them. */
const TAKEN = new Set(['unknown', 'gave_up', 'silent', 'given', 'otherwise']);

interface AskOptions {
  readonly into?: string;
  readonly accept?: string;
  readonly buttons?: ReadonlyMap<string, unknown>;
  readonly choices?: unknown;
  readonly from?: string;
}

/** What a question takes as its answer fits the slot that keeps it, and its buttons have names of their own. */
export function* answersFit(world: LintWorld) {
  for (const at of allSteps(world)) {
    if (at.step.verb !== 'ask') continue;
    const options = at.step.options as AskOptions;
    for (const key of ['buttons', 'choices'] as const) yield* namesTaken(at, key, options[key]);
    const slot = options.into === undefined ? undefined : world.read.slots?.get(options.into);
    if (!slot) continue;
    yield* accepted(at, options, slot.id, slot.kind);
    yield* chosen(at, options, slot.id, slot.kind);
  }
}

function* namesTaken(at: LintStep, key: string, labels: unknown) {
  if (!(labels instanceof Map)) return;
  for (const id of (labels as ReadonlyMap<string, unknown>).keys()) {
    if (!TAKEN.has(id) && !(id === 'again' && at.step.atMost !== undefined)) continue;
    yield at.problem(
      {
        rule: 'button-name',
        message: `\`${id}\` can’t be the name of a button: this question can end like that by itself.`,
        remedy: `Give the button another name, such as \`${id.replace('_', '-')}-it\`.`,
      },
      [key, id],
    );
  }
}

function* accepted(at: LintStep, options: AskOptions, slot: string, kind: SlotKind) {
  const fitting = ACCEPTED[kind];
  if (!fitting || options.accept?.startsWith('regex:')) return;
  const [usual = ''] = fitting;
  if (options.accept === undefined) {
    // Buttons and choices are values that the author wrote.
    if (options.buttons ?? options.choices ?? options.from) return;
    yield at.problem(
      {
        rule: 'accept-missing',
        message: `The answer becomes \`${slot}\`, a ${kind}, but any words are taken for one.`,
        remedy: `Add \`accept: ${usual}\`, with a \`retry:\` text.`,
      },
      ['into'],
    );
  } else if (!fitting.includes(options.accept)) {
    yield at.problem(
      {
        rule: 'accept-kind',
        message: `The answer is read as \`${options.accept}\`, but \`${slot}\` keeps a ${kind}.`,
        remedy: `Write \`accept: ${usual}\`, or keep the answer in another slot.`,
      },
      ['accept'],
    );
  }
}

function* chosen(at: LintStep, options: AskOptions, slot: string, kind: SlotKind) {
  const list = CHOSEN[kind];
  const choices = options.choices;
  const own = typeof choices === 'object' && choices !== null && 'from' in choices ? choices.from : undefined;
  const from = options.from ?? (typeof own === 'string' ? own : undefined);
  if (list === undefined ? from === undefined : from === undefined || from === list) return;
  if (list === undefined && (kind === 'text' || kind === 'choice')) return;
  yield at.problem(
    {
      rule: 'accept-kind',
      message: `The choices are ${nameSome([from ?? ''])}, but \`${slot}\` keeps a ${kind}.`,
      remedy: list === undefined ? 'Keep the choice in another slot.' : `Write \`from: ${list}\`.`,
    },
    ['into'],
  );
}
