import type pg from 'pg';

const CHANNEL = 'mailmedic_work';
const POLL_MS = 1_000;
const RECONNECT_MS = 500;

/** Listens for the notices of other processes. */
export interface Ear {
  start(onChange: () => void): void;
  stop(): Promise<void>;
}

/**
 * LISTEN on a connection of its own, made again whenever it breaks, with a poll each second behind it.
 * `self` is the payload of our own notices, which are passed over.
 */
export function createEar(newClient: () => pg.Client, self: string): Ear {
  let client: pg.Client | undefined;
  let hear: () => void = () => undefined;
  let poll: NodeJS.Timeout | undefined;
  let retry: NodeJS.Timeout | undefined;
  let connecting: Promise<void> = Promise.resolve();
  let stopped = false;

  function connectLater(): void {
    client = undefined;
    clearTimeout(retry);
    if (stopped) return;
    retry = setTimeout(() => {
      connecting = connect();
    }, RECONNECT_MS).unref();
  }

  async function connect(): Promise<void> {
    const fresh = newClient();
    // Without a listener a connection that breaks would end the process.
    fresh.on('error', () => undefined);
    fresh.on('notification', (notice) => {
      if (notice.payload !== self) hear();
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}`);
    } catch {
      void fresh.end().catch(() => undefined);
      connectLater();
      return;
    }
    fresh.once('end', connectLater);
    client = fresh;
    // Something may have been said while nobody listened.
    hear();
  }

  return {
    start(onChange) {
      hear = onChange;
      poll = setInterval(onChange, POLL_MS).unref();
      connecting = connect();
    },
    async stop() {
      stopped = true;
      hear = () => undefined;
      clearInterval(poll);
      clearTimeout(retry);
      await connecting;
      await client?.end().catch(() => undefined);
    },
  };
}

/** Sends notices to the other processes. */
export interface Bell {
  /** Cheap: while one notice is on its way, all further ones become a single next one. */
  ring(): void;
  stop(): Promise<void>;
}

/**
 * NOTIFY, after the commit and beside it, not inside: PostgreSQL commits transactions that notify one after the other,
 * each with its own wait for the disk. A notice that is lost costs at most one poll.
 */
export function createBell(query: (text: string, values: string[]) => Promise<unknown>, self: string): Bell {
  let wanted = false;
  let ringing: Promise<void> | undefined;

  async function send(): Promise<void> {
    while (wanted) {
      wanted = false;
      await query('select pg_notify($1, $2)', [CHANNEL, self]).catch(() => undefined);
    }
    ringing = undefined;
  }

  return {
    ring() {
      wanted = true;
      ringing ??= send();
    },
    async stop() {
      await ringing;
    },
  };
}
