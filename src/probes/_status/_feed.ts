import type { ProviderStatus } from '../../domain/index.js';

/** A trouble that a provider has told about itself and not yet ended. */
export interface Incident {
  /** In the provider's words; not yet harmless to show. */
  readonly title: string;
  readonly since: Date;
}

/** One shape in which providers tell their troubles. */
export interface Feed {
  readonly id: ProviderStatus['feed'];
  /**
   * The incidents that are still open and concern one of `about` (all of them when it is empty), newest first.
   * `undefined`: this is not such a feed. `body` may have been cut at its end.
   */
  read(body: string, about: readonly string[]): readonly Incident[] | undefined;
}

/** Whether one of the names that the feed gives is one of those that are looked for, in any capitals. */
export function concerns(names: readonly string[], about: readonly string[]): boolean {
  if (about.length === 0) return true;
  const wanted = about.map((name) => name.toLowerCase());
  return names.some((name) => wanted.includes(name.toLowerCase()));
}

/** `undefined` where it is no time. */
export function timeOf(text: string): Date | undefined {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
