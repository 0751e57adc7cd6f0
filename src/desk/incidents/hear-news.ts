import { isWithPeople } from '../../domain/index.js';
import { note } from '../../handoff/index.js';
import type { TurnDraft } from '../draft.js';
import { startProblem } from '../problem.js';
import { endProblem } from '../walk.js';
import { tellJoined, wordsOf } from './join.js';
import type { NewsPayload } from './news.js';

/** Something about the incident that this person met. */
export function hearNews(draft: TurnDraft, news: NewsPayload): void {
  switch (news.event) {
    case 'opened':
      hearOpened(draft, news);
      return;
    case 'told':
      if (isWaitingFor(draft, news)) {
        draft.say({ text: news.text ?? '', speaker: news.agent ?? '' }, 'agent', 'agent');
      }
      return;
    case 'over':
    case 'cleared':
      hearOver(draft, news);
      return;
  }
}

/** Who has a case of their own already keeps it; its people learn that there are others. */
function hearOpened(draft: TurnDraft, { incident, problem: id }: NewsPayload): void {
  if (draft.openCase) {
    noteForPeople(draft, `Others have the same trouble with ${incident.host}: see ${incident.ticket}.`);
    return;
  }
  const { problem, parked } = draft.conversation;
  const itsProblem = [problem, ...parked].find((one) => one?.id === id);
  // What was solved meanwhile, or given up, is not brought up again.
  if (!itsProblem) return;
  tellJoined(draft, incident, itsProblem.run.slots);
  draft.note('(ended: incident)');
  if (itsProblem === problem) endProblem(draft);
  else {
    const rest = draft.conversation.parked.filter((one) => one !== itsProblem);
    draft.conversation = { ...draft.conversation, parked: rest };
  }
}

function hearOver(draft: TurnDraft, news: NewsPayload): void {
  const { incident } = news;
  const present = draft.openCase;
  if (present) {
    noteForPeople(draft, `Measured again: the trouble with ${incident.host} is over, as seen from here.`);
    const words = { ...wordsOf(draft, incident), ticket: present.reference };
    // Nobody has spoken to the person yet; from then on it is for the agent to say.
    if (!isWithPeople(present.state) || present.state === 'posted') {
      draft.sayPhrase('fault-cleared', words, {}, 'desk');
    }
    return;
  }
  if (!isWaitingFor(draft, news)) return;
  const { joined, ...conversation } = draft.conversation;
  draft.conversation = conversation;
  const rule = draft.tools.live.bundle.settings.incidents;
  if (draft.conversation.problem || !rule) {
    draft.sayPhrase('incident-over', wordsOf(draft, incident), {}, 'desk');
    return;
  }
  const host = { value: incident.host, source: 'given' as const };
  startProblem(draft, rule.then, undefined, { ...joined?.slots, host });
}

function isWaitingFor(draft: TurnDraft, { incident }: NewsPayload): boolean {
  return draft.conversation.joined?.key === incident.key;
}

function noteForPeople(draft: TurnDraft, text: string): void {
  draft.changeCase('mailmedic', (present, deed) => note(present, deed, text));
}
