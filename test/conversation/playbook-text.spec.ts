import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { maskSecrets, playbookIn, tellingLines } from '../../src/conversation/index.js';

const SHIPPED = readdirSync('playbooks')
  .filter((name) => name.endsWith('.yaml'))
  .map((name): [string, string] => [name, readFileSync(`playbooks/${name}`, 'utf8')])
  .filter(([, text]) => /^steps:/mu.test(text));

describe('a playbook among what people send', () => {
  it.each(SHIPPED)('is known: %s', (name, text) => {
    expect(playbookIn(text)).toBe(text);
    expect(playbookIn(`\`\`\`yaml\n${text.replace(/\n/gu, '\r\n')}\`\`\``)?.trim()).toBe(text.trim());
    expect(tellingLines(name, text)).toBe(text);
    expect(playbookIn(maskSecrets(text).text)).toBeDefined();
  });

  it('is known although it is broken', () => {
    expect(playbookIn('schema: 1\nid: mine\nsteps:\n\tlook: {')).toBeDefined();
    expect(playbookIn('schema：1\nid：mine\nsteps：')).toBeDefined();
  });

  it.each([
    'Outlook keeps asking for my password',
    'my steps: open Outlook\nid: kim\nthen it fails',
    'title: cannot sign in\nowner: me',
    '2026-11-24 error: id: 5\n  steps:\n  schema: 3',
  ])('is not seen in %j', (text) => {
    expect(playbookIn(text)).toBeUndefined();
  });
});
