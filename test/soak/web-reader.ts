import { setTimeout as pause } from 'node:timers/promises';

import type { ChatLine } from '../../src/domain/index.js';

/** Somebody's open page: follows the stream of one chat, comes back on any replica when it breaks. */
export interface WebReader {
  /** Texts of the bot as the page would show them, in order. */
  seen(): readonly string[];
  /** Lines that came although the page had them already, or out of order. */
  wrong(): number;
  reconnects(): number;
  /** Reads on until so many replies are there, or the time is over; then hangs up. */
  finish(replies: number, withinMs: number): Promise<void>;
}

const BREAK_AFTER_MS = 1_500;

/** As a browser does: `Last-Event-ID` where it stopped reading. Connections are cut at random, like a phone's. */
export function openWebReader(
  bots: readonly string[],
  conversation: string,
  random: () => number,
): WebReader {
  const texts: string[] = [];
  let lastId = 0;
  let wrong = 0;
  let connections = 0;
  let over = false;

  function take(line: ChatLine): void {
    if (line.id <= lastId) {
      wrong += 1;
      return;
    }
    lastId = line.id;
    if (line.kind === 'reply') texts.push(line.reply.text);
  }

  async function readOnce(): Promise<void> {
    const bot = bots[Math.floor(random() * bots.length)] ?? '';
    connections += 1;
    const response = await fetch(`${bot}/api/chat/${conversation}/events`, {
      headers: lastId > 0 ? { 'last-event-id': String(lastId) } : {},
      signal: AbortSignal.timeout(Math.ceil((0.3 + random()) * BREAK_AFTER_MS)),
    });
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        if (block.includes('event: line')) {
          take(JSON.parse(block.slice(block.indexOf('data: ') + 'data: '.length)) as ChatLine);
        }
      }
    }
  }

  async function follow(): Promise<void> {
    while (!over) {
      await readOnce().catch(() => undefined);
      await pause(50);
    }
  }

  const following = follow();
  return {
    seen: () => texts,
    wrong: () => wrong,
    reconnects: () => Math.max(0, connections - 1),
    async finish(replies, withinMs) {
      const end = Date.now() + withinMs;
      while (texts.length < replies && Date.now() < end) await pause(50);
      over = true;
      await following;
    },
  };
}
