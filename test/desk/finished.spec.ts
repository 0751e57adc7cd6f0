import { afterEach, describe, expect, it, vi } from 'vitest';
import { echoBundle } from '../soak/echo-bundle.js';
import { openHouse, typed, type TestHouse } from './_house.js';

const ENDS = `
schema: 1
id: triage
owner: soak
title: {zh: 记下, en: Note}
needs: []
steps:
  listen:
    ask: {zh: 哪一条？, en: "Which note?"}
    into: note
    accept: regex:.+
    on: {given: noted, unknown: end:not-it, gave_up: end:not-it}
  noted:
    say: {zh: "记下了 {note}", en: "Kept {note}"}
    on: {next: end:resolved}
`;

let house: TestHouse;

afterEach(async () => {
  await house.close();
});

async function finishedAfter(...texts: string[]) {
  const loaded = echoBundle(ENDS);
  house = await openHouse({ shelf: { live: loaded, get: () => loaded, fetch: () => Promise.resolve() } });
  for (const [at, text] of texts.entries()) {
    await house.desk.receive(typed(text));
    await vi.waitFor(() => expect(house.sent.length).toBeGreaterThan(at), { timeout: 15_000 });
  }
  return house.sent.map(({ reply }) => reply.finished);
}

describe('the answer that ends a problem', () => {
  it('is marked with the step that gave it, and no other is', async () => {
    const step = { playbook: 'triage', step: 'triage/noted' };
    expect(await finishedAfter('mailbox log begins', 'mailbox note 1')).toEqual([undefined, step]);
    expect(await house.store.verdicts.counts()).toEqual([]);
    const conversation = 'fake:c';
    await vi.waitFor(async () => {
      expect(await house.store.verdicts.judge({ conversation, platformId: 'p2' }, 'bad')).toBe(true);
    });
    expect(await house.store.verdicts.counts()).toEqual([{ ...step, verdict: 'bad', answers: 1 }]);
  });

  it('is none where the person only leaves it', async () => {
    expect(await finishedAfter('mailbox log begins', 'never mind')).toEqual([undefined, undefined]);
  });
});
