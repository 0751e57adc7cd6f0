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
    // Its references look like labelled passwords to whoever does not know that it is a playbook.
    expect(maskSecrets(text)).toEqual({ text, masked: false });
    expect(playbookIn(`could you check this?\n帮我看看\n${text}`)).toBe(text);
  });

  it('hides a password in it all the same', () => {
    const text = 'schema: 1\nid: mine\nsteps:\n  a: {say: {zh: 密码是Sunshine2024!, en: x}}\n';

    expect(maskSecrets(`password: Sunshine2024!\n${text}`).text).not.toContain('Sunshine');
    expect(maskSecrets('app-password: glossary:app-password').masked).toBe(true);
  });

  const HEAD = 'schema: 1\nid: mine\nowner: mail\nsteps:\n  make-code2: {say: {zh: x, en: x}}\n  look:\n';

  it.each([
    'on: {app-password: make-code2, forgot-password: end:resolved}',
    'says: {forgot-password: against, mistyped-password: strong}',
    'with: {password: "{slot.password}"}',
  ])('keeps %s, so that the linter finds no mistake that its author did not make', (line) => {
    expect(maskSecrets(`${HEAD}    ${line}\n`).masked).toBe(false);
  });

  it.each([
    ['on: {a: {password: Sunsh1ne2}}', 'on: {a: {password: ●●●}}'],
    [
      'say: {zh: "密码：Sunsh1ne2", en: "password: Sunsh1ne2"}',
      'say: {zh: "密码：●●●", en: "password: ●●●"}',
    ],
    ["x: 'password=Sunsh1ne2'", "x: 'password=●●●'"],
    ['password: real.secret', 'password: ●●●'],
    ['password: "{Sunsh1ne2}"', 'password: "{●●●}"'],
  ])('hides the password of %s and leaves YAML', (line, masked) => {
    expect(maskSecrets(`${HEAD}    ${line}\n`).text).toBe(`${HEAD}    ${masked}\n`);
  });

  it('is known although it is broken', () => {
    expect(playbookIn('schema: 1\nid: mine\nsteps:\n\tlook: {')).toBeDefined();
    expect(playbookIn('schema：1\nid：mine\nsteps：')).toBeDefined();
    expect(playbookIn('# ours\nshcema: 1\nid: mine\ntitle: x\nsteps:')).toMatch(/^# ours\nshcema/u);
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
