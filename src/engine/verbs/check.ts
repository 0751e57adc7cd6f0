import type { z } from 'zod';
import { findingMatches, isTrouble } from '../../domain/index.js';
import { routedFinding } from '../findings.js';
import { providerKnown, providerProperty, slotKnown } from '../slots.js';
import type { Move, StepWorld } from '../verb.js';
import { defineVerb } from '../verb.js';
import { mentions, outcomes } from './_outcomes.js';
import { name, stepSchema } from './_schema.js';
import { severalIn } from './_several.js';

const schema = stepSchema({ check: name });

/** What `check` reads besides slots. */
const READERS: Readonly<Record<string, (world: StepWorld) => string | undefined>> = {
  'provider.id': (world) => providerProperty(provider(world), 'provider.id'),
  'provider.credential': (world) => providerProperty(provider(world), 'provider.credential'),
  'provider.kind': (world) => providerProperty(provider(world), 'provider.kind'),
  'user.role': (world) => world.context.person.role,
  incident: (world) => world.context.incident,
  channel: (world) => world.context.channel,
};

/** `check`: routes on something known. */
export const check = defineVerb<z.output<typeof schema>>({
  name: 'check',
  schema,
  hearsPerson: false,
  outcomes: (options) =>
    outcomes({
      named: ['missing'],
      findings: options.check === 'finding',
      open: options.check !== 'finding',
    }),
  texts: () => [],
  mentions: (options) =>
    mentions({ slots: options.check === 'finding' || READERS[options.check] ? [] : [options.check] }),
  enter(options, world) {
    if (options.check === 'finding') return checkFindings(world);
    const read = READERS[options.check];
    const value = read ? read(world) : slotKnown(world.bundle, world.run, world.context, options.check);
    return routable(value === undefined || read ? value : takenPart(value, world), world);
  },
});

function checkFindings(world: StepWorld): Move {
  const routed = routedFinding(world.step, world.run.findings);
  if (routed) return { kind: 'outcome', outcome: routed.code, via: routed.via };
  return routable(world.run.findings.find(isTrouble)?.code, world);
}

/** A slot that holds several choices takes the first route in file order that names one of them. */
function takenPart(value: string, { step }: StepWorld): string {
  const parts = severalIn(value);
  if (parts.length < 2) return value;
  return step.on.find((route) => parts.includes(route.outcome))?.outcome ?? value;
}

/** A value that no route takes is as good as missing, unless `otherwise:` takes it. */
function routable(value: string | undefined, world: StepWorld): Move {
  const { on, otherwise } = world.step;
  const taken = value && (otherwise ?? on.some((route) => findingMatches(route.outcome, value)));
  return { kind: 'outcome', outcome: value && taken ? value : 'missing' };
}

function provider(world: StepWorld) {
  return providerKnown(world.bundle, world.run.slots, world.context);
}
