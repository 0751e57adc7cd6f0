import { z } from 'zod';
import { readDuration } from '../../domain/index.js';
import { sayStep } from '../says.js';
import { fillSetting, placeholdersIn, textWorld } from '../texts.js';
import type { StepWorld } from '../verb.js';
import { defineVerb } from '../verb.js';
import { mentions, outcomes } from './_outcomes.js';
import { duration, localText, stepSchema } from './_schema.js';

const MINUTE = 60_000;
/** For a placeholder that turns out to hold no time. */
const HOUR = 60 * MINUTE;

const schema = stepSchema({
  wait: z.union([duration, z.string().regex(/^\{[^{}]+\}$/u)], {
    error: 'a duration of at least a minute (30m, 2h, 1d) or one placeholder such as {retry_after|30m}',
  }),
  no_longer_than: duration.optional(),
  announce: localText.optional(),
  remind: localText.optional(),
}).refine((wait) => !wait.wait.startsWith('{') || wait.no_longer_than !== undefined, {
  error: 'a wait for a placeholder needs `no_longer_than:`',
});
type Options = z.output<typeof schema>;

/** `wait`: a durable pause. */
export const wait = defineVerb<Options>({
  name: 'wait',
  schema,
  hearsPerson: true,
  outcomes: () => outcomes({ named: ['message'], fallThrough: 'elapsed' }),
  texts: (options) => [
    ...(options.announce ? [{ path: 'announce', kind: 'text' as const, text: options.announce }] : []),
    ...(options.remind ? [{ path: 'remind', kind: 'text' as const, text: options.remind }] : []),
  ],
  mentions: (options) => mentions({ slots: placeholdersIn(options.wait).map((one) => one.name) }),

  enter: (options, world) => ({
    kind: 'wait',
    for: 'pause',
    effects: [
      ...(options.announce ? [sayStep(world, options.announce)] : []),
      {
        kind: 'timer',
        token: world.token,
        purpose: 'wait',
        afterMs: pauseOf(options, world),
        byDay: options.remind !== undefined,
      },
    ],
  }),

  hear(options, event, world) {
    if (event.kind === 'said') return { kind: 'outcome', outcome: 'message' };
    if (event.kind !== 'elapsed') return { kind: 'wait', for: 'pause', effects: [], keep: true };
    const effects = options.remind ? [sayStep(world, options.remind)] : [];
    return { kind: 'outcome', outcome: 'elapsed', effects };
  },
});

function pauseOf(options: Options, world: StepWorld): number {
  const longest = readDuration(options.no_longer_than ?? '') ?? Infinity;
  const told = fillSetting(options.wait, textWorld(world)) ?? '';
  const asked = readDuration(told) ?? untilOf(told, world.context.now) ?? HOUR;
  return Math.max(MINUTE, Math.min(asked, longest));
}

/** A placeholder may also hold the time until which to wait. */
function untilOf(time: string, now: string): number | undefined {
  const ms = Date.parse(time) - Date.parse(now);
  return Number.isFinite(ms) ? ms : undefined;
}
