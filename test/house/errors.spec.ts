import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { ERROR_CODES, mailmedicError, type ErrorCode } from '../../src/domain/index.js';

const SECTIONS = readFileSync('docs/errors.md', 'utf8')
  .split(/^### /mu)
  .slice(1)
  .map((section) => ({ code: section.split('\n', 1)[0]!.trim(), text: section }));

describe('docs/errors.md', () => {
  it('documents each code of the catalogue once, and no other', () => {
    const documented = SECTIONS.map((section) => section.code).sort();

    expect(documented).toEqual(Object.keys(ERROR_CODES).sort());
  });

  it.each(SECTIONS)('says what happened and what to do for $code', ({ text }) => {
    expect(text).toMatch(/^\*\*What happened:\*\* \S.{20,}/mu);
    expect(text).toMatch(/^\*\*What to do:\*\* \S.{10,}/mu);
  });
});

describe('the catalogue', () => {
  it.each(Object.keys(ERROR_CODES) as ErrorCode[])('%s fills its message from its facts', (code) => {
    const names = [...ERROR_CODES[code].matchAll(/\{(\w+)\}/gu)].map((match) => match[1]!);
    const facts = Object.fromEntries(names.map((name) => [name, `<${name}>`]));

    const error = mailmedicError(code, facts, 'Do this.');

    expect(code).toMatch(/^MM_[A-Z_]+$/u);
    expect(error.message).not.toMatch(/[{}]/u);
    expect(names.every((name) => error.message.includes(`<${name}>`))).toBe(true);
  });
});
