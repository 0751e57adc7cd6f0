import type { Heard } from '../domain/index.js';
import { hear } from '../conversation/index.js';
import type { TurnDraft } from './draft.js';
import { localMinute } from './promises.js';
import { timeZoneOf } from './queue-of.js';

/** Makes sense of one message with the bundle and model that the conversation is pinned to. */
export function understand(draft: TurnDraft, text: string): Heard {
  const { bundle, classify } = draft.loaded;
  return hear(text, draft.language, {
    classify,
    glossary: bundle.glossary,
    clients: bundle.clients,
    providers: bundle.providers,
    now: localMinute(new Date(draft.now), timeZoneOf(draft)),
  });
}
