import { reasonOf, type Address } from '../../domain/index.js';
import { personOf, type TeamsActivity } from './activity.js';
import { createBounded } from './bounded.js';
import type { DoorTools } from './door-tools.js';
import { CHANNEL, referenceOf } from './memory.js';
import { within } from './within.js';

const PATIENCE_MS = 1_000;
/** Whoever has not installed the app can't be written to; that is asked again after a while. */
const ASK_AGAIN_MS = 10 * 60_000;

const closed = createBounded<number>(5_000);

/**
 * The chat in which this person is alone with the bot: the remembered one, else a new one. `undefined` when the
 * person has not installed the app, or Teams did not tell in time.
 */
export async function findPrivateChat(
  activity: TeamsActivity,
  { ports, memory, framework }: DoorTools,
): Promise<Address | undefined> {
  const person = personOf(activity);
  const known = await memory.privateChat(person);
  if (known !== undefined) return { channel: CHANNEL, conversation: known };
  const now = ports.clock.now().getTime();
  if (now - (closed.get(person) ?? -Infinity) < ASK_AGAIN_MS) return undefined;

  async function open(): Promise<Address | undefined> {
    const here = referenceOf(activity);
    try {
      const conversation = await (await framework()).openPrivate(here, activity.from.id);
      const { serviceUrl, tenant, bot, person: user, locale } = here;
      await memory.keepChat(
        {
          conversation,
          kind: 'personal',
          serviceUrl,
          bot,
          person: user,
          ...(tenant === undefined ? {} : { tenant }),
          ...(locale === undefined ? {} : { locale }),
        },
        person,
      );
      return { channel: CHANNEL, conversation };
    } catch (error) {
      closed.set(person, now);
      ports.log.debug('no private chat could be opened', { error: reasonOf(error) });
      return undefined;
    }
  }

  return within(PATIENCE_MS, open());
}
