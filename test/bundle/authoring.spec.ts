import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FINDINGS } from '../../src/diagnosis/index.js';
import { VERBS } from '../../src/engine/index.js';
import { filesOf, load } from './_folder.js';
import { fixtures } from './_fixture.js';

const ROOT = join(import.meta.dirname, '../..');
const DOCUMENT = readFileSync(join(ROOT, 'docs/authoring.md'), 'utf8');
const shipped = filesOf(ROOT);

/** What every example stands in: the steps that it may lead to, and what it may take for known. */
const AROUND = `schema: 1
id: example
owner: mail-team
title: {zh: 一个例子, en: An example}
needs: [address, host]
steps:
`;
const TARGETS = `  human:
    escalate: {severity: P3, summary: {zh: 一个例子, en: An example}}
    on: {returned: solved}
  solved:
    confirm: {zh: 能收到了吗？, en: Does mail arrive?}
    on: {"yes": end:resolved, "no": human, unknown: end:not-it, silent: end:assumed}
`;

function problemsOfStep(step: string) {
  const indented = step.replaceAll(/^/gmu, '  ').trimEnd();
  const files = new Map(shipped).set('playbooks/example.yaml', `${AROUND}${indented}\n${TARGETS}`);
  return load(files).problems;
}

const steps = [...DOCUMENT.matchAll(/^```yaml\n([\s\S]*?)^```$/gmu)]
  .map(([, text = '']) => text)
  .filter((text) => !text.startsWith('tests:'));
const sections = [...DOCUMENT.matchAll(/^### `(\w+)`$/gmu)].map(([, verb]) => verb);
const rows = [...DOCUMENT.matchAll(/^\| ([a-z ]+) \| (.+) \| (.+) \|$/gmu)].filter(
  ([, name]) => name !== 'command' && name !== 'mistake',
);

describe('the guide for authors', () => {
  it('explains every verb, each with an example', () => {
    expect(sections.toSorted()).toEqual([...VERBS.keys()].toSorted());
    expect(steps.length).toBe(sections.length + 1);
  });

  it.each(steps)('has an example that lints clean: %s', (step) => {
    expect(problemsOfStep(step)).toEqual([]);
  });

  it('names every finding that there is, in its family', () => {
    const families = [...DOCUMENT.matchAll(/^\| `(\w+)` \| (`.+) \|$/gmu)].flatMap(
      ([, family = '', codes = '']) =>
        [...FINDINGS.keys()].some((code) => code.startsWith(`${family}.`))
          ? [...codes.matchAll(/`([\w.-]+)` \w/gu)].map(([, code = '']) => `${family}.${code}`)
          : [],
    );

    expect(families.toSorted()).toEqual([...FINDINGS.keys()].toSorted());
  });

  it('stays a pleasant read', () => {
    expect(DOCUMENT.split('\n').length).toBeLessThan(350);
  });

  it('says of the commonest mistakes what the linter says of them', () => {
    const known = new Map(fixtures().map(({ name, expected }) => [name.replace(/\.\w+$/u, ''), expected]));

    expect(rows.length).toBe(23);
    for (const [, name = '', message = '', remedy = ''] of rows) {
      const [, said, todo] = known.get(name.replaceAll(' ', '-')) ?? [];
      expect([`#! ${message.replaceAll('\\|', '|')}`, `#! ${remedy.replaceAll('\\|', '|')}`]).toEqual([
        said,
        todo,
      ]);
    }
  });
});
