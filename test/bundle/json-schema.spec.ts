import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseYaml, playbookJsonSchema } from '../../src/bundle/index.js';
import { plainOf } from '../../src/bundle/tree.js';
import { VERBS } from '../../src/engine/index.js';
import { filesOf } from './_folder.js';
import { fixtures } from './_fixture.js';

const ROOT = join(import.meta.dirname, '../..');
const schema = z.fromJSONSchema(playbookJsonSchema());

function takes(file: string, text: string): boolean {
  const { tree } = parseYaml(file, text);
  return tree !== undefined && schema.safeParse(JSON.parse(JSON.stringify(plainOf(tree)))).success;
}

describe('the JSON Schema of playbooks', () => {
  it('is the one that editors find in the bundle', () => {
    const committed: unknown = JSON.parse(readFileSync(join(ROOT, 'playbooks/playbook.schema.json'), 'utf8'));

    // When this fails: npx mailmedic playbook schema > playbooks/playbook.schema.json
    expect(committed).toEqual(playbookJsonSchema());
  });

  it('knows every verb', () => {
    const { properties } = playbookJsonSchema() as {
      properties: { steps: { additionalProperties: { anyOf: { title: string; description?: string }[] } } };
    };
    const verbs = properties.steps.additionalProperties.anyOf;

    expect(verbs.map(({ title }) => title)).toEqual([...VERBS.keys()]);
    expect(verbs.filter(({ description }) => description === undefined)).toEqual([]);
  });

  it('takes every playbook that comes with the project', () => {
    const playbooks = [...filesOf(ROOT)].filter(([file]) =>
      /^playbooks\/(?:parts\/)?(?!bundle|slots|phrases|glossary|questions|actions)[^/]+$/u.test(file),
    );

    expect(playbooks.length).toBeGreaterThan(15);
    expect(playbooks.filter(([file, text]) => !takes(file, text)).map(([file]) => file)).toEqual([]);
  });

  it.each([
    'unknown-key.yaml',
    'unknown-verb.yaml',
    'missing-language.yaml',
    'wrong-type.yaml',
    'unreadable-target.yaml',
  ])('refuses %s', (name) => {
    const fixture = fixtures().find((one) => one.name === name)!;

    for (const [file, text] of fixture.files) expect(takes(file, text)).toBe(false);
  });
});
