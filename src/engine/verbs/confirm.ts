import type { z } from 'zod';
import type { LocalText, RunEvent } from '../../domain/index.js';
import { LANGUAGES } from '../../domain/index.js';
import { labelOf } from '../says.js';
import { renderText, textWorld } from '../texts.js';
import type { Move, StepWorld } from '../verb.js';
import { defineVerb } from '../verb.js';
import { mentions, outcomes } from './_outcomes.js';
import { chosen, missed, openQuestion } from './_question.js';
import { duration, localText, stepSchema } from './_schema.js';

const schema = stepSchema({ confirm: localText, silent_after: duration.optional() });
type Options = z.output<typeof schema>;

/** `confirm`: yes or no, in words of every language and as buttons. */
export const confirm = defineVerb<Options>({
  name: 'confirm',
  schema,
  hearsPerson: true,
  outcomes: () => outcomes({ named: ['yes', 'no', 'unknown', 'silent'] }),
  texts: (options) => [{ path: 'confirm', kind: 'question', text: options.confirm }],
  mentions: () => mentions({}),
  enter: (options, world) => question(options, world),
  repeat: (options, world) => question(options, world, { memo: world.frame.memo ?? {} }),
  claims: (_options, heard, world) => (chosen(heard.text, labels(world)) ? 'all' : []),

  hear(options, event, world) {
    const answer = answerIn(event, world);
    if (answer) return { kind: 'outcome', outcome: answer };
    return missed(world, 'unknown', (memo, before) => question(options, world, { memo, before }));
  },
});

function answerIn(event: RunEvent, world: StepWorld): string | undefined {
  if (event.kind === 'pressed') return event.button;
  return event.kind === 'said' ? (chosen(event.heard.text, labels(world)) ?? event.heard.answer) : undefined;
}

function question(
  options: Options,
  world: StepWorld,
  extra: Pick<Parameters<typeof openQuestion>[1], 'memo' | 'before'> = {},
): Move {
  return openQuestion(world, {
    text: renderText(options.confirm, textWorld(world)),
    buttons: [
      { id: 'yes', label: labelOf(world, 'confirm-yes') },
      { id: 'no', label: labelOf(world, 'confirm-no') },
    ],
    silentAfter: options.silent_after ?? '24h',
    ...extra,
  });
}

function labels(world: StepWorld): readonly (readonly [string, LocalText])[] {
  const { phrases } = world.bundle;
  return [
    ['yes', phrases.get('confirm-yes') ?? same('yes')],
    ['no', phrases.get('confirm-no') ?? same('no')],
  ];
}

function same(word: string): LocalText {
  return Object.fromEntries(LANGUAGES.map((language) => [language, word])) as LocalText;
}
