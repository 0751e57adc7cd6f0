/** How a folder is looked at and read. */
export interface SettleSource {
  /** Differs after anything in it changed. */
  look(): Promise<string>;
  read(): Promise<ReadonlyMap<string, string>>;
}

/** Finds moments in which a folder may be read. */
export interface Settle {
  /** One look. Answers the files when they are other ones than the last time and nobody writes any more. */
  round(): Promise<ReadonlyMap<string, string> | undefined>;
  /** The files as they are now, without waiting for quiet. */
  now(): Promise<ReadonlyMap<string, string>>;
  /** As if what was read last had never been seen: the next rounds read it again. */
  again(): void;
}

/** Reads of a folder that is written all the time, before whatever is there counts. */
const TRIES = 10;

/**
 * A file that is half written may well be valid, only shorter. So a folder is read when it has looked the same in
 * `quietRounds` rounds after the one that saw a change, and what was read counts only if it looks the same afterwards.
 */
export function createSettle(source: SettleSource, quietRounds: number): Settle {
  let done: string | undefined;
  let candidate: string | undefined;
  let quiet = 0;

  /** What can't be looked at is told when it is read. */
  async function look(): Promise<string> {
    try {
      return await source.look();
    } catch (error) {
      return `! ${String(error)}`;
    }
  }

  return {
    async round() {
      const seen = await look();
      if (seen !== candidate) {
        candidate = seen;
        quiet = 0;
        return undefined;
      }
      if (seen === done) return undefined;
      quiet += 1;
      if (quiet < quietRounds) return undefined;
      try {
        const files = await source.read();
        candidate = await look();
        quiet = 0;
        if (candidate !== seen) return undefined;
        done = seen;
        return files;
      } catch (error) {
        // Said once; said again when something has changed.
        done = seen;
        throw error;
      }
    },
    async now() {
      for (let tries = 1; ; tries += 1) {
        const seen = await look();
        done = candidate = seen;
        const files = await source.read();
        if (tries === TRIES || (await look()) === seen) return files;
      }
    },
    again() {
      done = undefined;
    },
  };
}
