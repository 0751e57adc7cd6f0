import type { Address, Conversation } from '../domain/index.js';

/** A conversation as it is before its first turn. */
export function openConversation(address: Address): Conversation {
  return { address, greeted: false, parked: [], problems: 0, misses: 0 };
}
