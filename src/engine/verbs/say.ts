import type { z } from 'zod';
import { sayStep } from '../says.js';
import { defineVerb } from '../verb.js';
import { mentions, outcomes } from './_outcomes.js';
import { localText, stepSchema } from './_schema.js';

const schema = stepSchema({ say: localText });

/** `say`: shows a text and goes on. */
export const say = defineVerb<z.output<typeof schema>>({
  name: 'say',
  schema,
  hearsPerson: false,
  outcomes: () => outcomes({ fallThrough: 'next' }),
  texts: (options) => [{ path: 'say', kind: 'text', text: options.say }],
  mentions: () => mentions({}),
  enter: (options, world) => ({
    kind: 'outcome',
    outcome: 'next',
    effects: [sayStep(world, options.say)],
  }),
});
