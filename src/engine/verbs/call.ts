import { z } from 'zod';
import { isNamed } from '../routes.js';
import { defineVerb } from '../verb.js';
import { mentions, outcomes } from './_outcomes.js';
import { stepSchema } from './_schema.js';

const schema = stepSchema({ call: z.string().min(1) });

/** `call`: runs another file and yields its end. */
export const call = defineVerb<z.output<typeof schema>>({
  name: 'call',
  schema,
  hearsPerson: false,
  outcomes: () => outcomes({ open: true }),
  texts: () => [],
  mentions: (options) => mentions({ parts: [options.call] }),
  enter: (options) => ({ kind: 'call', playbook: options.call }),
  returned(_options, end, world) {
    // People had it and gave it back with nowhere to go on: the caller must not hand it over again.
    if (end === 'escalated' && !isNamed(world.step, end)) return { kind: 'end', end };
    return { kind: 'outcome', outcome: end };
  },
});
