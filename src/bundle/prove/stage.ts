import type { Bundle, Playbook, PlaybookTest, Provider, Step } from '../../domain/index.js';
import { endsOf } from '../../engine/index.js';

/** Files below here stand in for a real one while a test runs. */
const STAND_IN = 'stand-in/';
/** The one step of a playbook that stands still. */
export const PAUSE = 'pause';
/** What a stand-in for a verb answers that does its work by itself. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  guide: ['done', 'stuck', 'none'],
  give: ['done', 'none'],
};

/**
 * The bundle of one test. Other playbooks become a single pause each, so that a test ends where its own file
 * does; a `call`, `guide` or `give` that the test answers itself becomes a call of a stand-in, which pauses until the
 * test says how it ends. Of the causes only those that the test names by `among:` are weighed.
 */
export function stageFor(bundle: Bundle, playbook: Playbook, test: PlaybookTest): Bundle {
  const playbooks = new Map<string, Playbook>();
  for (const other of bundle.playbooks.values()) {
    playbooks.set(other.id, other.part || other.id === playbook.id ? other : pauseInstead(other, test));
  }
  const steps = playbook.steps.map((step) => (isAnswered(step, test) ? callInstead(step) : step));
  playbooks.set(playbook.id, { ...playbook, steps });
  for (const step of playbook.steps) {
    if (isAnswered(step, test)) playbooks.set(STAND_IN + step.id, standIn(bundle, step));
  }
  return { ...bundle, playbooks, providers: providersOf(bundle, test) };
}

/** The step that a stand-in answers for, `undefined` for a real file. */
export function standsInFor(playbook: string): string | undefined {
  return playbook.startsWith(STAND_IN) ? playbook.slice(STAND_IN.length) : undefined;
}

/** The bundle in which the stand-in of a step, once its pause is over, ends like that. */
export function endingWith(stage: Bundle, step: string, end: string): Bundle {
  const id = STAND_IN + step;
  const present = stage.playbooks.get(id);
  if (!present) return stage;
  const steps = present.steps.map((one): Step => ({
    ...one,
    on: [{ outcome: 'elapsed', target: { kind: 'end', end } }],
  }));
  return { ...stage, playbooks: new Map(stage.playbooks).set(id, { ...present, steps }) };
}

/** Names a test may use for what a step's stand-in ends with. */
export function endsOfStep(bundle: Bundle, step: Step): readonly string[] {
  const own = ENDS[step.verb];
  if (own) return own;
  const part = bundle.playbooks.get((step.options as { readonly call: string }).call);
  return part ? endsOf(part) : [];
}

/** The provider that a test gives by its properties. */
export const GIVEN_PROVIDER = 'given-provider';

function isAnswered(step: Step, test: PlaybookTest): boolean {
  if (step.verb !== 'call' && !ENDS[step.verb]) return false;
  return step.id in test.results || step.verb in test.results;
}

/** A cause that the test does not weigh opens on nothing, so that it is none. */
function pauseInstead(playbook: Playbook, { among }: Pick<PlaybookTest, 'among'> = {}): Playbook {
  const pause: Step = { id: PAUSE, verb: 'wait', options: { wait: '24h' }, on: [], line: 1 };
  const stands = { ...playbook, needs: [], steps: [pause] };
  if (among === undefined || among.includes(playbook.id)) return stands;
  return { ...stands, opensOn: { findings: new Map(), atOnce: false } };
}

function callInstead(step: Step): Step {
  return { ...step, verb: 'call', options: { call: STAND_IN + step.id } };
}

function standIn(bundle: Bundle, step: Step): Playbook {
  return {
    ...pauseInstead({
      id: STAND_IN + step.id,
      file: '',
      part: true,
      owner: '',
      title: { zh: step.id, en: step.id },
      opensOn: { findings: new Map(), atOnce: false },
      needs: [],
      asides: new Map(),
      steps: [],
      tests: [],
    }),
    id: STAND_IN + step.id,
  };
}

function providersOf(bundle: Bundle, { given }: PlaybookTest): Bundle['providers'] {
  const credential = given['provider.credential'] as Provider['credential'] | undefined;
  const kind = given['provider.kind'] as Provider['kind'] | undefined;
  if (credential === undefined && kind === undefined) return bundle.providers;
  const named = bundle.providers.get(textOr(given['provider.id'] ?? given['provider'], ''));
  const [base] = [named, ...bundle.providers.values()].filter((one) => one !== undefined);
  if (!base) return bundle.providers;
  const provider: Provider = {
    ...base,
    id: GIVEN_PROVIDER,
    ...(credential && { credential }),
    ...(kind && { kind }),
  };
  return new Map(bundle.providers).set(GIVEN_PROVIDER, provider);
}

/** A value of `given:` when it is a text. */
export function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
