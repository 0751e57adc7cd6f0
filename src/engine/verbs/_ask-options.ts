import { z } from 'zod';
import type { LocalText } from '../../domain/index.js';
import { accept } from './_accept.js';
import { buttonLabels, duration, labels, localText, name, stepSchema } from './_schema.js';

const source = z.enum(['clients', 'providers']);

/** The keys of an `ask`. */
export const askSchema = stepSchema({
  ask: localText,
  buttons: buttonLabels
    .refine((map) => map.size <= 4, 'at most four buttons; use `choices:` for more')
    .optional(),
  choices: z.union([z.strictObject({ from: source }), labels]).optional(),
  from: source.optional(),
  into: name.optional(),
  several: z.boolean().optional(),
  accept: accept.optional(),
  retry: localText.optional(),
  silent_after: duration.optional(),
})
  .refine((ask) => Boolean(ask.buttons ?? ask.choices ?? ask.from ?? ask.into), {
    error: 'a question needs `buttons:`, `choices:` or `into:`',
  })
  .refine((ask) => !(ask.buttons && (ask.choices ?? ask.from)), {
    error: '`buttons:` and `choices:` exclude each other',
  })
  .refine((ask) => !sourceOf(ask) || Boolean(ask.into), {
    error: 'a choice from clients or providers needs `into:`',
  })
  .refine((ask) => ask.accept !== 'choice' || Boolean(ask.buttons ?? ask.choices ?? ask.from), {
    error: '`accept: choice` needs `choices:`',
  })
  .refine((ask) => !ask.several || Boolean(ask.into && (ask.buttons ?? ask.choices ?? ask.from)), {
    error: '`several: true` needs choices and `into:`, which keeps what is chosen',
  })
  .refine((ask) => !ask.several || ask.accept === undefined || ask.accept === 'choice', {
    error: '`several: true` takes its choices only; remove `accept:`',
  });

export type AskOptions = z.output<typeof askSchema>;

/** Choices that are written in the step. */
export function ownChoices(options: {
  readonly choices?: unknown;
}): ReadonlyMap<string, LocalText> | undefined {
  return options.choices instanceof Map ? (options.choices as ReadonlyMap<string, LocalText>) : undefined;
}

/** Where choices come from that are not written in the step. */
export function sourceOf(options: {
  readonly from?: 'clients' | 'providers' | undefined;
  readonly choices?: unknown;
}): 'clients' | 'providers' | undefined {
  if (options.from) return options.from;
  const choices = options.choices;
  if (typeof choices !== 'object' || choices === null || choices instanceof Map) return undefined;
  return (choices as { readonly from: 'clients' | 'providers' }).from;
}
