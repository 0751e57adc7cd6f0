import { z } from 'zod';

import {
  mailmedicError,
  type Address,
  type Case,
  type CaseEvent,
  type InboundMessage,
} from '../domain/index.js';

/** What an inbox row of kind `case` carries: what people did, for the turn that tells the person. */
export const casePayload = z.strictObject({
  event: z.enum([
    'requested',
    'posted',
    'claimed',
    'replied',
    'noted',
    'returned',
    'resolved',
    'person-said',
    'probing',
    'measured',
    'may-not-have-arrived',
    'not-delivered',
  ]),
  caseId: z.string(),
  reference: z.string(),
  /** The wait of the run that asked for people; answers it once they have the case. */
  token: z.string(),
  /** Who did it: the agent's name, or `bot`. */
  agent: z.string(),
  /** The answer, the note given back with it, or what a resolved case was; the last is not for the person. */
  text: z.string().optional(),
});

export type CasePayload = z.infer<typeof casePayload>;

/** Takes a conversation's key apart; a channel's id never holds a colon. */
function addressOf(conversation: string): Address {
  const colon = conversation.indexOf(':');
  if (colon > 0) {
    return { channel: conversation.slice(0, colon), conversation: conversation.slice(colon + 1) };
  }
  throw mailmedicError(
    'MM_STORE_CORRUPT',
    { what: 'case', reason: 'its conversation is not written as channel:conversation' },
    'Restore the store from a backup.',
  );
}

/** The inbox row that lets the conversation hear of an event; the event's id makes it unique. */
export function tell(of: Case, event: CaseEvent): InboundMessage {
  const payload: CasePayload = {
    event: event.kind,
    caseId: of.id,
    reference: of.reference,
    token: of.token,
    agent: event.by,
    ...(event.text === undefined ? {} : { text: event.text }),
  };
  return {
    address: addressOf(of.conversation),
    kind: 'case',
    platformId: event.id,
    revision: 0,
    order: event.at,
    sentAt: event.at,
    payload,
  };
}
