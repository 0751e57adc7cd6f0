import type { Heard, Playbook } from '../domain/index.js';
import type { TurnDraft } from './draft.js';
import { understand } from './understand.js';

/** A longer message is a story, and its sentences belong together. */
const LONGEST = 240;
const BORDER =
  /[。.!！?？;；\n]+(?=\s|\p{Script=Han}|$)|[\s,，]*(?:另外|还有(?:就是|一个|个事|件事)?|而且|再就是|顺便说)|[\s,]*\b(?:and also|also|plus|on top of that|another thing|besides)\b/iu;

/** One complaint of a message and the cause that its words are sure of. */
export interface Complaint {
  readonly heard: Heard;
  readonly cause: Playbook;
}

/**
 * Two complaints in one message, each sure to mean a cause of its own; what opens at once comes first, whatever
 * the order. `undefined` for everything else: two symptoms of one cause are one complaint.
 */
export function readTwoComplaints(
  draft: TurnDraft,
  text: string,
): readonly [Complaint, Complaint] | undefined {
  if ([...text].length > LONGEST) return undefined;
  const found: Complaint[] = [];
  for (const part of text.split(BORDER).map((one) => one.trim())) {
    const complaint = part === '' ? undefined : complaintIn(draft, part);
    if (complaint && !found.some(({ cause }) => cause.id === complaint.cause.id)) found.push(complaint);
  }
  const [one, other] = found;
  if (!one || !other || found.length > 2) return undefined;
  return other.cause.opensOn.atOnce && !one.cause.opensOn.atOnce ? [other, one] : [one, other];
}

function complaintIn(draft: TurnDraft, part: string): Complaint | undefined {
  const { bundle } = draft.loaded;
  const heard = understand(draft, part);
  const { intent } = heard;
  if (heard.asksAbout !== undefined || heard.talk) return undefined;
  if (!intent.certain && intent.confidence < bundle.settings.thresholds.switch) return undefined;
  const cause = [...bundle.playbooks.values()].find(
    ({ part: isPart, opensOn }) => !isPart && opensOn.intent === intent.scenario,
  );
  return cause && { heard, cause };
}
