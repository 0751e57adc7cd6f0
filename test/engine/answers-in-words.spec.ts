import { describe, expect, it } from 'vitest';
import type { QuestionDefinition, SlotDefinition } from '../../src/domain/index.js';
import { answersInWords } from '../../src/engine/index.js';
import { both, bundleOf } from './_bundle.js';
import { Player } from './_player.js';

const QUESTION: QuestionDefinition = {
  id: 'symptom',
  text: both('Which of these?'),
  cost: 0.1,
  probes: [],
  into: 'symptom',
  finds: [],
  answers: [
    {
      id: 'receive',
      label: { zh: '收不到信', en: "Can't receive" },
      means: both('no mail'),
      says: new Map([['outage', 'strong']]),
      words: ['收不到', 'no mail arrives', 'send or receive'],
    },
    {
      id: 'send',
      label: { zh: '发不出去', en: "Can't send" },
      means: both('sending fails'),
      says: new Map([['certificate', 'strong']]),
      words: ['发不出', 'sending fails'],
    },
  ],
};

function bundleWith(from: SlotDefinition['from']) {
  const works = { works: { confirm: both('Works?'), on: { yes: 'end:resolved', otherwise: 'end:not-it' } } };
  const made = bundleOf({
    triage: {
      steps: {
        find: { diagnose: { sure: 1 }, on: { undecided: 'seen' } },
        seen: { ask: both('?'), buttons: { a: both('A') }, on: { otherwise: 'end:x' } },
      },
    },
    certificate: { intent: 'certificate', steps: works },
    outage: { intent: 'outage', steps: works },
  });
  const slot: SlotDefinition = { id: 'symptom', kind: 'choice', from, label: both('symptom') };
  return {
    ...made,
    slots: new Map([...made.slots, ['symptom', slot]]),
    questions: new Map([['symptom', QUESTION]]),
  };
}

describe('answersInWords', () => {
  const bundle = bundleWith(['words', 'question']);

  it.each([
    ["I can't send mail", 'send'],
    ['I cannot send mail since this morning, and the boss is waiting for his answer', 'send'],
    ['邮件发不出去', 'send'],
    ['收不到邮件', 'receive'],
    ['no mail arrives', 'receive'],
  ])('reads “%s”', (text, value) => {
    expect(answersInWords(bundle, text)).toEqual({ symptom: { value, source: 'words' } });
  });

  it.each(["I can't send or receive", '收不到也发不出', '不是发不出去', 'why does my mail act up', ''])(
    'reads nothing sure in “%s”',
    (text) => {
      expect(answersInWords(bundle, text)).toEqual({});
    },
  );

  it('fills no slot that does not come from words', () => {
    expect(answersInWords(bundleWith(['question']), "I can't send mail")).toEqual({});
  });

  it('diagnose never asks what the words already said, by any label or word of any answer', () => {
    for (const { label, words = [] } of QUESTION.answers) {
      for (const text of [label!.zh, label!.en, ...words.filter((word) => word !== 'send or receive')]) {
        const told = answersInWords(bundle, text);
        expect(told, text).not.toEqual({});
        const slots = Object.fromEntries(Object.entries(told).map(([id, { value }]) => [id, value]));
        const player = new Player(bundle, { playbook: 'triage', slots });
        expect(player.heard, text).not.toContain('question:symptom');
      }
    }
    expect(new Player(bundle, { playbook: 'triage' }).heard).toContain('question:symptom');
  });
});
