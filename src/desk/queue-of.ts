import type { Queue } from '../domain/index.js';
import type { TurnDraft } from './draft.js';

/** The queue of the live bundle that a step names, else its first one. */
export function queueOf(draft: TurnDraft, id?: string): Queue | undefined {
  const { queues, defaultQueue } = draft.loaded.bundle.settings;
  return queues.get(id ?? defaultQueue) ?? queues.get(defaultQueue);
}

/** The person's time zone where the platform knows it, else that of the bundle's first queue. */
export function timeZoneOf(draft: TurnDraft): string {
  return draft.conversation.speaker?.timeZone ?? queueOf(draft)?.timeZone ?? 'UTC';
}
