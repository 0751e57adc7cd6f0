import {
  conversationKey,
  isWithPeople,
  reasonOf,
  type Address,
  type InboundMessage,
  type Language,
  type ProbeProgress,
  type TurnSnapshot,
  type TurnWrites,
  type WorkShown,
} from '../domain/index.js';
import type { House } from './house.js';

/** A typing sign lasts a few seconds on every platform, so it is shown again this often. */
const AGAIN_MS = 3_000;

/**
 * Shows at once that what somebody wrote or pressed is being looked at, before anybody thinks about it. A courtesy:
 * nothing waits for it. Where people have the case the bot shows nothing either.
 */
export function showThinking(house: House, { kind, address, inPrivate, platformId }: InboundMessage): void {
  if (kind !== 'message' && kind !== 'press') return;
  const work: WorkShown =
    kind === 'message' ? { kind: 'thinking', message: platformId } : { kind: 'thinking' };
  void show(house, address, work, inPrivate);
}

/** Takes the sign away after a turn that has nothing to say and nothing to do. */
export function showNothing(
  house: House,
  { address, inbox, openCase }: TurnSnapshot,
  writes: TurnWrites,
): void {
  if (writes.outbox.length > 0 || writes.tasks.length > 0 || openCase !== undefined) return;
  if (inbox.some(({ kind }) => kind === 'message' || kind === 'press')) {
    void show(house, address, { kind: 'nothing' });
  }
}

/**
 * Shows on the person's platform that something is being measured, from now until it is `over`. A courtesy: it holds
 * nothing up, and what goes wrong with it is only logged.
 */
export function showMeasuring(house: House, address: Address) {
  let lines: readonly ProbeProgress[] = [];
  const again = setInterval(() => void show(house, address, { kind: 'measuring', lines }), AGAIN_MS);
  void show(house, address, { kind: 'measuring', lines });
  return {
    lines(present: readonly ProbeProgress[]): void {
      lines = present;
    },
    over(): void {
      clearInterval(again);
    },
  };
}

async function show(house: House, address: Address, work: WorkShown, alsoOf?: Address): Promise<void> {
  const channel = house.channels.get(address.channel);
  if (!channel?.showWork) return;
  try {
    const places = alsoOf === undefined ? [address] : [address, alsoOf];
    const [language, ...silent] = await Promise.all([
      languageOf(house, address),
      ...places.map((place) => isWithPeopleAt(house, place)),
    ]);
    if (!silent.includes(true)) await channel.showWork(address, work, language);
  } catch (error) {
    house.log.debug('work could not be shown', { channel: address.channel, error: reasonOf(error) });
  }
}

async function languageOf({ store }: House, address: Address): Promise<Language> {
  const conversation = await store.conversation(conversationKey(address));
  return conversation?.language ?? conversation?.speaker?.language ?? 'zh';
}

async function isWithPeopleAt({ store }: House, address: Address): Promise<boolean> {
  const cases = await store.casesOf(conversationKey(address));
  return cases.some(({ state }) => isWithPeople(state));
}
