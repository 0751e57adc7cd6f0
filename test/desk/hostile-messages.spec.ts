import { beforeAll, describe, expect, it } from 'vitest';
import { makeClassify, trainModel } from '../../src/classifier/index.js';
import { decideTurn } from '../../src/desk/take-turn.js';
import type { Conversation, LoadedBundle, TurnWrites } from '../../src/domain/index.js';
import { filesOf, load } from '../bundle/_folder.js';
import { PATIENCE } from '../classifier/_intents.js';
import { HOSTILE_MESSAGES } from '../fakes/hostile-messages.js';
import { turnOf } from './_turn.js';

let live: LoadedBundle;
let opened: Conversation;

function turn(text: string, conversation?: Conversation): TurnWrites {
  return decideTurn(turnOf(text, conversation), { live, bundleOf: () => live });
}

/** What the bot says to it, without the step or phrase that it comes from. */
function saidIn({ outbox }: TurnWrites): readonly string[] {
  return outbox.map(({ reply }) => reply.text);
}

beforeAll(() => {
  const { bundle } = load(filesOf('.'));
  if (!bundle) throw new Error('the shipped bundle does not load');
  live = { bundle, classify: makeClassify(trainModel(bundle.intents)) };
  opened = turn('no mail arrives in Outlook').conversation;
}, PATIENCE);

describe('hostile messages on their whole way', () => {
  it.each(Object.keys(HOSTILE_MESSAGES))('%s: is answered once, briefly and by no cause', (name) => {
    const writes = turn(HOSTILE_MESSAGES[name] ?? '');
    const said = saidIn(writes);
    expect(said.length).toBeGreaterThan(0);
    expect(said.join('').length).toBeLessThan(2_000);
    expect(said.join('')).not.toMatch(/undefined|NaN|\[object|\p{Cs}/u);
    expect(writes.conversation.problem).toBeUndefined();
    expect(writes.tasks.filter(({ work }) => work.kind === 'post-case')).toEqual([]);
  });

  it.each(Object.keys(HOSTILE_MESSAGES))('%s: leaves an open problem open', (name) => {
    const writes = turn(HOSTILE_MESSAGES[name] ?? '', opened);
    expect(writes.conversation.problem?.id).toBe(opened.problem?.id);
    expect(writes.conversation.problem?.run.ended).toBeUndefined();
    expect(saidIn(writes).join('').length).toBeLessThan(4_000);
  });

  it('an address that nobody has is not taken from a flood', () => {
    for (const name of ['half addresses', 'almost an address', 'dots']) {
      const { problem } = turn(HOSTILE_MESSAGES[name] ?? '', opened).conversation;
      expect(problem?.run.slots['address']).toEqual(opened.problem?.run.slots['address']);
    }
  });
});
