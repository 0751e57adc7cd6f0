import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createCaseDesk, type CaseDesk } from '../../src/desk/index.js';
import type { Bundle, Case, Store, TranscriptLine, WebUser } from '../../src/domain/index.js';
import { openConversation } from '../../src/conversation/index.js';
import { both, bundleOf } from '../engine/_bundle.js';
import { aCase } from '../fakes/cases.js';
import { openHouse, type TestHouse } from './_house.js';

const LI: WebUser = { id: 'idp#1', name: 'Li Na', roles: ['agent'] };
const OTHER_LI: WebUser = { id: 'idp#2', name: 'Li Na', roles: ['agent'] };
const HERE = { channel: 'fake', conversation: 'c' };
const KEY = 'fake:c';

let house: TestHouse;
let store: Store;
let desk: CaseDesk;

beforeEach(async () => {
  house = await openHouse();
  store = house.store;
  let ids = 0;
  desk = createCaseDesk({
    store,
    bundle: () => bundleWithTitles(),
    randomId: () => `id${(ids += 1)}`,
  });
});
afterEach(() => house.close());

function bundleWithTitles(): Bundle {
  const steps = { all: { say: both('…') } };
  return bundleOf({ certificate: { steps }, triage: { steps } });
}

/** Writes cases as turns do, each of a conversation of its own. */
async function open(changes: Partial<Case>, transcript: readonly TranscriptLine[] = []): Promise<void> {
  const opened = aCase({ conversation: KEY, ...changes });
  const conversation = opened.conversation.slice('fake:'.length);
  await store.receive({
    address: { channel: 'fake', conversation },
    kind: 'timer',
    platformId: opened.id,
    revision: 0,
    order: '2026-03-01T09:00:00.000Z',
    sentAt: '2026-03-01T09:00:00.000Z',
  });
  await house.desk.stop();
  await store.takeTurn(opened.conversation, () => ({
    conversation: openConversation({ ...HERE, conversation }),
    outbox: [],
    timers: [],
    cancelTimers: [],
    tasks: [],
    transcript,
    newCase: opened,
    caseEvents: [
      { id: `${opened.id}:requested`, caseId: opened.id, at: opened.createdAt, by: 'bot', kind: 'requested' },
    ],
    silence: false,
  }));
}

describe('the list of cases', () => {
  it('puts the most severe first, then the oldest, and tells who waits', async () => {
    await house.desk.stop();
    await open({ id: 'a', reference: 'MM-1', severity: 'P3', conversation: 'fake:1' });
    await open({ id: 'b', reference: 'MM-2', conversation: 'fake:2', createdAt: '2026-03-01T10:00:00Z' });
    await open({ id: 'c', reference: 'MM-3', conversation: 'fake:3', createdAt: '2026-03-01T09:00:00Z' });
    await open({ id: 'd', reference: 'MM-4', conversation: 'fake:4', state: 'closed' });

    const { cases } = await desk.list('open');

    expect(cases.map(({ reference }) => reference)).toEqual(['MM-3', 'MM-2', 'MM-1']);
    expect(cases[0]).toMatchObject({ who: 'Wang Min', cause: '证书', awaitsAnswer: true });
    expect((await desk.list('closed')).cases.map(({ reference }) => reference)).toEqual(['MM-4']);
  });

  it('names no cause that is ruled out, and somebody without a name by the address', async () => {
    const differential = [{ ...aCase().differential[0]!, standing: 'ruled-out' as const }];
    await open({ differential, person: { id: 'u' }, known: { address: 'wang@corp.example' } });

    const [only] = (await desk.list('open')).cases;

    expect(only).toMatchObject({ who: 'wang@corp.example' });
    expect(only).not.toHaveProperty('cause');
  });
});

describe('a case', () => {
  it('brings findings in words, what was tried, and no token', async () => {
    await open({ tried: ['certificate/test', 'certificate/ask', 'gone/x'] }, [
      { at: '2026-03-01T09:00:00.000Z', who: 'person', text: 'hello' },
    ]);

    const shown = await desk.show('MM-1042');

    expect(shown.findings[0]?.sentence.en).toContain('2 January 2026');
    expect(shown.tried).toEqual([both('title of certificate'), { zh: 'gone', en: 'gone' }]);
    expect(shown.transcript.map(({ text }) => text)).toEqual(['hello']);
    expect(shown.canProbe).toBe(true);
    expect(JSON.stringify(shown)).not.toContain(aCase().token);
  });

  it('is unknown when there is none', async () => {
    await expect(desk.show('MM-9')).rejects.toMatchObject({ code: 'MM_CASE_UNKNOWN' });
  });

  it('goes to whoever is first, though both have the same name', async () => {
    await open({ state: 'posted' });

    await desk.act('MM-1042', LI, { deed: 'claim' });

    await expect(desk.act('MM-1042', OTHER_LI, { deed: 'claim' })).rejects.toMatchObject({
      code: 'MM_CASE_TAKEN',
    });
    await expect(desk.act('MM-1042', OTHER_LI, { deed: 'reply', text: 'x' })).rejects.toMatchObject({
      code: 'MM_CASE_TAKEN',
    });
    await desk.act('MM-1042', LI, { deed: 'reply', text: 'hello' });
    expect((await desk.list('open')).cases[0]).toMatchObject({ state: 'active', awaitsAnswer: false });
  });

  it('is measured again only when something is known to measure', async () => {
    await open({ state: 'claimed', claimedBy: 'Li Na', known: {} });

    expect((await desk.show('MM-1042')).canProbe).toBe(false);
    await expect(desk.act('MM-1042', LI, { deed: 'probe' })).rejects.toMatchObject({ code: 'MM_INPUT' });
  });

  it('changes the version with everything that is done', async () => {
    await open({ state: 'posted' });
    const before = await desk.version();

    await desk.act('MM-1042', LI, { deed: 'note', text: 'odd' });

    expect(await desk.version()).not.toBe(before);
    expect(await desk.version()).toBe(await desk.version());
  });
});
