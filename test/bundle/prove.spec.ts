import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { provePlaybooks } from '../../src/bundle/index.js';
import { GOOD, filesOf, hearFor, load } from './_folder.js';

const good = filesOf(GOOD);

function proofOf(playbook: string, edit: (text: string) => string = (text) => text) {
  const file = `playbooks/${playbook}.yaml`;
  const { bundle } = load(new Map([...good, [file, edit(good.get(file)!)]]));
  const [outcome] = provePlaybooks(bundle!, { hear: hearFor(bundle!) }, playbook);
  return outcome!;
}

describe('proving playbooks', () => {
  it('runs every test of the good folder and reaches every step', () => {
    const { bundle } = load(good);

    const outcomes = provePlaybooks(bundle!, { hear: hearFor(bundle!) });

    expect(outcomes.flatMap(({ problems }) => problems)).toEqual([]);
    expect(outcomes.find(({ playbook }) => playbook === 'certificate')).toMatchObject({
      steps: 9,
      reached: 9,
    });
  });

  it('proves the bundle that comes with the project', () => {
    const { bundle, problems } = load(filesOf(join(import.meta.dirname, '../..')));

    expect(problems).toEqual([]);
    expect(
      provePlaybooks(bundle!, { hear: hearFor(bundle!) }).flatMap((outcome) => outcome.problems),
    ).toEqual([]);
  });

  it('lets as much time pass as the test says', () => {
    const { problems } = proofOf('certificate', (text) => text.replace('after: 2h', 'after: 119m'));

    expect(problems[0]?.message).toBe(
      'Test “later, reminded, then fixed”, move 4: Expected the bot to say `pause`, `test`, `clock`, `solved`, but it said `pause`.',
    );
  });

  it('notices a route that leads somewhere else', () => {
    const { problems } = proofOf('certificate', (text) => text.replace('report: human', 'report: solved'));

    expect(problems.map(({ rule }) => rule)).toContain('test-failed');
  });

  it('notices a step that no test reaches any more', () => {
    const { problems } = proofOf('certificate', (text) =>
      text.slice(0, text.indexOf('  - name: untrusted goes')),
    );

    expect(problems.map(({ rule, step }) => [rule, step])).toEqual([['step-untested', 'untrusted']]);
  });

  it('refuses an answer that the called part can not give', () => {
    const { problems } = proofOf('certificate', (text) => text.replace('call: [changed]', 'call: [solved]'));

    expect(problems[0]?.message).toBe(
      'Test “wrong name, settings changed, still no mail”, move 1: The test lets step `name` end with `solved`, but it can’t.',
    );
  });

  it('tells where the diagnosis went instead', () => {
    const { problems } = proofOf('triage', (text) =>
      text
        .replace('lang: en,', 'lang: en, given: {finding: tls.expired}, diagnose: undecided,')
        .replace('bot: human, end: escalated P3', 'end: playbook certificate'),
    );

    expect(problems[0]?.message).toBe(
      'Test “nothing known”: Expected the diagnosis to be `undecided`, but it was `certificate`.',
    );
  });
});
