import type { Case, Reply } from '../domain/index.js';
import { sendFailed, type Deed } from '../handoff/index.js';
import type { TurnDraft } from './draft.js';
import type { ResultPayload } from './result-payload.js';
import { isAgainNotice, offerAgain } from './say-again.js';
import { botIsSilent } from './with-people.js';

type Delivery<K extends ResultPayload['kind']> = Extract<ResultPayload, { kind: K }>;

const EXCERPT = 120;

/**
 * Nobody will ever know whether this arrived. The person is told so and may have it again; while people have the case
 * the bot is silent, and they are told. Progress is over by now, and a notice is never followed by another one.
 */
export function hearUnsure(draft: TurnDraft, { from, reply }: Delivery<'unsure'>): void {
  if (reply.progress === true) return;
  writeDown(draft, 'may-not-have-arrived', from, reply);
  if (!botIsSilent(draft) && !isAgainNotice(reply)) offerAgain(draft, reply);
}

/** The person's platform will never take this: whoever has the case must know, and the person can't be told. */
export function hearUndelivered(draft: TurnDraft, { from, reply }: Delivery<'undelivered'>): void {
  if (reply.progress !== true) writeDown(draft, 'not-delivered', from, reply);
}

type Failure = Parameters<typeof sendFailed>[2];

const IN_TRANSCRIPT: Readonly<Record<Failure, string>> = {
  'may-not-have-arrived': 'may not have arrived',
  'not-delivered': 'not delivered',
};

/** In the case, where people look, in their language; in the transcript, where there is none. */
function writeDown(draft: TurnDraft, kind: Failure, from: Delivery<'unsure'>['from'], reply: Reply): void {
  const excerpt = excerptOf(reply);
  if (!draft.openCase) {
    draft.note(`(${IN_TRANSCRIPT[kind]}: ${excerpt})`);
    return;
  }
  draft.changeCase('mailmedic', (present: Case, deed: Deed) =>
    sendFailed(present, deed, kind, excerpt, from),
  );
}

/** The first line, without links: what is written down is read by others. */
function excerptOf({ text }: Reply): string {
  const line = text.trim().split('\n')[0] ?? '';
  const characters = [...line.replace(/https?:\/\/\S+/gu, '…')];
  return characters.length <= EXCERPT ? characters.join('') : `${characters.slice(0, EXCERPT).join('')}…`;
}
