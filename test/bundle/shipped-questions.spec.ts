import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FINDINGS, nextQuestion, rank } from '../../src/diagnosis/index.js';
import type { PlaybookRun, QuestionDefinition } from '../../src/domain/index.js';
import { beginRun, causesOf, diagnosisInputOf } from '../../src/engine/index.js';
import { filesOf, load } from './_folder.js';

const bundle = load(filesOf(join(import.meta.dirname, '../..'))).bundle!;
const questions = [...bundle.questions!.values()];
const causes = new Set(causesOf(bundle).map(({ id }) => id));
const fresh = beginRun({ problem: 'p', bundle: '', playbook: 'triage', language: 'en', slots: {} });

function next(run: PlaybookRun): QuestionDefinition | undefined {
  return nextQuestion(diagnosisInputOf(bundle, run), questions, new Set(Object.keys(run.answers ?? {})));
}

function after(answers: Readonly<Record<string, string>>): PlaybookRun {
  return { ...fresh, answers };
}

describe('the questions that come with the project', () => {
  it.each(questions.map((one) => [one.id, one] as const))(
    '%s speaks of causes and findings that exist',
    (_id, one) => {
      for (const { says } of one.answers) for (const cause of says.keys()) expect(causes).toContain(cause);
      for (const code of one.finds) expect(FINDINGS.has(code)).toBe(true);
      if (one.into !== undefined) expect(bundle.slots.has(one.into)).toBe(true);
    },
  );

  it('tell something about every cause', () => {
    const spoken = new Set(
      questions.flatMap(({ answers }) => answers.flatMap(({ says }) => [...says.keys()])),
    );
    expect([...causes].filter((cause) => !spoken.has(cause))).toEqual([]);
  });

  it('begin with what is seen, and follow what is answered', () => {
    expect(next(fresh)?.id).toBe('symptom');
    expect(next(after({ symptom: 'send' }))?.id).toBe('receiving');
    expect(next(after({ symptom: 'receive' }))?.id).toBe('first-time');
    expect(next(after({ symptom: 'sign-in' }))?.id).toBe('webmail');
  });

  it.each([
    ['smtp-auth-refused', { symptom: 'send', receiving: 'only' }],
    ['client-cache', { symptom: 'window', 'changed-lately': 'changed' }],
    ['certificate', { symptom: 'window', window: 'certificate' }],
    ['enterprise-incident', { symptom: 'sign-in', scope: 'company' }],
    ['network-intercept', { 'other-network': 'works', window: 'certificate' }],
    ['password-expired', { symptom: 'sign-in', webmail: 'asks' }],
    ['credential-leak', { 'strange-page': 'typed', notice: 'stranger' }],
    ['forgot-password', { webmail: 'refused', remembered: 'unsure' }],
    ['protocol-config', { symptom: 'receive', 'first-time': 'new', 'other-device': 'works' }],
  ])('point to %s', (cause, answers) => {
    expect(rank(diagnosisInputOf(bundle, after(answers))).causes[0]!.id).toBe(cause);
  });

  it('take nobody for sure by one answer', () => {
    for (const { id, answers } of questions.filter(({ read }) => !read)) {
      for (const answer of answers) {
        const [first] = rank(diagnosisInputOf(bundle, after({ [id]: answer.id }))).causes;
        expect(first!.probability, `${id}: ${answer.id}`).toBeLessThan(bundle.settings.thresholds.sure);
      }
    }
  });
});
