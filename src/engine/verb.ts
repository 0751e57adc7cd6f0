import type { z } from 'zod';
import type {
  Bundle,
  Effect,
  Entity,
  Finding,
  Frame,
  Heard,
  LocalText,
  PlaybookRun,
  RunContext,
  RunEvent,
  SlotValue,
  Step,
  Waiting,
} from '../domain/index.js';

/** What a step's outcomes can be, for the loader's route check. */
export interface Outcomes {
  /** Outcomes that need a route or `otherwise:`. */
  readonly named: readonly string[];
  /** The one outcome that may fall to the next step in the file. */
  readonly fallThrough?: 'next' | 'given' | 'done' | 'elapsed';
  /** Finding codes and prefixes may be routed. */
  readonly findings: boolean;
  /** Any other name may be routed too (values of `check`, ends of a `call`); then `otherwise:` or `missing` is checked by the loader. */
  readonly open: boolean;
  /** Outcomes that never need a route: `silent` of an `ask` goes to the idle rule. */
  readonly optional: readonly string[];
  /** Ids of the bundle's clients or providers may be routed too, and need no route. */
  readonly idsOf?: 'clients' | 'providers';
  /** An action whose declared outcomes need routes too. */
  readonly declaredBy?: string;
  /** Outcomes that come without a person, where the verb otherwise hears one (cycles). */
  readonly unheard?: readonly string[];
}

/** A text of a step with its kind, for the checks of words and placeholders. */
export interface StepText {
  /** Path of keys below the step: `ask`, `buttons.report`, `progress`. */
  readonly path: string;
  readonly kind: 'text' | 'question' | 'button' | 'progress' | 'summary';
  readonly text: LocalText;
}

/** Names of other things that a step mentions, for the check that they exist. */
export interface Mentions {
  readonly slots: readonly string[];
  readonly setsSlots: readonly string[];
  readonly probes: readonly string[];
  readonly guides: readonly string[];
  readonly parts: readonly string[];
  readonly queues: readonly string[];
  readonly actions: readonly string[];
}

/** What a verb sees when it acts. */
export interface StepWorld {
  readonly bundle: Bundle;
  readonly run: PlaybookRun;
  readonly frame: Frame;
  readonly step: Step;
  readonly context: RunContext;
  /** Token for what this arrival waits for; also in the buttons. */
  readonly token: string;
}

/**
 * What a verb answers. `outcome` is routed by the engine; `wait` stops the run until an event with the token
 * comes; `call` pushes a file; its end comes back as this step's outcome through `returned`; `people` hands over from
 * here; `end` ends the step's own file, past its routes.
 */
export type Move =
  | (Learnt & {
      readonly kind: 'outcome';
      readonly outcome: string;
      /** The key of `on:` that matched, where the verb looked for it itself (findings, several at once). */
      readonly via?: string;
    })
  | (Learnt & {
      readonly kind: 'wait';
      readonly for: Waiting['kind'];
      readonly buttons?: readonly string[];
      readonly memo?: Readonly<Record<string, unknown>>;
      /** The open wait goes on as it is: old token, timers, buttons and memo. */
      readonly keep?: true;
    })
  | (Learnt & {
      readonly kind: 'call';
      readonly playbook: string;
      readonly memo?: Readonly<Record<string, unknown>>;
    })
  | (Learnt & {
      /** People go on: measured, and the playbook did not help. */
      readonly kind: 'people';
      /** The cause they read of; its title is the summary. */
      readonly about: string;
    })
  | { readonly kind: 'end'; readonly end: string };

/** What a move says, and what the run knows from it. */
export interface Learnt {
  readonly effects?: readonly Effect[];
  readonly set?: Readonly<Record<string, SlotValue>>;
  /** Forget these slots, and what was measured with their values. */
  readonly forget?: readonly string[];
  /** Findings read from a person's words. */
  readonly findings?: readonly Finding[];
  /** Answers to questions of `diagnose`. */
  readonly answers?: Readonly<Record<string, string>>;
  /** Placeholders that an action or a sign-in filled. */
  readonly facts?: Readonly<Record<string, string>>;
  /** Causes that are out. */
  readonly exclude?: readonly string[];
  /** The differential that `effects` say. */
  readonly told?: string;
  /** The words fitted nothing that was asked. */
  readonly missed?: true;
}

/** What of a person's words the open question claims: `all` when they name one of its buttons. */
export type Claim = 'all' | readonly Entity['kind'][];

/**
 * One verb of the playbook language. Adding a verb is a file in `verbs/`, a line in `verbs/index.ts` and its test.
 * `Options` is what `schema` makes of the step's keys without `on`, `otherwise` and `at_most`;
 * the verb's own name is among them (`{ ask: …, buttons: … }`).
 */
export interface Verb<Options> {
  readonly name: string;
  readonly schema: z.ZodType<Options>;
  /** Counts as a person's input when cycles are checked. */
  readonly hearsPerson: boolean;
  outcomes(options: Options): Outcomes;
  texts(options: Options): readonly StepText[];
  mentions(options: Options): Mentions;
  /** The run arrives at the step. */
  enter(options: Options, world: StepWorld): Move;
  /** The step waits and an event for it arrives. Not called for events with another token. */
  hear?(options: Options, event: RunEvent, world: StepWorld): Move;
  /** A file called by this step came back with this end; `playbook` is the file that ended. */
  returned?(options: Options, end: string, world: StepWorld, playbook: string): Move;
  /** Says the open question again: after an aside, in another language. */
  repeat?(options: Options, world: StepWorld): Move;
  /** Something was learnt beside the open question: looks anew. `repeat` where it is absent. */
  reconsider?(options: Options, world: StepWorld): Move;
  /** What belongs to the open question; the rest may correct or fill other slots. Nothing, when absent. */
  claims?(options: Options, heard: Heard, world: StepWorld): Claim;
}

/** Keeps the option type inside a verb's own file; the registry holds them without it. */
export type AnyVerb = Verb<unknown>;

/** Makes a verb fit for the registry. `options` of a step always come from the same verb's schema. */
export function defineVerb<Options>(verb: Verb<Options>): AnyVerb {
  return verb;
}
