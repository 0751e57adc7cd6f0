import type { Bundle, Playbook } from '../../domain/index.js';
import { PAUSE } from './stage.js';
import { provePlaybook, type ProvePorts, type TestOutcome } from './index.js';

/**
 * Runs embedded tests and remembers what they came to. `hear` must be made of the bundle alone (its classifier,
 * glossary, clients and providers).
 */
export interface Prover {
  /** The outcome of the playbook with this id; remembered, where nothing that its tests can see has changed. */
  prove(bundle: Bundle, id: string, ports: ProvePorts): TestOutcome | undefined;
}

/**
 * A test sees its own file, every part, the shared files, and of other playbooks everything but their steps: while it
 * runs they stand still. So after a change of one playbook's steps only that playbook's tests run again.
 */
export function createProver(): Prover {
  let seen: readonly unknown[] = [];
  let outcomes = new WeakMap<Playbook, TestOutcome>();
  return {
    prove(bundle, id, ports) {
      const playbook = bundle.playbooks.get(id);
      if (!playbook) return undefined;
      const now = surroundingsOf(bundle);
      if (now.length !== seen.length || now.some((part, index) => part !== seen[index])) {
        seen = now;
        outcomes = new WeakMap();
      }
      const outcome = outcomes.get(playbook) ?? provePlaybook(bundle, playbook, ports);
      outcomes.set(playbook, outcome);
      return outcome;
    },
  };
}

const surroundings = new WeakMap<Bundle, readonly unknown[]>();

/** What tests of more than one playbook can see. Files that did not change are read into the same things again. */
function surroundingsOf(bundle: Bundle): readonly unknown[] {
  const known = surroundings.get(bundle) ?? collect(bundle);
  surroundings.set(bundle, known);
  return known;
}

function collect(bundle: Bundle): readonly unknown[] {
  const { settings, slots, glossary, phrases, actions, questions, intents, providers, clients } = bundle;
  return [
    ...[settings, slots, glossary, phrases, actions, questions],
    ...[intents, providers, clients].flatMap((files) => [...files].flat()),
    ...[...bundle.playbooks.values()].map((playbook) => (playbook.part ? playbook : faceOf(playbook))),
  ];
}

const faces = new WeakMap<Playbook, string>();

/** A playbook as the tests of others see it. */
function faceOf(playbook: Playbook): string {
  const known = faces.get(playbook) ?? makeFace(playbook);
  faces.set(playbook, known);
  return known;
}

function makeFace({ id, owner, reviewBy, title, opensOn, asides, steps }: Playbook): string {
  const { intent, findings, atOnce } = opensOn;
  // While it stands still it waits in a step of this name.
  const pause = steps.find((step) => step.id === PAUSE);
  return JSON.stringify([id, owner, reviewBy, title, intent, [...findings], atOnce, [...asides], pause]);
}
