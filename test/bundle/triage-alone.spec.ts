import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { provePlaybooks } from '../../src/bundle/index.js';
import { causesOf } from '../../src/engine/index.js';
import { filesOf, hearFor, load } from './_folder.js';

const shipped = filesOf(join(import.meta.dirname, '../..'));

/** The shipped bundle with so many more playbooks, each with an intent and a finding that it opens on. */
function withMore(count: number) {
  const files = new Map(shipped);
  for (let index = 1; index <= count; index += 1) {
    const id = `own-${index}`;
    files.set(`intents/${id}.yaml`, intentOf(id, index));
    files.set(`playbooks/${id}.yaml`, playbookOf(id));
  }
  return load(files);
}

function intentOf(id: string, index: number): string {
  return `schema: 1
id: ${id}
examples: {zh: [自己的原因第 ${index} 种], en: [a cause of our own with number ${index}]}
`;
}

function playbookOf(id: string): string {
  return `schema: 1
id: ${id}
owner: mail-team
title: {zh: 自己的原因, en: A cause of our own}
opens_on: {intent: ${id}, findings: {auth.rejected: strong}}
steps:
  known:
    check: finding
    on: {auth.rejected: human, missing: human, otherwise: human}
  human:
    escalate: {severity: P3, summary: {zh: 自己的原因, en: A cause of our own}}
    on: {returned: end:assumed}
tests:
  - name: people look at it
    lang: zh
    talk: [bot: human, end: escalated P3]
`;
}

describe('the tests of triage', () => {
  it.each([1, 2, 12])('pass beside %i more causes than are shipped', (count) => {
    const { bundle, problems } = withMore(count);

    expect(problems).toEqual([]);
    expect(causesOf(bundle!).length).toBe(causesOf(load(shipped).bundle!).length + count);
    const [outcome] = provePlaybooks(bundle!, { hear: hearFor(bundle!) }, 'triage');
    expect(outcome!.problems).toEqual([]);
  });

  it('weigh nothing that they don’t name', () => {
    const { bundle } = load(shipped);
    const triage = bundle!.playbooks.get('triage')!;
    const { name, lang, given, results, diagnose, talk, line } = triage.tests[0]!;
    const prove = (among?: readonly string[]) => {
      const tests = [
        { name, lang, given, results, diagnose: diagnose!, talk, line, ...(among && { among }) },
      ];
      const playbooks = new Map(bundle!.playbooks).set('triage', { ...triage, tests });
      return provePlaybooks({ ...bundle!, playbooks }, { hear: hearFor(bundle!) }, 'triage')[0]!.tests[0]!;
    };

    expect(prove().passed).toBe(true);
    expect(prove(['server-outage', 'certificate']).passed).toBe(true);
    expect(prove(['server-outage', 'client-cache']).passed).toBe(false);
  });
});
