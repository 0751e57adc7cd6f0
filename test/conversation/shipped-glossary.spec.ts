import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

import { readAskedTerm } from '../../src/conversation/asks-about.js';
import { LANGUAGES, type GlossaryTerm } from '../../src/domain/index.js';

const text = z.object({ zh: z.string(), en: z.string() });
const file = z.object({ terms: z.record(z.string(), z.object({ names: z.array(z.string()), text })) });
const { terms } = file.parse(parse(readFileSync('playbooks/glossary.yaml', 'utf8')));
const glossary = new Map<string, GlossaryTerm>(
  Object.entries(terms).map(([id, term]) => [id, { id, ...term }]),
);

describe('the shipped glossary', () => {
  it('explains sixty terms and more', () => {
    expect(glossary.size).toBeGreaterThanOrEqual(60);
  });

  it.each([...glossary.values()])('explains $id under each of its names', ({ id, names }) => {
    for (const name of names) {
      for (const question of [`什么是${name}？`, `${name} 是什么意思`, `what does ${name} mean?`]) {
        expect([question, readAskedTerm(question, glossary)]).toEqual([question, id]);
      }
    }
  });

  it.each([...glossary.values()])('is short about $id', ({ text: explained }) => {
    for (const language of LANGUAGES) {
      expect(explained[language].length).toBeLessThanOrEqual(language === 'zh' ? 90 : 220);
    }
  });
});
