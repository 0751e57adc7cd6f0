import type { ChatState } from '../../api/index.js';
import type { ChatLine } from '../../domain/index.js';
import type { Link } from './chat-state.js';

export interface ListenPorts {
  readonly onLine: (line: ChatLine) => void;
  readonly onState: (state: ChatState) => void;
  readonly onLink: (link: Link) => void;
  /** The server answered something else than a stream. It is asked again all the same. */
  readonly onRefused: () => void;
  /** Opens a stream; the browser's own unless told. */
  readonly open?: (url: string) => EventSource;
}

export interface Listening {
  /** Comes back now instead of after the pause: the device is online again, or awake. */
  hurry(): void;
  close(): void;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Follows a conversation from the line after `after`. A broken stream is opened again by the browser; one that the
 * server refused is opened again here, from the last line heard. Nothing is missed; a line may come twice.
 */
export function listen(base: string, after: number, ports: ListenPorts): Listening {
  const open = ports.open ?? ((url: string) => new EventSource(url));
  let heard = after;
  let stream: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = FIRST_PAUSE_MS;

  function connect(): void {
    clearTimeout(timer);
    const current = open(`${base}/events?after=${heard}`);
    stream = current;
    current.addEventListener('open', () => {
      pause = FIRST_PAUSE_MS;
      ports.onLink('live');
    });
    current.addEventListener('line', ({ data }: MessageEvent<string>) => {
      const line = JSON.parse(data) as ChatLine;
      heard = Math.max(heard, line.id);
      ports.onLine(line);
    });
    current.addEventListener('state', ({ data }: MessageEvent<string>) => {
      ports.onState(JSON.parse(data) as ChatState);
    });
    current.addEventListener('error', () => {
      ports.onLink('lost');
      // 2 is CLOSED: an answer that is no stream, after which a browser gives up.
      if (current.readyState !== 2) return;
      ports.onRefused();
      timer = setTimeout(connect, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    });
  }

  connect();
  return {
    hurry() {
      if (stream?.readyState === 1) return;
      stream?.close();
      connect();
    },
    close() {
      clearTimeout(timer);
      stream?.close();
    },
  };
}
