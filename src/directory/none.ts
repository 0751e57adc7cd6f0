import type { OpenDirectory } from './_room.js';

/** Nobody is known beyond what each platform tells. */
export function openNoDirectory(): OpenDirectory {
  return {
    find: () => Promise.resolve(undefined),
    figures: () => undefined,
    close: () => Promise.resolve(),
  };
}
