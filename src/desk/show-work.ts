import {
  conversationKey,
  reasonOf,
  type Address,
  type Language,
  type ProbeProgress,
} from '../domain/index.js';
import type { House } from './house.js';

/** A typing sign lasts a few seconds on every platform, so it is shown again this often. */
const AGAIN_MS = 3_000;

/**
 * Shows on the person's platform that something is being measured, from now until it is `over`. A courtesy: it holds
 * nothing up, and what goes wrong with it is only logged.
 */
export function showMeasuring(house: House, address: Address) {
  const channel = house.channels.get(address.channel);
  let lines: readonly ProbeProgress[] = [];
  let language: Language = 'zh';
  let over = channel?.showWork === undefined;

  async function show(): Promise<void> {
    if (over || !channel?.showWork) return;
    try {
      await channel.showWork(address, { kind: 'measuring', lines }, language);
    } catch (error) {
      house.log.debug('work could not be shown', { channel: address.channel, error: reasonOf(error) });
    }
  }

  async function begin(): Promise<void> {
    const conversation = await house.store.conversation(conversationKey(address));
    language = conversation?.language ?? conversation?.speaker?.language ?? language;
    await show();
  }

  const again = over ? undefined : setInterval(() => void show(), AGAIN_MS);
  if (!over) {
    begin().catch((error: unknown) => {
      house.log.debug('work could not be shown', { channel: address.channel, error: reasonOf(error) });
    });
  }
  return {
    lines(present: readonly ProbeProgress[]): void {
      lines = present;
    },
    over(): void {
      over = true;
      clearInterval(again);
    },
  };
}
