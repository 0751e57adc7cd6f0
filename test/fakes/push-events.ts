import { setTimeout as pause } from 'node:timers/promises';

import { seededRandom } from './random.js';

/** One event as a platform pushes it: `path` below the bot's address, `body` as JSON. */
export interface PlatformEvent {
  readonly path: string;
  readonly body: unknown;
  /** Headers of one delivery of this body, such as its signature. */
  readonly sign?: (body: string) => Readonly<Record<string, string>>;
}

export interface PushOptions {
  /** Addresses of the bot's replicas; each delivery takes one by chance. */
  readonly bots: readonly string[];
  readonly seed: number;
  /** Share of events that are delivered twice: half of them at the same moment, half after the next event. */
  readonly duplicates: number;
  /** Wait between two tries of one delivery. */
  readonly retryAfterMs?: number;
  /** Tries of one delivery before the push gives up. */
  readonly tries?: number;
}

export interface PushReport {
  readonly delivered: number;
  readonly duplicates: number;
  /** Tries that were not acknowledged. */
  readonly retries: number;
}

/**
 * Pushes events in order, as a chat platform does: one is done when the bot has acknowledged it with 2xx,
 * and is tried again until then. Throws when a delivery is never acknowledged.
 */
export async function pushEvents(
  events: readonly PlatformEvent[],
  options: PushOptions,
): Promise<PushReport> {
  const random = seededRandom(options.seed);
  let duplicates = 0;
  let retries = 0;
  let late: PlatformEvent | undefined;

  async function deliver(event: PlatformEvent): Promise<void> {
    for (let tried = 0; tried < (options.tries ?? 200); tried += 1) {
      const bot = options.bots[Math.floor(random() * options.bots.length)] ?? '';
      if (await isAcknowledged(bot, event)) return;
      retries += 1;
      await pause(options.retryAfterMs ?? 50);
    }
    throw new Error(`never acknowledged: ${event.path}`);
  }

  for (const event of events) {
    const twice = random() < options.duplicates;
    const atOnce = random() < 0.5;
    if (twice) duplicates += 1;
    await Promise.all(twice && atOnce ? [deliver(event), deliver(event)] : [deliver(event)]);
    if (late !== undefined) await deliver(late);
    late = twice && !atOnce ? event : undefined;
  }
  if (late !== undefined) await deliver(late);
  return { delivered: events.length, duplicates, retries };
}

async function isAcknowledged(bot: string, event: PlatformEvent): Promise<boolean> {
  const body = JSON.stringify(event.body);
  try {
    const response = await fetch(`${bot}${event.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...event.sign?.(body) },
      body,
      signal: AbortSignal.timeout(5_000),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
