import { z } from 'zod';
import type { Effect, Guide, LocalText, RunEvent } from '../../domain/index.js';
import { countIn } from '../memo.js';
import { labelOf } from '../says.js';
import { providerKnown, slotKnown } from '../slots.js';
import { renderText, textWorld } from '../texts.js';
import type { Move, StepWorld } from '../verb.js';
import { defineVerb } from '../verb.js';
import { mentions, outcomes } from './_outcomes.js';
import { chosen, missed, openQuestion } from './_question.js';
import { stepSchema } from './_schema.js';

const schema = stepSchema({
  guide: z.string().regex(/^(?:provider|client)\/[a-z0-9-]+$/u, 'provider/<topic> or client/<topic>'),
});
type Options = z.output<typeof schema>;

/** `guide`: walks through a guide of the person's provider or mail app, one screen at a time. */
export const guide = defineVerb<Options>({
  name: 'guide',
  schema,
  hearsPerson: false,
  outcomes: () => outcomes({ named: ['stuck', 'none'], fallThrough: 'done' }),
  texts: () => [],
  mentions: (options) => mentions({ guides: [options.guide] }),
  enter: (options, world) => showScreen(options, world, {}),
  repeat: (options, world) => showScreen(options, world, world.frame.memo ?? {}),
  claims: (_options, heard, world) => (chosen(heard.text, labels(world)) ? 'all' : []),

  hear(options, event, world) {
    const answer = answerIn(event, world);
    if (answer === 'stuck') return { kind: 'outcome', outcome: 'stuck' };
    if (answer === 'done') return showScreen(options, world, { screen: countIn(world.frame, 'screen') + 1 });
    return missed(world, 'stuck', (memo, before) => showScreen(options, world, memo, before));
  },
});

function showScreen(
  options: Options,
  world: StepWorld,
  memo: Readonly<Record<string, unknown>>,
  before: readonly Effect[] = [],
): Move {
  const screens = guideFor(options, world)?.screens ?? [];
  if (screens.length === 0) return { kind: 'outcome', outcome: 'none' };
  const screen = screens[countIn({ ...world.frame, memo }, 'screen')];
  if (!screen) return { kind: 'outcome', outcome: 'done' };
  return openQuestion(world, {
    text: renderText(screen, textWorld(world)),
    buttons: [
      { id: 'done', label: labelOf(world, 'guide-done') },
      { id: 'stuck', label: labelOf(world, 'guide-stuck') },
    ],
    memo,
    before,
  });
}

function guideFor(options: Options, world: StepWorld): Guide | undefined {
  const [owner = '', topic = ''] = options.guide.split('/');
  const { bundle, run, context } = world;
  if (owner === 'provider') return providerKnown(bundle, run.slots, context)?.guides.get(topic);
  return bundle.clients.get(slotKnown(bundle, run, context, 'client') ?? '')?.guides.get(topic);
}

function answerIn(event: RunEvent, world: StepWorld): string | undefined {
  if (event.kind === 'pressed') return event.button;
  if (event.kind !== 'said') return undefined;
  const pressed = chosen(event.heard.text, labels(world));
  if (pressed) return pressed;
  if (event.heard.answer === 'yes') return 'done';
  return event.heard.answer === undefined ? undefined : 'stuck';
}

function labels(world: StepWorld): readonly (readonly [string, LocalText])[] {
  const done = world.bundle.phrases.get('guide-done');
  const stuck = world.bundle.phrases.get('guide-stuck');
  return [...(done ? [['done', done] as const] : []), ...(stuck ? [['stuck', stuck] as const] : [])];
}
