import { describe, expect, it } from 'vitest';
import { decideTurn } from '../../src/desk/index.js';
import type { Conversation, IntentMatch } from '../../src/domain/index.js';
import { both, bundleOf, NOW } from '../engine/_bundle.js';

const ADDRESS = { channel: 'web', conversation: 'c1' };

/** Every question, and whatever has a dot, sounds like the other playbook. */
function classify(text: string): IntentMatch {
  const scenario = /[?.]/u.test(text) ? 'concept-question' : 'unclear';
  return {
    text,
    language: 'en',
    scenario,
    confidence: 0.99,
    alternatives: [],
    because: [],
    certain: false,
  };
}

/** The steps said in the last turn. */
function saidAfter(...texts: readonly string[]): readonly (string | undefined)[] {
  return saidAt({ ask: both('Why?'), into: 'since', accept: 'date' }, true, ...texts);
}

/** The same with this question open, the other playbook opening at once or not. */
function saidAt(
  question: Readonly<Record<string, unknown>>,
  atOnce: boolean,
  ...texts: readonly string[]
): readonly (string | undefined)[] {
  const made = bundleOf({
    triage: { steps: { call: { call: 'parts/ask', on: { otherwise: 'end:x' } } } },
    'parts/ask': { steps: { why: { ...question, on: { otherwise: 'end:x' } } } },
    'concept-question': { intent: 'concept-question', steps: { which: { say: both('ok') } } },
  });
  const other = made.playbooks.get('concept-question')!;
  const bundle = {
    ...made,
    playbooks: new Map([...made.playbooks, [other.id, { ...other, opensOn: { ...other.opensOn, atOnce } }]]),
    phrases: new Map([...made.phrases, ['switch-offer', both('Switch to {cause}?')]]),
  };
  const live = { bundle, classify };
  let conversation: Conversation | undefined;
  let said: readonly (string | undefined)[] = [];
  texts.forEach((text, index) => {
    const id = index + 1;
    const row = {
      id,
      address: ADDRESS,
      kind: 'message' as const,
      platformId: String(id),
      revision: 0,
      order: String(id),
      sentAt: NOW,
      text,
    };
    const writes = decideTurn(
      {
        key: 'web:c1',
        address: ADDRESS,
        now: NOW,
        conversation,
        inbox: [row],
        openCase: undefined,
        attempt: 1,
      },
      { live, bundleOf: () => live },
    );
    conversation = writes.conversation;
    said = writes.transcript.filter(({ who }) => who === 'bot').map(({ step }) => step);
  });
  return said;
}

describe('the offer of another problem', () => {
  it('is not made for a term of the glossary: it is explained in place', () => {
    expect(saidAfter('my mail is broken', 'what is IMAP?')).toEqual(['aside:imap', 'parts/ask/why']);
  });

  it('is made for other words that are sure to mean something else', () => {
    expect(saidAfter('my mail is broken', 'how do filters work?')).toEqual(['phrase:switch-offer']);
  });

  it('is not made for what the open question asked for, however sure the words are of another cause', () => {
    const host = { ask: both('Which host?'), into: 'host', accept: 'hostname' };
    expect(saidAt(host, true, 'my mail is broken', 'imap.tiny.example')).toEqual([]);
    expect(saidAt(host, true, 'my mail is broken', 'it says imap.tiny.example there')).toEqual([]);
    expect(saidAt(host, true, 'my mail is broken', 'how do the filters work?')).toEqual([
      'phrase:switch-offer',
    ]);
  });

  it('is not made for a value beside the question: only a whole sentence complains', () => {
    expect(saidAfter('my mail is broken', 'imap.tiny.example:993')).not.toContain('phrase:switch-offer');
    expect(saidAfter('my mail is broken', 'filters?')).not.toContain('phrase:switch-offer');
  });

  it('is made where any text is an answer only for what opens at once', () => {
    const free = { ask: both('What does it say?'), accept: 'error', into: 'error' };
    expect(saidAt(free, true, 'my mail is broken', 'how do the filters work?')).toEqual([
      'phrase:switch-offer',
    ]);
    expect(saidAt(free, false, 'my mail is broken', 'how do the filters work?')).toEqual([]);
  });
});
