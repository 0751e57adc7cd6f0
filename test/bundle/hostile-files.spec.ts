import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBundleFolder } from '../../src/publishing/index.js';
import { GOOD, filesOf, load } from './_folder.js';

const good = filesOf(GOOD);
const HEAD = 'schema: 1\nid: mistake\nowner: mail-team\ntitle: {zh: 一个错误, en: A mistake}\n';
const END = 'on: {next: end:resolved}';

/** What a hostile or careless author puts into `playbooks/mistake.yaml`, and where the refusal points: line, rule. */
const REFUSED: Readonly<Record<string, readonly [text: string, line: number, rule: string]>> = {
  'H045 a hundred thousand keys': [
    Array.from({ length: 100_000 }, (_, index) => `k${index}: ${index}`).join('\n'),
    1,
    'file-too-large',
  ],
  'H045 as many keys as fit': [
    Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n'),
    6_000,
    'file-too-much',
  ],
  'H046 a line of colons': [`a${': a'.repeat(60_000)}`, 1, 'file-too-much'],
  'H047 a bomb of merge keys': [
    `x: &x {a: 1}\n${Array.from({ length: 60 }, (_, index) => `y${index}: {<<: [${Array(20).fill('*x').join(',')}]}`).join('\n')}`,
    1,
    'yaml-alias',
  ],
  'H047 the bomb in full': [
    `x: &x {a: 1}\n${Array.from({ length: 5_000 }, (_, index) => `y${index}: {<<: [${Array(20).fill('*x').join(',')}]}`).join('\n')}`,
    1,
    'file-too-large',
  ],
  'H049 an alias to itself': ['a: &a\n  next: *a', 2, 'yaml-alias'],
  'H051 a tag that runs code': ['run: !!js/function "function(){return process.env}"', 1, 'yaml-tag'],
  'H053 a pattern that never ends': [
    `${HEAD}steps:\n  ask:\n    ask: {zh: 是哪一台？, en: Which one is it?}\n    into: host\n    accept: "regex:^(a+)+$"\n    on: {given: end:resolved, otherwise: end:not-it}`,
    9,
    'value-form',
  ],
  'H056 no way out': [
    `${HEAD}steps:\n  a:\n    wait: 2h\n    on: {elapsed: a, message: a}`,
    6,
    'step-endless',
  ],
  'H057 a password asked for': [
    `${HEAD}steps:\n  a:\n    say: {zh: 请把密码发给我。, en: "Please reply with your e-mail password."}\n    ${END}`,
    7,
    'en-secret',
  ],
  'H060 everybody called': [
    `${HEAD}steps:\n  a:\n    say: {zh: 好。, en: "<!channel> {{answer}}"}\n    ${END}`,
    7,
    'mention',
  ],
  'H062 an address of the machine’s own network': [
    `${HEAD}steps:\n  a:\n    probe: tls\n    with: {host: 169.254.169.254, port: 143}\n    on: {otherwise: end:resolved}`,
    8,
    'probe-target',
  ],
  'H062 the same address in another spelling': [
    `${HEAD}steps:\n  a:\n    probe: tls\n    with: {host: "2852039166"}\n    on: {otherwise: end:resolved}`,
    8,
    'probe-target',
  ],
  'H063 a link that runs code': [
    `${HEAD}steps:\n  a:\n    say: {zh: 好。, en: "[open](javascript:alert(1))"}\n    ${END}`,
    7,
    'link',
  ],
  'H064 a word for true or false': [
    `${HEAD}steps:\n  a:\n    probe: tls\n    fresh: no\n    on: {otherwise: end:resolved}`,
    8,
    'value-type',
  ],
  'H064 a version that reads as a number': [
    `${HEAD.replace('1', '1.10')}steps: {a: {say: {zh: 好。, en: Good.}, ${END}}}`,
    1,
    'value-choice',
  ],
  'H064 an id that reads as a number': [
    `${HEAD.replace('mistake', '1e3')}steps: {a: {say: {zh: 好。, en: Good.}, ${END}}}`,
    2,
    'value-type',
  ],
  'H067 an id that another file has': [
    `${HEAD.replace('mistake', 'certificate')}steps:\n  a:\n    say: {zh: 好。, en: Good.}\n    ${END}`,
    2,
    'id-file',
  ],
  'H069 a file that was half written': [
    good.get('playbooks/certificate.yaml')!.slice(0, 400),
    1,
    'steps-missing',
  ],
};

describe('hostile playbooks', () => {
  it.each(Object.entries(REFUSED))('%s is refused, by its place and rule', (_what, [text, line, rule]) => {
    const { bundle, problems } = load(new Map([...good, ['playbooks/mistake.yaml', text]]));

    expect(bundle).toBeUndefined();
    expect(problems.map((problem) => [problem.file, problem.line, problem.rule])).toContainEqual([
      'playbooks/mistake.yaml',
      line,
      rule,
    ]);
  });

  it('H064: a port with a leading zero is the port', () => {
    const text = `${HEAD}steps:\n  a:\n    probe: tls\n    with: {host: imap.corp.example, port: 0993}\n    on: {otherwise: end:resolved}`;
    const { bundle, problems } = load(new Map([...good, ['playbooks/mistake.yaml', text]]));

    expect(problems).toEqual([]);
    expect(bundle!.playbooks.get('mistake')!.steps[0]!.options).toMatchObject({ with: { port: '993' } });
  });

  it('H075: one sentence of two causes is refused, and both places are named', () => {
    const intent = 'schema: 1\nid: mistake\nexamples: {zh: [证书过期了], en: [something else]}';
    const { bundle, problems } = load(new Map([...good, ['intents/mistake.yaml', intent]]));
    const shared = problems.find(({ rule }) => rule === 'example-shared')!;

    expect(bundle).toBeUndefined();
    expect(shared).toMatchObject({ file: 'intents/mistake.yaml', line: 3 });
    expect(shared.message).toContain('`intents/certificate.yaml`');
  });
});

describe('hostile files in a folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mailmedic-hostile-'));
    for (const [file, text] of good) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  async function problemsWith(bytes: Buffer) {
    writeFileSync(join(folder, 'playbooks/mistake.yaml'), bytes);
    const { bundle, problems } = load(await readBundleFolder(folder));
    expect(bundle).toBeUndefined();
    return problems;
  }

  it.each([
    ['UTF-16', Buffer.from(`\uFEFF${HEAD}`, 'utf16le'), 1, 'byte 0'],
    [
      'GBK',
      Buffer.concat([Buffer.from('schema: 1\ntitle: '), Buffer.from([0xd6, 0xa4, 0xca, 0xe9])]),
      2,
      'byte 19',
    ],
    ['a NUL', Buffer.from('schema: 1\nid: "a\0b"'), 2, 'byte 16'],
  ])('H070: a file in %s is refused, with the byte', async (_what, bytes, line, byte) => {
    const problems = await problemsWith(bytes);

    expect(problems).toMatchObject([{ file: 'playbooks/mistake.yaml', line, rule: 'file-not-utf8' }]);
    expect(problems[0]!.message).toContain(byte);
  });

  it('H071: a file of 50 MB is refused without being read whole, and the others are checked', async () => {
    const large = join(folder, 'playbooks/mistake.yaml');
    writeFileSync(large, '');
    truncateSync(large, 50 * 1024 * 1024);
    writeFileSync(join(folder, 'playbooks/other.yaml'), 'schema: 1');

    const files = await readBundleFolder(folder);
    const { problems } = load(files);

    expect(files.get('playbooks/mistake.yaml')!.length).toBeLessThan(300 * 1024);
    expect(problems.map(({ file, rule }) => `${file} ${rule}`)).toEqual(
      expect.arrayContaining(['playbooks/mistake.yaml file-too-large', 'playbooks/other.yaml key-missing']),
    );
  });
});
