import { describe, expect, it } from 'vitest';

import type { OwnLine } from '../../src/web/chat/chat-state.js';
import { createOutbox } from '../../src/web/chat/outbox.js';
import { ServerError } from '../../src/web/shared/call.js';

function own(id: string, sending: OwnLine['sending'] = { kind: 'message', text: id }): OwnLine {
  return { id, at: '2026-11-24T02:05:00.000Z', sending, state: 'sending' };
}

/** An outbox whose server answers each attempt with what comes next; records what happens. */
function play(answers: readonly (ServerError | undefined)[], lines: readonly OwnLine[]) {
  const told: string[] = [];
  const left = [...answers];
  return new Promise<readonly string[]>((resolve) => {
    let open = lines.length;
    function end(words: string): void {
      told.push(words);
      open -= 1;
      if (open === 0) resolve(told);
    }
    const outbox = createOutbox({
      post(line) {
        told.push(`post ${line.id}`);
        const error = left.shift();
        return error ? Promise.reject(error) : Promise.resolve();
      },
      onSending: () => undefined,
      onSent: (id) => {
        end(`sent ${id}`);
      },
      onFailed: (id, { kind }) => {
        end(`failed ${id}: ${kind}`);
      },
      pause: (ms) => {
        told.push(`pause ${ms}`);
        return Promise.resolve();
      },
    });
    lines.forEach((line) => {
      outbox.put(line);
    });
  });
}

const away = new ServerError('unreachable', '', '', 0);
const busy = new ServerError('MM_UNAVAILABLE', '', '', 503);

describe('the outbox', () => {
  it('keeps the order of what was written while the first is tried again', async () => {
    expect(await play([away, busy], [own('a'), own('b')])).toEqual([
      'post a',
      'pause 1000',
      'post a',
      'pause 3000',
      'post a',
      'sent a',
      'post b',
      'sent b',
    ]);
  });

  it('leaves it to the person after the third attempt, and goes on with the next', async () => {
    const told = await play([away, away, busy], [own('a'), own('b')]);
    expect(told.filter((words) => words.startsWith('post a'))).toHaveLength(3);
    expect(told.slice(-3)).toEqual(['failed a: busy', 'post b', 'sent b']);
  });

  it.each([
    ['signed-out', new ServerError('MM_SIGN_IN_NEEDED', '', '', 401), own('a')],
    ['refused', new ServerError('MM_INPUT', 'too long', '', 400), own('a')],
    [
      'nothing-found',
      new ServerError('MM_INPUT', '', '', 400),
      own('a', { kind: 'file', name: 'a.log', text: 'x' }),
    ],
  ])('does not try again what can not pass: %s', async (kind, error, line) => {
    expect(await play([error], [line])).toEqual(['post a', `failed a: ${kind}`]);
  });
});
