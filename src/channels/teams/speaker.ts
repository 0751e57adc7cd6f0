import { knownPerson, reasonOf, type Speaker } from '../../domain/index.js';
import { localeOf, personOf, type TeamsActivity } from './activity.js';
import type { BotFramework } from './bot-framework.js';
import { createBounded } from './bounded.js';
import { languageOf } from './channel.js';
import { CHANNEL, referenceOf, type Member, type TeamsMemory } from './memory.js';
import type { TeamsPorts } from './ports.js';
import { within } from './within.js';

const FRESH_MS = 24 * 3_600_000;
/** The message waits for the address this long; whoever comes later is known next time. */
const PATIENCE_MS = 1_200;
const ASK_AGAIN_MS = 60_000;

/** Knows who is speaking: Teams is asked once a day, the directory says who is who over several platforms. */
export function createSpeakers(
  { directory, clock, log }: TeamsPorts,
  memory: TeamsMemory,
  framework: () => Promise<BotFramework>,
): (activity: TeamsActivity) => Promise<Speaker> {
  const failed = createBounded<number>(5_000);
  /** Spares the store a reading per message. */
  const fresh = createBounded<Member>(10_000);

  function isFresh({ at }: Member): boolean {
    return clock.now().getTime() - Date.parse(at) < FRESH_MS;
  }

  async function ask(activity: TeamsActivity): Promise<Member | undefined> {
    const person = personOf(activity);
    const now = clock.now();
    if (now.getTime() - (failed.get(person) ?? -Infinity) < ASK_AGAIN_MS) return undefined;
    try {
      const member = await (await framework()).member(referenceOf(activity), activity.from.id);
      const known = { ...member, at: now.toISOString() };
      await memory.keepMember(person, known);
      return known;
    } catch (error) {
      failed.set(person, now.getTime());
      log.warn('Teams did not tell who is speaking', { error: reasonOf(error) });
      return undefined;
    }
  }

  async function memberOf(activity: TeamsActivity): Promise<Member | undefined> {
    const person = personOf(activity);
    const held = fresh.get(person);
    if (held && isFresh(held)) return held;
    const known = await memory.member(person);
    if (known && isFresh(known)) {
      fresh.set(person, known);
      return known;
    }
    return (await within(PATIENCE_MS, ask(activity))) ?? known;
  }

  return async (activity) => {
    const id = personOf(activity);
    const member = await memberOf(activity);
    const { locale, timeZone } = localeOf(activity);
    const name = member?.name ?? activity.from.name;
    const address = member && addressIn(member);
    const language = languageOf(locale);
    const told: Speaker = {
      id,
      ...(name === undefined ? {} : { name }),
      ...(address === undefined ? {} : { address, verified: member?.own === true }),
      ...(language === undefined ? {} : { language }),
      ...(timeZone === undefined ? {} : { timeZone }),
    };
    return knownPerson(CHANNEL, told, directory, log);
  };
}

/** A guest's user principal name (`bob_mail.example#EXT#@…`) looks like an address and is none. */
function addressIn({ address }: Member): string | undefined {
  return address !== undefined && /^[^\s@#]+@[^\s@#]+$/u.test(address) ? address : undefined;
}
