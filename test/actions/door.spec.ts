import { describe, expect, it } from 'vitest';

import { createActionDoor } from '../../src/actions/index.js';
import { mockHttp } from '../fakes/http.js';
import { aCall, aNotice, CLOCK, KEY, registeredAt } from './_call.js';

const ORIGIN = 'https://automation.corp.example';

function door() {
  return createActionDoor({ ...registeredAt(`${ORIGIN}/hook`), clock: CLOCK });
}

describe('the action door', () => {
  const mock = mockHttp();

  /** One request is taken and answered; a second one would be a stray and fail the test. */
  function answers(status: number, body: unknown = '', headers: Record<string, string> = {}): void {
    mock(ORIGIN)
      .post('/hook')
      .reply(status, typeof body === 'string' ? body : JSON.stringify(body), headers);
  }

  it.each([
    [{ outcome: 'ok' }, 'ok', {}],
    [{ outcome: 'failed' }, 'failed', {}],
    [{ outcome: 'unknown' }, 'unknown', {}],
    [{ outcome: 'not-locked', facts: {} }, 'not-locked', {}],
    [
      { outcome: 'ok', facts: { 'unlock.until': '2026-03-01T10:00:00Z', more: 'x' }, extra: 1 },
      'ok',
      { 'unlock.until': '2026-03-01T10:00:00Z' },
    ],
    [{ outcome: 'ok', facts: { 'unlock.until': 5 } }, 'ok', {}],
    [
      { outcome: 'ok', facts: { 'unlock.until': ' \u202eten\r\n\u0007**o’clock** ' } },
      'ok',
      { 'unlock.until': 'ten **o’clock**' },
    ],
    [
      { outcome: 'ok', facts: { 'unlock.until': `${'x'.repeat(199)}😀` } },
      'ok',
      { 'unlock.until': 'x'.repeat(199) },
    ],
  ])('reads %j', async (body, outcome, facts) => {
    answers(200, body);
    expect(await door().act(aCall())).toEqual({ kind: 'answered', outcome, facts });
  });

  it.each(['looked', 'none', 'declined', 'OK', '__proto__'])(
    'takes the outcome %s, which is not declared, as not done',
    async (outcome) => {
      answers(200, { outcome });
      expect(await door().act(aCall())).toMatchObject({
        kind: 'refused',
        remedy: expect.stringContaining('playbooks/actions.yaml') as string,
      });
    },
  );

  it.each([
    '',
    'ok',
    '[]',
    '{"outcome":7}',
    '{"outcome":"ok"',
    `{"outcome":"ok","x":"${'x'.repeat(70_000)}"}`,
  ])('takes a 2xx that it can not read as unknown (%#)', async (body) => {
    answers(200, body);
    expect(await door().act(aCall())).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    [301, 'refused'],
    [303, 'refused'],
    [307, 'refused'],
    [308, 'refused'],
    [400, 'refused'],
    [401, 'refused'],
    [404, 'refused'],
    [409, 'refused'],
    [500, 'unknown'],
    [502, 'unknown'],
    [504, 'unknown'],
    [429, 'later'],
    [503, 'later'],
  ] as const)('takes HTTP %i as %s, with one request and nothing followed', async (status, kind) => {
    answers(status, { outcome: 'ok' }, { location: `${ORIGIN}/hook` });
    expect(await door().act(aCall())).toMatchObject({ kind, reason: `HTTP ${status}` });
  });

  it.each([
    ['7', 7_000],
    ['Sun, 01 Mar 2026 09:05:30 GMT', 29_100],
    ['Sun, 01 Mar 2026 09:00:00 GMT', 0],
    ['soon', undefined],
  ])('waits as Retry-After says: %s', async (retryAfter, afterMs) => {
    answers(503, '', { 'retry-after': retryAfter });
    const answer = await door().act(aCall());
    expect(answer.kind === 'later' && answer.afterMs).toBe(afterMs);
  });

  it('takes any 2xx as a notice that was taken', async () => {
    answers(204);
    expect(await door().notify(aNotice())).toEqual({ kind: 'answered', outcome: 'ok', facts: {} });
  });

  it('sends nothing that is too long', async () => {
    expect(await door().act(aCall({ with: { note: 'x'.repeat(70_000) } }))).toMatchObject({
      kind: 'refused',
      reason: 'the call is longer than 64 KB',
    });
  });

  it('shows its key in no answer', async () => {
    answers(500);
    expect(JSON.stringify(await door().act(aCall()))).not.toContain(KEY);
  });

  it('knows what is registered', () => {
    expect([[...door().actions], [...door().queues]]).toEqual([['unlock-account'], ['mail']]);
  });
});
