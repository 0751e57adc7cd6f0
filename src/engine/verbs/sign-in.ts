import { z } from 'zod';
import { placeholdersIn } from '../texts.js';
import { defineVerb } from '../verb.js';
import { mentions, outcomes } from './_outcomes.js';
import { localText, settings, stepSchema } from './_schema.js';
import { offerSignIn, signInFacts, signInRequest } from './_sign-in.js';
import { verdict } from './_verdict.js';

const schema = stepSchema({
  sign_in: z.enum(['imap', 'pop3', 'smtp']),
  with: settings.optional(),
  progress: localText.optional(),
});
type Options = z.output<typeof schema>;

/** Nobody was there when the sign-in ended like this. */
const UNHEARD = ['refused', 'failed'] as const;

/**
 * `sign_in`: sends a one-time link to the page where the password is typed, and routes on what trying it once found.
 * Nothing that is typed there ever comes near the engine.
 */
export const signIn = defineVerb<Options>({
  name: 'sign_in',
  schema,
  hearsPerson: true,
  outcomes: () =>
    outcomes({ named: ['ok', 'expired', 'declined', ...UNHEARD], findings: true, unheard: UNHEARD }),
  texts: (options) =>
    options.progress ? [{ path: 'progress', kind: 'progress', text: options.progress }] : [],
  mentions: (options) =>
    mentions({
      slots: Object.values(options.with ?? {}).flatMap((text) => placeholdersIn(text).map((one) => one.name)),
    }),

  enter(options, world) {
    const request = signInRequest(options.sign_in, options.with, world);
    return request
      ? offerSignIn(world, request, options.progress)
      : { kind: 'outcome', outcome: 'failed', facts: { retry_after: '' } };
  },

  hear(_options, event, world) {
    // Said in the chat: no. The link may still be open, but nothing waits for it any more.
    if (event.kind === 'said') return { kind: 'outcome', outcome: 'declined' };
    if (event.kind !== 'signed-in') return { kind: 'wait', for: 'sign-in', effects: [], keep: true };
    const facts = signInFacts(event);
    if (event.outcome !== 'tried') return { kind: 'outcome', outcome: event.outcome, facts };
    const findings = event.results.flatMap((result) => result.findings);
    return { ...verdict(findings, event.results, world), facts };
  },
});
