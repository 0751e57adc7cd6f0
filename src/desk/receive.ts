import { conversationKey, type InboundMessage } from '../domain/index.js';
import { maskBothWays } from '../conversation/index.js';
import { knownWords } from './expects-secret.js';
import type { House } from './house.js';
import { showThinking } from './show-work.js';

/** Masks what looks like a password before the first write, then commits. Acknowledge only after this. */
export async function receive(house: House, message: InboundMessage): Promise<'stored' | 'duplicate'> {
  const received = await house.store.receive(await masked(house, message));
  if (received === 'stored') showThinking(house, message);
  return received;
}

async function masked(house: House, message: InboundMessage): Promise<InboundMessage> {
  if (message.text === undefined) return message;
  const { sure, careful } = maskBothWays(message.text, knownWords(house.shelf.live.bundle));
  // Only what would be masked behind talk of a password makes it worth asking what was said last.
  const isExpected = careful.text !== sure.text && (await lastWasAboutPassword(house, message));
  const { text, masked: found } = isExpected ? careful : sure;
  return found ? { ...message, text, payload: { masked: true } } : message;
}

async function lastWasAboutPassword(house: House, message: InboundMessage): Promise<boolean> {
  const conversation = await house.store.conversation(conversationKey(message.address));
  return conversation?.passwordTalk === true;
}
