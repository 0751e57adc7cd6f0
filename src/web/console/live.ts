const RETRY_MS = 5_000;

/** What the page does when the server says that something changed, and when the line to it breaks. */
export interface LiveListeners {
  readonly onChanged: () => void;
  /** True at every (re)connection: what happened in between must be fetched. */
  readonly onLive: (isLive: boolean) => void;
}

/** Listens to `GET /api/cases/events` until told to stop. A browser gives up after an HTTP error; this does not. */
export function listen({ onChanged, onLive }: LiveListeners): () => void {
  let source: EventSource | undefined;
  let retry: number | undefined;

  function connect(): void {
    window.clearTimeout(retry);
    source?.close();
    source = new EventSource('/api/cases/events');
    source.addEventListener('open', () => onLive(true));
    source.addEventListener('changed', onChanged);
    source.addEventListener('error', () => {
      onLive(false);
      if (source?.readyState === EventSource.CLOSED) retry = window.setTimeout(connect, RETRY_MS);
    });
  }

  connect();
  window.addEventListener('online', connect);
  return () => {
    window.removeEventListener('online', connect);
    window.clearTimeout(retry);
    source?.close();
  };
}
