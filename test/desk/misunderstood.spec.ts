import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TurnDraft } from '../../src/desk/draft.js';
import { misunderstoodIn } from '../../src/desk/misunderstood.js';
import type { Classify, Conversation, IntentMatch, PlaybookRun } from '../../src/domain/index.js';
import { filesOf, load } from '../bundle/_folder.js';
import { conversation, problem } from '../contract/_store.js';

const bundle = load(filesOf(join(import.meta.dirname, '../..')), undefined, 'passed').bundle!;

function match(scenario: string, confidence: number, text = 'it is broken again'): IntentMatch {
  return { text, language: 'en', scenario, confidence, alternatives: [], because: [], certain: false };
}

const classify: Classify = (text) => match(/cert/u.test(text) ? 'certificate' : 'unclear', 0.9, text);

function learned(some: Partial<PlaybookRun>, lesson?: string, person: Partial<Conversation> = {}) {
  const tools = { live: { bundle, classify }, bundleOf: () => undefined };
  const address = { channel: 'web', conversation: 'a' };
  const draft = new TurnDraft(
    {
      key: 'web:a',
      address,
      now: '2026-11-24T08:30:00.000Z',
      conversation: { ...conversation('a'), ...person },
      inbox: [],
      openCase: undefined,
      attempt: 1,
    },
    tools,
  );
  const whole = problem('h');
  return misunderstoodIn(draft, { ...whole, run: { ...whole.run, ...some } }, lesson);
}

const solvedBy = (playbook: string): Partial<PlaybookRun> => ({
  stack: [
    { playbook: 'triage', step: 'find' },
    { playbook, step: 'solved' },
  ],
  ended: { outcome: 'resolved', playbook },
});

describe('what a problem teaches about its first words', () => {
  it('unclear words are kept with the cause that solved it, without the time of day', () => {
    expect(learned({ words: match('unclear', 0.9), ...solvedBy('certificate') })).toEqual({
      day: '2026-11-24',
      language: 'en',
      words: 'it is broken again',
      guessed: 'unclear',
      confidence: 0.9,
      turnedOut: 'certificate',
      by: 'solved',
    });
  });

  it('words that were sure of another cause, or of one that was not it', () => {
    const sure = match('client-cache', 0.95);
    expect(learned({ words: sure, ...solvedBy('certificate') })).toMatchObject({ turnedOut: 'certificate' });
    expect(learned({ words: sure, excluded: ['client-cache'] })).toMatchObject({ guessed: 'client-cache' });
  });

  it('words that were understood teach nothing', () => {
    expect(learned({ words: match('certificate', 0.95), ...solvedBy('certificate') })).toBeUndefined();
    expect(learned({})).toBeUndefined();
  });

  it('what was chosen by a button and then left is no more than that', () => {
    const run = { ...solvedBy('certificate'), ended: { outcome: 'abandoned', playbook: 'certificate' } };
    expect(learned({ words: match('unclear', 0.9), ...run })).toMatchObject({ by: 'chosen' });
    expect(learned({ words: match('client-cache', 0.95), ...run })).toBeUndefined();
  });

  it.each([
    ['its id', 'certificate'],
    ['its title', bundle.playbooks.get('certificate')!.title.zh],
    ['words that name it', 'an old cert on the server'],
  ])('an agent’s lesson counts: %s', (_what, lesson) => {
    expect(learned({ words: match('unclear', 0.9) }, lesson)).toMatchObject({
      turnedOut: 'certificate',
      by: 'lesson',
    });
  });

  it('a lesson that names no cause leaves it open', () => {
    const kept = learned({ words: match('unclear', 0.9) }, 'who knows');
    expect(kept).toBeDefined();
    expect(kept).not.toHaveProperty('turnedOut');
  });

  it('keeps nobody’s address, server, number or name', () => {
    const text =
      'This is Kim Li, kim.li@corp.example on imap.corp.example, call +49 170 1234567, badge 4711889';
    const speaker = { id: 'u', name: 'Kim Li', address: 'kim.li@corp.example' };
    const kept = learned({ words: match('unclear', 0.9, text) }, undefined, { speaker });
    expect(kept?.words).not.toMatch(/kim|li\b|corp|\d/iu);
  });
});
