import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { listen } from '../../src/web/chat/listen.js';

class FakeStream extends EventTarget {
  static readonly opened: FakeStream[] = [];
  readonly url: string;
  readyState = 0;

  constructor(url: string) {
    super();
    this.url = url;
    FakeStream.opened.push(this);
  }

  begin(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  tell(event: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
  }

  /** `closed`: the server answered something else than a stream. Otherwise the browser comes back by itself. */
  fail(closed: boolean): void {
    this.readyState = closed ? 2 : 0;
    this.dispatchEvent(new Event('error'));
  }

  close(): void {
    this.readyState = 2;
  }
}

function start() {
  const heard: string[] = [];
  const listening = listen('/api/chat/c', 7, {
    onLine: ({ id }) => heard.push(`line ${id}`),
    onState: ({ working }) => heard.push(`working ${working}`),
    onLink: (link) => heard.push(link),
    onRefused: () => heard.push('refused'),
    open: (url) => new FakeStream(url) as unknown as EventSource,
  });
  return { heard, listening };
}

const streams = FakeStream.opened;

describe('following a conversation', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    streams.length = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('begins after the last line of the page and passes on what comes', () => {
    const { heard } = start();
    expect(streams[0]?.url).toBe('/api/chat/c/events?after=7');
    streams[0]?.begin();
    streams[0]?.tell('line', { id: 8 });
    streams[0]?.tell('state', { working: true, progress: [] });
    expect(heard).toEqual(['live', 'line 8', 'working true']);
  });

  it('leaves a broken stream to the browser', () => {
    const { heard } = start();
    streams[0]?.begin();
    streams[0]?.fail(false);
    vi.advanceTimersByTime(60_000);
    expect(streams).toHaveLength(1);
    expect(heard).toEqual(['live', 'lost']);
  });

  it('opens a refused stream again after the last line heard, more and more slowly', () => {
    const { heard } = start();
    streams[0]?.begin();
    streams[0]?.tell('line', { id: 9 });
    streams[0]?.fail(true);
    expect(heard).toContain('refused');
    vi.advanceTimersByTime(1_000);
    expect(streams[1]?.url).toBe('/api/chat/c/events?after=9');
    streams[1]?.fail(true);
    vi.advanceTimersByTime(1_999);
    expect(streams).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(streams).toHaveLength(3);
  });

  it('hurries only when it is not connected, and ends for good', () => {
    const { listening } = start();
    streams[0]?.begin();
    listening.hurry();
    expect(streams).toHaveLength(1);
    streams[0]?.fail(true);
    listening.hurry();
    expect(streams).toHaveLength(2);
    vi.advanceTimersByTime(60_000);
    expect(streams).toHaveLength(2);
    streams[1]?.fail(true);
    listening.close();
    vi.advanceTimersByTime(60_000);
    expect(streams).toHaveLength(2);
  });
});
