import { afterEach, describe, expect, it } from 'vitest';

import { CONVERSATION, NOW, readEvents, startServer, type ServerHouse } from './house.js';

const HERE = { channel: 'web', conversation: CONVERSATION };
const EVENTS = `/api/chat/${CONVERSATION}/events`;

let house: ServerHouse;

afterEach(() => house.server.close());

function idsOf(events: Awaited<ReturnType<typeof readEvents>>): readonly unknown[] {
  return events.filter(({ event }) => event === 'line').map(({ id }) => id);
}

describe('the stream of a chat', () => {
  it('brings what is there, then what comes, each line with its id', async () => {
    house = await startServer();
    await house.chat.deliver(HERE, 'k1', { text: 'one' });

    const reading = readEvents(house.url, EVENTS, 3);
    await house.call({ path: '/healthz' });
    await house.chat.deliver(HERE, 'k2', { text: 'two' });

    const events = await reading;
    expect(events[0]).toMatchObject({
      event: 'line',
      id: '1',
      data: { kind: 'reply', reply: { text: 'one' } },
    });
    expect(idsOf(events)).toEqual(['1', '2']);
    expect(events).toContainEqual({
      event: 'state',
      id: undefined,
      data: { progress: [], working: false },
    });
  });

  it('goes on where the browser stopped reading, whatever the address says', async () => {
    house = await startServer();
    for (const key of ['k1', 'k2', 'k3']) await house.chat.deliver(HERE, key, { text: key });

    expect(idsOf(await readEvents(house.url, `${EVENTS}?after=1`, 2))).toEqual(['2', '3']);
    expect(idsOf(await readEvents(house.url, `${EVENTS}?after=1`, 1, { 'last-event-id': '2' }))).toEqual([
      '3',
    ]);
    expect(idsOf(await readEvents(house.url, `${EVENTS}?after=2`, 1, { 'last-event-id': 'x' }))).toEqual([
      '3',
    ]);
  });

  it('tells progress and work whenever they change, and not again', async () => {
    house = await startServer();
    house.chat.showProgress([{ taskId: 't1', lines: [], updatedAt: NOW }]);

    const reading = readEvents(house.url, EVENTS, 2);
    await house.call({ path: '/healthz' });
    house.chat.working = () => Promise.resolve(true);

    expect((await reading).map(({ data }) => (data as { working: boolean }).working)).toEqual([false, true]);
  });

  it('ends when the server closes', async () => {
    house = await startServer();
    await house.chat.deliver(HERE, 'k1', { text: 'one' });

    const reading = readEvents(house.url, EVENTS, 99);
    await house.call({ path: '/healthz' });
    await house.server.close();

    expect(idsOf(await reading)).toEqual(['1']);
  });

  it('ends when the chat can not be read, so that the browser comes back', async () => {
    house = await startServer();
    house.chat.lines = () => Promise.reject(new Error('gone'));

    expect(await readEvents(house.url, EVENTS, 1)).toEqual([]);
    expect(house.logged.join()).toContain('chat not read');
  });

  it('is kept out of frames, caches and other sites like any answer', async () => {
    house = await startServer();

    const answer = fetch(`${house.url}${EVENTS}`, { signal: AbortSignal.timeout(5_000) });

    const { headers, body } = await answer;
    await body?.cancel();
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(headers.get('cache-control')).toContain('no-store');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('the newest lines of a chat', () => {
  it('open the page, and tell where to listen on from', async () => {
    house = await startServer();
    await house.chat.deliver(HERE, 'k1', { text: 'one' });

    const lines = await house.call({ path: `/api/chat/${CONVERSATION}/lines` });
    const none = await house.call({ path: `/api/chat/${'Z'.repeat(22)}/lines` });

    expect(lines.json()).toMatchObject({ lines: [{ id: 1, kind: 'reply' }], next: 1 });
    expect(none.json()).toEqual({ lines: [], next: 0 });
  });
});
