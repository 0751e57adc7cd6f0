import type { InboundMessage } from '../domain/index.js';
import { maskSecrets } from '../conversation/index.js';
import type { House } from './house.js';

/** Masks what looks like a password before the first write, then commits. Acknowledge only after this. */
export async function receive(house: House, message: InboundMessage): Promise<'stored' | 'duplicate'> {
  return house.store.receive(masked(message));
}

function masked(message: InboundMessage): InboundMessage {
  if (message.text === undefined) return message;
  const { text, masked: found } = maskSecrets(message.text);
  return found ? { ...message, text, payload: { masked: true } } : message;
}
