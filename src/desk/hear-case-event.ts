import type { InboxRow } from '../domain/index.js';
import { casePayload } from '../handoff/index.js';
import type { TurnDraft } from './draft.js';
import { advanceProblem, endProblem } from './walk.js';

/** An agent did something with the case; the person hears of it in the agent's name, never as “Bot”. */
export function hearCaseEvent(draft: TurnDraft, row: InboxRow): void {
  const { event, text, agent, reference } = casePayload.parse(row.payload);
  const ticket = reference;
  switch (event) {
    case 'claimed':
      draft.silence = true;
      draft.sayPhrase('agent-claimed', { 'agent.name': agent, ticket }, {}, 'desk');
      return;
    case 'replied':
      draft.silence = true;
      draft.say({ text: text ?? '', speaker: agent }, 'agent', 'agent');
      return;
    case 'returned':
      draft.sayPhrase('agent-returned', { 'agent.name': agent, ticket }, {}, 'desk');
      returnToBot(draft, text);
      return;
    case 'noted':
    case 'person-said':
    case 'posted':
    case 'requested':
    case 'probing':
    case 'measured':
    case 'may-not-have-arrived':
    case 'not-delivered':
      return;
    case 'resolved':
      draft.sayPhrase('case-closed', { 'agent.name': agent, ticket }, {}, 'desk');
      endProblem(draft, text);
      return;
  }
}

function returnToBot(draft: TurnDraft, note: string | undefined): void {
  const waiting = draft.conversation.problem?.run.waiting;
  if (waiting?.kind !== 'handoff') {
    advanceProblem(draft, { kind: 'language', language: draft.language });
    return;
  }
  advanceProblem(draft, {
    kind: 'returned',
    token: waiting.token,
    ...(note === undefined ? {} : { note }),
  });
}
