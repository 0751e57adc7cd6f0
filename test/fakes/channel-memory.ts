import type { ChannelMemory } from '../../src/domain/index.js';

/** The memory of channels, in a map. */
export function createFakeMemory(): ChannelMemory {
  const bodies = new Map<string, string>();
  const at = (channel: string, key: string): string => JSON.stringify([channel, key]);
  return {
    put(channel, key, body) {
      bodies.set(at(channel, key), JSON.stringify(body));
      return Promise.resolve();
    },
    get(channel, key) {
      const body = bodies.get(at(channel, key));
      return Promise.resolve(body === undefined ? undefined : JSON.parse(body));
    },
    all(channel, prefix) {
      const found = [...bodies].flatMap(([place, body]) => {
        const [of, key] = JSON.parse(place) as [string, string];
        return of === channel && key.startsWith(prefix) ? [[key, JSON.parse(body) as unknown] as const] : [];
      });
      return Promise.resolve(new Map(found));
    },
    drop(channel, key) {
      bodies.delete(at(channel, key));
      return Promise.resolve();
    },
  };
}
