import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginDeed } from '../../src/desk/begin-deed.js';
import { TurnDraft } from '../../src/desk/draft.js';
import { speakerAfter } from '../../src/desk/speaker.js';
import type { CallAnswer, Effect, InboxRow, Speaker, TurnSnapshot } from '../../src/domain/index.js';
import { claim } from '../../src/handoff/index.js';
import { NOW } from '../engine/_bundle.js';
import { fakeDoor, unlockingBundle, type FakeDoor } from './_deeds.js';
import { openHouse, typed, type TestHouse } from './_house.js';

const KIM: Speaker = { id: 'u1', name: 'Kim', address: 'kim@corp.example', verified: true };
const BO: Speaker = { id: 'u2', name: 'Bo', address: 'bo@corp.example', verified: true };

let house: TestHouse;
let door: FakeDoor;

async function open(some: Parameters<typeof openHouse>[0] = {}): Promise<void> {
  const loaded = unlockingBundle();
  house = await openHouse({
    shelf: { live: loaded, get: () => loaded, fetch: () => Promise.resolve() },
    actions: door,
    ...some,
  });
}

beforeEach(async () => {
  door = fakeDoor();
  await open();
});
afterEach(async () => {
  await house.close();
});

function texts(): readonly string[] {
  return house.sent.map(({ reply }) => reply.text);
}

/** Complains, is asked, and presses a button. */
async function complain(as: Speaker = KIM): Promise<void> {
  await house.desk.receive(typed('my mail is broken', { from: as }));
  await house.settled();
}

async function press(id: string, as: Speaker = KIM): Promise<void> {
  const button = house.sent.flatMap(({ reply }) => reply.buttons ?? []).find((one) => one.id === id);
  await house.desk.receive(typed(id, { kind: 'press', press: button?.press ?? '', from: as }));
}

async function unlockAs(as: Speaker = KIM): Promise<readonly string[]> {
  await complain(as);
  await press('yes', as);
  await house.settled();
  return texts().slice(1);
}

describe('an action', () => {
  it('is done once for whoever agreed, and brings its outcome and facts', async () => {
    door.answers.push({ kind: 'answered', outcome: 'ok', facts: { 'unlock.until': 'ten' } });
    expect(await unlockAs()).toEqual(['Unlocking…', 'unlocked until ten', 'told', 'Since when?']);
    expect(door.calls[0]).toEqual({
      action: 'unlock',
      person: { id: 'u1', name: 'Kim', address: 'kim@corp.example' },
      with: {},
      language: 'en',
      problem: 'fake:c#1',
      idempotencyKey: 'fake:c#1:triage/unlock:1',
      outcomes: ['not-locked'],
      facts: ['unlock.until'],
    });
    expect(door.calls).toHaveLength(2);
    const transcript = await house.store.transcript('fake:c');
    expect(transcript.filter(({ who }) => who === 'system').map(({ text }) => text)).toEqual([
      '(action unlock: ok)',
      '(notice to mail: sent)',
    ]);
  });

  it('is not done, and nothing is said about it, where it is not registered', async () => {
    await house.close();
    door = fakeDoor(['look']);
    await open();
    expect(await unlockAs()).toEqual(['not done', 'told', 'Since when?']);
    expect(door.calls.map((call) => 'action' in call)).toEqual([false]);
  });

  it('is not done for somebody that no platform vouches for', async () => {
    await complain({ ...KIM, verified: false });
    expect(texts()).toEqual(['not done', 'told', 'Since when?']);
    expect(door.calls.some((call) => 'action' in call)).toBe(false);
  });

  it('is not done when somebody else in the chat presses the button', async () => {
    await complain();
    await press('yes', BO);
    await house.settled();
    expect(texts().slice(1)).toEqual(['not done', 'told', 'Since when?']);
    expect(door.calls.some((call) => 'action' in call)).toBe(false);
  });

  it('is not done when somebody else in the chat agrees in words', async () => {
    await complain();
    await house.desk.receive(typed('yes', { from: { id: 'guest', name: 'Guest' } }));
    await house.settled();
    expect(door.calls.some((call) => 'action' in call)).toBe(false);
  });

  it('is asked for again under the same key after it was not taken', async () => {
    const later = { kind: 'later', reason: 'HTTP 503', remedy: '…', afterMs: 0 } as const;
    door.answers.push(later, later, { kind: 'answered', outcome: 'not-locked', facts: {} });
    expect((await unlockAs()).slice(0, 2)).toEqual(['Unlocking…', 'not locked']);
    const [first, ...again] = door.calls.filter((call) => 'action' in call);
    expect(again).toEqual([first, first]);
  });

  it('has failed when it would take longer than a person waits', async () => {
    door.answers.push({ kind: 'later', reason: 'HTTP 429', remedy: '…', afterMs: 61_000 });
    expect((await unlockAs()).slice(0, 2)).toEqual(['Unlocking…', 'failed']);
  });

  it.each([
    [{ kind: 'refused', reason: 'HTTP 404', remedy: '…' }, 'failed'],
    [{ kind: 'unknown', reason: 'ECONNRESET', remedy: '…' }, 'unknown'],
  ] as const)('with %o has %s, and is not asked for again', async (answer, said) => {
    door.answers.push(answer);
    expect((await unlockAs()).slice(0, 2)).toEqual(['Unlocking…', said]);
    expect(door.calls.filter((call) => 'action' in call)).toHaveLength(1);
  });

  it('says nothing more once people have the case, who read how it went', async () => {
    let release: (answer: CallAnswer) => void = () => undefined;
    door.answers.push(new Promise((resolve) => (release = resolve)));
    await complain();
    await press('yes');
    await vi.waitFor(() => expect(door.calls).toHaveLength(1));
    await house.desk.receive(typed('talk to a person', { from: KIM }));
    await vi.waitFor(async () => expect((await house.store.cases({}))[0]?.state).toBe('posted'));
    const [posted] = await house.store.cases({});
    await house.store.changeCase(posted?.id ?? '', (present, now) =>
      claim(present, { by: 'Ann', now, eventId: 'e1' }),
    );
    const before = texts().length;
    release({ kind: 'answered', outcome: 'ok', facts: {} });
    await house.settled();
    expect(texts().slice(before)).not.toContain('unlocked until soon');
    expect((await house.store.transcript('fake:c')).map(({ text }) => text)).toContain('(action unlock: ok)');
  });
});

describe('a notice', () => {
  it('that was not taken goes the way for that', async () => {
    door.answers.push({ kind: 'answered', outcome: 'ok', facts: {} });
    door.answers.push({ kind: 'unknown', reason: 'HTTP 500', remedy: '…' });
    expect((await unlockAs()).slice(2)).toEqual(['untold', 'Since when?']);
    expect(door.calls[1]).toMatchObject({ queue: 'mail', severity: 'P4', problem: 'fake:c#1' });
  });

  it('of a queue that is not registered fails at once', async () => {
    await house.close();
    await open({ actions: { ...door, queues: new Set(['other']) } });
    expect((await unlockAs()).slice(2)).toEqual(['untold', 'Since when?']);
    expect(door.calls).toHaveLength(1);
  });
});

describe('beginning an action', () => {
  const effect: Extract<Effect, { kind: 'act' }> = {
    kind: 'act',
    step: 'triage/unlock',
    token: 'fake:c#1.1',
    action: 'unlock',
    address: 'kim@corp.example',
    with: {},
    idempotencyKey: 'k',
    reply: { text: 'Unlocking…' },
  };

  function begin(speaker: Speaker | undefined, from?: Speaker, registered = true) {
    const live = unlockingBundle();
    const snapshot: TurnSnapshot = {
      key: 'fake:c',
      address: { channel: 'fake', conversation: 'c' },
      now: NOW,
      conversation: undefined,
      inbox: [],
      openCase: undefined,
      attempt: 1,
    };
    const draft = new TurnDraft(snapshot, {
      live,
      bundleOf: () => live,
      ...(registered && { registered: door }),
    });
    draft.row = { ...typed('yes'), id: 1, ...(from && { from }) } satisfies InboxRow;
    if (!from) delete (draft.row as { from?: Speaker }).from;
    draft.conversation = {
      ...draft.conversation,
      ...(speaker && { speaker }),
      problem: { id: 'fake:c#1', openedAt: NOW, words: '', run: { slots: {} } as never },
    };
    return { event: beginDeed(draft, effect), draft };
  }

  it('writes a task and says its progress, also after a result that nobody sent', () => {
    for (const from of [KIM, undefined]) {
      const { event, draft } = begin(KIM, from);
      expect(event).toBeUndefined();
      expect(draft.tasks.map(({ id, work }) => [id, work.kind])).toEqual([['fake:c#1.1:act', 'act']]);
      expect(draft.outbox.map(({ reply }) => reply.text)).toEqual(['Unlocking…']);
    }
  });

  it.each<[string, Speaker | undefined, Speaker?, boolean?]>([
    ['nobody speaks', undefined],
    ['the address is only typed', { ...KIM, verified: false }],
    ['nobody says whether it is verified', { id: 'u1', address: 'kim@corp.example' }],
    ['the address is somebody else’s', { ...KIM, address: 'bo@corp.example' }],
    ['somebody else pressed', KIM, BO],
    ['it is not registered', KIM, KIM, false],
  ])('does neither when %s', (_why, speaker, from, registered) => {
    const { event, draft } = begin(speaker, from, registered);
    expect(event).toEqual({ kind: 'acted', token: 'fake:c#1.1', outcome: 'none' });
    expect([...draft.tasks, ...draft.outbox]).toEqual([]);
  });
});

describe('who speaks', () => {
  it('keeps what is known of the same person', () => {
    expect(speakerAfter(KIM, { id: 'u1', timeZone: 'Asia/Shanghai' })).toEqual({
      ...KIM,
      timeZone: 'Asia/Shanghai',
    });
  });

  it('gives nobody the address of somebody else', () => {
    expect(speakerAfter(KIM, { id: 'u2', name: 'Bo' })).toEqual({ id: 'u2', name: 'Bo' });
  });

  it('gives no address the word for another one', () => {
    const after = speakerAfter(KIM, { id: 'u1', address: 'ceo@corp.example' });
    expect(after).toEqual({ id: 'u1', name: 'Kim', address: 'ceo@corp.example' });
  });

  it('keeps no mailbox that the directory no longer allows', () => {
    const before: Speaker = { ...KIM, isKnown: true, mailboxes: ['info@corp.example'] };
    expect(speakerAfter(before, KIM).mailboxes).toBeUndefined();
    expect(speakerAfter(before, { ...KIM, mailboxes: ['it@corp.example'] }).mailboxes).toEqual([
      'it@corp.example',
    ]);
  });
});
