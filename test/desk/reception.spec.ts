import { describe, expect, it, vi } from 'vitest';

import { createReception } from '../../src/desk/reception.js';

describe('reception', () => {
  it('is quiet where nobody comes in', async () => {
    await createReception().quiet(60_000);
  });

  it('lets everybody who is coming in pass first', async () => {
    const reception = createReception();
    const order: string[] = [];
    const doors = [deferred(), deferred()];
    const taken = doors.map((door, index) =>
      reception.take(() => door.promise.then(() => order.push(`message ${index}`))),
    );
    const turn = reception.quiet(60_000).then(() => order.push('turn'));
    doors[1]?.open();
    await taken[1];
    doors[0]?.open();
    await Promise.all([...taken, turn]);
    expect(order).toEqual(['message 1', 'message 0', 'turn']);
  });

  it('waits no longer than it was told', async () => {
    vi.useFakeTimers();
    try {
      const reception = createReception();
      void reception.take(() => new Promise(() => undefined));
      let went = false;
      const turn = reception.quiet(50).then(() => (went = true));
      await vi.advanceTimersByTimeAsync(49);
      expect(went).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      await turn;
      expect(went).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is quiet again after a message that could not be taken', async () => {
    const reception = createReception();
    await expect(reception.take(() => Promise.reject(new Error('full')))).rejects.toThrow('full');
    await reception.quiet(60_000);
  });
});

function deferred() {
  let open = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open: () => open() };
}
