import type { ServerResponse } from 'node:http';

import type { FastifyReply } from 'fastify';

/** Proxies drop a connection that is silent for a minute; browsers see nothing of these. */
const HEARTBEAT_MS = 15_000;
/** Then the browser comes back by itself, and whether it may is asked again. */
const LONGEST_MS = 10 * 60_000;
const COME_BACK_MS = 1_000;
/** A reader that takes nothing must not fill our memory. */
const MOST_UNREAD_BYTES = 1_048_576;

/** One open stream of server-sent events (WHATWG HTML, section 9.2). */
export interface EventStream {
  /** Aborts when the browser is gone, the stream is over, or the server closes. */
  readonly over: AbortSignal;
  /** `id` comes back as `Last-Event-ID` when the browser reconnects. */
  send(event: string, data: unknown, id?: number): void;
  end(): void;
}

/** Turns an answer into an event stream; headers set by hooks don't reach it, so it brings its own. */
export function openEventStream(reply: FastifyReply, closing: AbortSignal): EventStream {
  reply.hijack();
  const response: ServerResponse = reply.raw;
  const over = new AbortController();
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    // nginx holds answers back until they are whole, unless told.
    'X-Accel-Buffering': 'no',
  });
  response.write(`retry: ${COME_BACK_MS}\n\n`);

  const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
  const longest = setTimeout(end, LONGEST_MS);
  closing.addEventListener('abort', end);
  response.once('close', end);

  function write(text: string): void {
    if (over.signal.aborted) return;
    response.write(text);
    if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
  }

  function end(): void {
    if (over.signal.aborted) return;
    over.abort();
    clearInterval(heartbeat);
    clearTimeout(longest);
    closing.removeEventListener('abort', end);
    response.end();
  }

  if (closing.aborted) end();
  return {
    over: over.signal,
    end,
    send(event, data, id) {
      // JSON has no raw line breaks, so one data line is enough.
      write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
  };
}
