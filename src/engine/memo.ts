import type { Frame } from '../domain/index.js';

/** A count that the waiting step noted; 0 when it noted none. */
export function countIn(frame: Frame, name: string): number {
  const value = frame.memo?.[name];
  return typeof value === 'number' ? value : 0;
}

/** A word that the waiting step noted. */
export function noteIn(frame: Frame, name: string): string | undefined {
  const value = frame.memo?.[name];
  return typeof value === 'string' ? value : undefined;
}
