import type { z } from 'zod';

import { escapeMarkup } from './blocks.js';
import type { commandSchema } from './events.js';
import type { Ourselves } from './hear-message.js';
import type { People } from './people.js';
import { addressOf } from './place.js';
import type { SlackRoom } from './room.js';
import { plainWords } from './words-in.js';
import { say } from './words.js';

/** What the person alone sees in answer to their command. */
export interface CommandAnswer {
  readonly response_type: 'ephemeral';
  readonly text: string;
}

/** `/mailmedic words`: the same as saying them in the direct message; without words it explains itself. */
export async function hearCommand(
  room: SlackRoom,
  people: People,
  command: z.output<typeof commandSchema>,
  us: Ourselves,
): Promise<CommandAnswer> {
  const { user_id: user, trigger_id: trigger } = command;
  const from = await people.speaker(user, us.workspace);
  const language = from.language ?? (await people.language(user, us.workspace));
  const text = plainWords(command.text, us.botUser);
  if (/^(help|帮助|\?|？)?$/iu.test(text)) return onlyTo(say('help', language));
  const isHeard = await receiveFromElsewhere(room, people, user, us, `command ${trigger}`, text);
  return onlyTo(say(isHeard ? 'sentOn' : 'writeDirectly', language));
}

/**
 * Commits words that were not typed in the direct message as if they had been. `id` is unique and repeatable.
 * False when there is no direct message with this person.
 */
export async function receiveFromElsewhere(
  room: SlackRoom,
  people: People,
  user: string,
  us: Ourselves,
  id: string,
  text: string,
): Promise<boolean> {
  const channel = await people.directWith(user);
  if (channel === undefined) return false;
  const now = room.clock.now().toISOString();
  await room.ports.receive({
    address: addressOf({ channel }),
    kind: 'message',
    platformId: id,
    revision: 0,
    order: now.replace('Z', '000Z'),
    sentAt: now,
    from: await people.speaker(user, us.workspace),
    text,
  });
  return true;
}

function onlyTo(text: string): CommandAnswer {
  return { response_type: 'ephemeral', text: escapeMarkup(text) };
}
