import { z } from 'zod';
import { stepKey } from '../says.js';
import { renderAll, textWorld } from '../texts.js';
import { defineVerb } from '../verb.js';
import { mentions, outcomes } from './_outcomes.js';
import { localText, name, plainMap, stepSchema } from './_schema.js';

const schema = stepSchema({
  notify: z.preprocess(
    plainMap,
    z.strictObject({ queue: name.optional(), severity: z.enum(['P1', 'P2', 'P3', 'P4']), text: localText }),
  ),
});

/** `notify`: tells a queue of people something and goes on. The person hears nothing of it. */
export const notify = defineVerb<z.output<typeof schema>>({
  name: 'notify',
  schema,
  hearsPerson: false,
  outcomes: () => outcomes({ named: ['failed'], fallThrough: 'next' }),
  texts: ({ notify }) => [{ path: 'notify.text', kind: 'summary', text: notify.text }],
  mentions: ({ notify }) => mentions({ queues: notify.queue ? [notify.queue] : [] }),

  enter: ({ notify }, world) => ({
    kind: 'wait',
    for: 'action',
    effects: [
      {
        kind: 'notify',
        step: stepKey(world),
        token: world.token,
        queue: notify.queue ?? world.bundle.settings.defaultQueue,
        severity: notify.severity,
        text: renderAll(notify.text, textWorld(world)),
      },
    ],
  }),

  hear(_options, event) {
    if (event.kind !== 'notified') return { kind: 'wait', for: 'action', effects: [], keep: true };
    return { kind: 'outcome', outcome: event.outcome === 'sent' ? 'next' : 'failed' };
  },
});
