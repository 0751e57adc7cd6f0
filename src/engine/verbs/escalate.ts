import { z } from 'zod';
import { isNamed } from '../routes.js';
import { sayPhrase, stepKey } from '../says.js';
import { renderAll, textWorld } from '../texts.js';
import { defineVerb } from '../verb.js';
import { mentions, outcomes } from './_outcomes.js';
import { localText, name, plainMap, stepSchema } from './_schema.js';

const schema = stepSchema({
  escalate: z.preprocess(
    plainMap,
    z.strictObject({
      queue: name.optional(),
      severity: z.enum(['P1', 'P2', 'P3', 'P4']),
      summary: localText,
    }),
  ),
});

/** `escalate`: hands over to people. The person is told only after the desk has it. */
export const escalate = defineVerb<z.output<typeof schema>>({
  name: 'escalate',
  schema,
  hearsPerson: false,
  outcomes: () => outcomes({ optional: ['returned'] }),
  texts: ({ escalate }) => [{ path: 'escalate.summary', kind: 'summary', text: escalate.summary }],
  mentions: ({ escalate }) => mentions({ queues: escalate.queue ? [escalate.queue] : [] }),

  enter: ({ escalate }, world) => ({
    kind: 'wait',
    for: 'handoff',
    // Where the person asked for people, the memo says where to go on.
    ...(world.frame.memo && { memo: world.frame.memo }),
    effects: [
      {
        kind: 'escalate',
        step: stepKey(world),
        token: world.token,
        queue: escalate.queue ?? world.bundle.settings.defaultQueue,
        severity: escalate.severity,
        summary: renderAll(escalate.summary, textWorld(world)),
      },
    ],
  }),

  hear(_options, event, world) {
    if (event.kind === 'returned') {
      if (!isNamed(world.step, 'returned') && !world.step.otherwise) return { kind: 'end', end: 'escalated' };
      return { kind: 'outcome', outcome: 'returned' };
    }
    if (event.kind !== 'handed') return { kind: 'wait', for: 'handoff', effects: [], keep: true };
    return {
      kind: 'wait',
      for: 'handoff',
      keep: true,
      set: { ticket: { value: event.reference, source: 'given' } },
      effects: sayPhrase(world, 'handed-over', { ticket: event.reference }),
    };
  },
});
