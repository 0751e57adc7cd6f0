import { reasonOf, type Address, type Channel, type ChatLog } from '../../domain/index.js';

const PAGE = 500;

/**
 * The chat that lives in our own store: the terminal reads it, and the page at `/` will.
 * Delivering is idempotent by key, so a send whose result is unknown may be repeated without harm.
 */
export function createWebChannel(chat: ChatLog): Channel {
  async function find(address: Address, key: string): Promise<string | undefined> {
    let after = 0;
    for (;;) {
      const page = await chat.delivered(address, after, PAGE);
      const found = page.find((line) => line.key === key);
      if (found !== undefined) return String(found.id);
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return undefined;
      after = last.id;
    }
  }

  return {
    id: 'web',
    find,
    async send(message) {
      try {
        const id = await chat.deliver(message.address, message.key, message.reply);
        return { kind: 'sent', platformId: String(id) };
      } catch (error) {
        return { kind: 'unknown', reason: reasonOf(error) };
      }
    },
  };
}
