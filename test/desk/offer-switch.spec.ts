import { describe, expect, it } from 'vitest';
import { decideTurn } from '../../src/desk/index.js';
import type { Conversation, IntentMatch } from '../../src/domain/index.js';
import { both, bundleOf, NOW } from '../engine/_bundle.js';

const ADDRESS = { channel: 'web', conversation: 'c1' };

/** Every question sounds like the other playbook. */
function classify(text: string): IntentMatch {
  const scenario = text.includes('?') ? 'concept-question' : 'unclear';
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
  const made = bundleOf({
    triage: { steps: { why: { ask: both('Why?'), into: 'since', accept: 'date', on: { given: 'end:x' } } } },
    'concept-question': { intent: 'concept-question', steps: { which: { say: both('ok') } } },
  });
  const other = made.playbooks.get('concept-question')!;
  const bundle = {
    ...made,
    playbooks: new Map([
      ...made.playbooks,
      [other.id, { ...other, opensOn: { ...other.opensOn, atOnce: true } }],
    ]),
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
    expect(saidAfter('my mail is broken', 'what is IMAP?')).toEqual(['aside:imap', 'triage/why']);
  });

  it('is made for other words that are sure to mean something else', () => {
    expect(saidAfter('my mail is broken', 'how do filters work?')).toEqual(['phrase:switch-offer']);
  });
});
