import { describe, expect, it } from 'vitest';
import { decideTurn } from '../../src/desk/index.js';
import type { Case, Conversation, InboxRow, TurnWrites } from '../../src/domain/index.js';
import { NOW } from '../engine/_bundle.js';
import { aCase } from '../fakes/cases.js';
import { fakeDoor, unlockingBundle } from './_deeds.js';
import { typed } from './_house.js';

const KIM = { id: 'u1', address: 'kim@corp.example', verified: true };

function turn(
  conversation: Conversation | undefined,
  row: Partial<InboxRow>,
  openCase?: Case,
  attempt = 1,
): TurnWrites {
  const live = unlockingBundle();
  const address = { channel: 'fake', conversation: 'c' };
  const inbox: readonly InboxRow[] = [{ ...typed('x'), id: 7, address, ...row }];
  return decideTurn(
    { key: 'fake:c', address, now: NOW, conversation, openCase, attempt, inbox },
    { live, bundleOf: () => live, registered: fakeDoor() },
  );
}

/** A conversation that waits for the answer to its action; the action's task. */
function acting() {
  const asked = turn(undefined, { text: 'my mail is broken', from: KIM });
  const press = asked.outbox[0]?.reply.buttons?.find(({ id }) => id === 'yes')?.press ?? '';
  const { conversation, tasks } = turn(asked.conversation, { kind: 'press', press, from: KIM });
  return { conversation, task: tasks[0]! };
}

function texts({ outbox }: TurnWrites): readonly string[] {
  return outbox.map(({ reply }) => reply.text);
}

describe('the result of an action', () => {
  it('moves the problem', () => {
    const { conversation, task } = acting();
    const payload = { kind: 'acted', token: task.token, action: 'unlock', outcome: 'ok', facts: {} };
    expect(texts(turn(conversation, { kind: 'result', platformId: task.id, payload }))).toEqual([
      'unlocked until soon',
    ]);
  });

  it('is for the transcript alone while people have the case', () => {
    // A turn that failed three times hands over without the engine, so the problem still waits.
    const { conversation, task } = acting();
    const payload = { kind: 'acted', token: task.token, action: 'unlock', outcome: 'ok', facts: {} };
    const row = { kind: 'result', platformId: task.id, payload } as const;
    const writes = turn(conversation, row, aCase({ state: 'claimed', claimedBy: 'Ann' }));
    expect(texts(writes)).toEqual([]);
    expect(writes.transcript.map(({ text }) => text)).toEqual(['(action unlock: ok)']);
  });

  it('is unknown when its task can not be read', () => {
    const { conversation, task } = acting();
    const payload = { kind: 'lost', token: task.token };
    expect(texts(turn(conversation, { kind: 'result', platformId: task.id, payload }))).toEqual(['unknown']);
  });
});

describe('the result of a notice', () => {
  it('has failed when its task can not be read', () => {
    const { conversation, task } = acting();
    const payload = { kind: 'acted', token: task.token, action: 'unlock', outcome: 'failed', facts: {} };
    const telling = turn(conversation, { kind: 'result', platformId: task.id, payload });
    const notice = telling.tasks[0]!;
    const lost = { kind: 'lost', token: notice.token };
    const row = { kind: 'result', platformId: notice.id, payload: lost } as const;
    expect(texts(turn(telling.conversation, row))).toEqual(['untold', 'Since when?']);
  });
});
