import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addPlaybookCommands } from '../../src/cli/playbook.js';
import { publishedRows } from '../../src/cli/_published-draw.js';
import { playbookJsonSchema } from '../../src/bundle/index.js';
import { mailmedicError } from '../../src/domain/index.js';
import { GOOD, filesOf, hearFor, load } from '../bundle/_folder.js';

let printed: string;
const written = new Map<string, string>();

const PUBLISHED = publishedRows(
  [
    { number: 3, hash: 'a1'.repeat(32), publishedAt: '2026-03-02T09:30:00.000Z', from: 'folder' },
    { number: 2, hash: 'b2'.repeat(32), publishedAt: '2026-03-01T09:30:00.000Z', from: 'command' },
    { number: 1, hash: 'a1'.repeat(32), publishedAt: '2026-02-01T09:30:00.000Z', from: 'folder' },
  ],
  new Map([
    ['a1'.repeat(32), 2],
    ['b2'.repeat(32), 1],
  ]),
);

beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

async function run(args: readonly string[], change: (files: Map<string, string>) => void = () => undefined) {
  const files = filesOf(GOOD);
  change(files);
  const program = new Command().exitOverride();
  addPlaybookCommands(program, {
    defaultDir: () => 'here',
    read: () => Promise.resolve(files),
    load,
    published: () => Promise.resolve(PUBLISHED),
    publish: (files) => {
      const { bundle, problems } = load(files);
      return Promise.resolve(
        bundle ? { kind: 'live', version: PUBLISHED[0]! } : { kind: 'broken', problems },
      );
    },
    write: (file, text) => {
      written.set(file, text);
      return Promise.resolve();
    },
    filesOf: (number) =>
      number === 9
        ? Promise.reject(mailmedicError('MM_NOT_FOUND', { path: 'bundle 9' }, 'List them.'))
        : Promise.resolve(filesOf(GOOD)),
    rollback: (number) =>
      Promise.resolve({ kind: 'live', version: { ...PUBLISHED[0]!, number: number ?? 4 } }),
    hearFor: (bundle) => Promise.resolve(hearFor(bundle)),
  });
  await program.parseAsync(['playbook', ...args], { from: 'user' });
  return printed;
}

function broken(files: Map<string, string>): void {
  files.set(
    'playbooks/triage.yaml',
    files.get('playbooks/triage.yaml')!.replace('undecided: human', 'undecided: humn'),
  );
}

describe('mailmedic playbook', () => {
  it('lint finds nothing in a good bundle', async () => {
    expect(await run(['lint'])).toContain('No errors.');
    expect(process.exitCode).toBeUndefined();
  });

  it('lint says where, what and what to do, and fails', async () => {
    const text = await run(['lint'], broken);

    expect(text).toContain('playbooks/triage.yaml:8:10');
    expect(text).toContain('leads to step `humn`, which does not exist in this file.');
    expect(text).toContain('Did you mean `human`?');
    expect(text).toContain('1 error.');
    expect(process.exitCode).toBe(1);
  });

  it('lint shows the line and a caret under the place', async () => {
    const text = await run(['lint'], broken);

    expect(text).toContain(
      ['    8 |     on: {undecided: humn}', '      |          ^', '  → Did you mean `human`?'].join('\n'),
    );
  });

  it('lint puts the caret right behind Chinese, and cuts long lines around the place', async () => {
    const text = await run(['lint'], (files) => {
      const old = files.get('playbooks/triage.yaml')!;
      files.set(
        'playbooks/triage.yaml',
        old
          .replace('zh: 原因未定, en: Cause not found', 'zh: 原因未定, en: Cause not found!')
          .replace(
            'title: {zh: 找出原因, en: Find the cause}',
            `title: {zh: ${'找'.repeat(90)}, en: '{{a}}'}`,
          ),
      );
    });

    expect(text).toContain("找, en: '{{a}}'}");
    expect(text).toMatch(/\n {4}4 \| …/u);
    expect(text).toMatch(/\| {52,}\^/u);
    expect(text).toMatch(/ {3}10 \| .*原因未定, en: Cause not found!/u);
  });

  it('lint runs the tests in the playbooks too', async () => {
    const text = await run(['lint', 'triage'], (files) => {
      const old = files.get('playbooks/triage.yaml')!;
      files.set('playbooks/triage.yaml', old.replace('escalated P3', 'escalated P1'));
    });

    expect(text).toContain('Expected it to end with `escalated P1`, but it ended with `escalated P3`.');
    expect(process.exitCode).toBe(1);
  });

  it('lint prints no colours into a file', async () => {
    expect(await run(['lint'], broken)).not.toContain('\u001B');
  });

  it('lint --json has the same eight keys where a problem is in no step', async () => {
    const rows = JSON.parse(
      await run(['lint', '--json'], (files) => {
        files.set('playbooks/mistake.yml', 'schema: 1');
      }),
    ) as object[];

    expect(rows).toEqual([
      {
        file: 'playbooks/mistake.yml',
        line: 1,
        column: 1,
        step: null,
        rule: 'file-unknown',
        level: 'error',
        message: 'The file’s name ends with `.yml`, so the bot does not read it.',
        remedy: 'Rename it to `playbooks/mistake.yaml`.',
      },
    ]);
  });

  it('lint --json gives every field', async () => {
    expect(JSON.parse(await run(['lint', '--json'], broken))).toEqual([
      {
        file: 'playbooks/triage.yaml',
        line: 8,
        column: 10,
        step: 'find',
        rule: 'target-step',
        level: 'error',
        message: '`undecided` of step `find` leads to step `humn`, which does not exist in this file.',
        remedy: 'Did you mean `human`?',
      },
    ]);
  });

  it('lint shows only the files that were asked for', async () => {
    expect(await run(['lint', 'playbooks/certificate.yaml'], broken)).toContain('No errors.');
    await expect(run(['lint', 'nothing.yaml'], broken)).rejects.toMatchObject({ code: 'MM_NOT_FOUND' });
  });

  it('lint of one file says that others have errors', async () => {
    const text = await run(['lint', 'certificate', '--bundle', 'a b'], broken);

    expect(text).toContain('Other files have 1 error (playbooks/triage.yaml)');
    expect(text).toContain("npx mailmedic playbook lint --bundle 'a b'");
    printed = '';
    expect(await run(['lint', 'triage'], broken)).not.toContain('Other files have');
  });

  it('lint of one file runs the tests of the others too', async () => {
    const text = await run(['lint', 'server-outage'], (files) => {
      const file = 'playbooks/certificate.yaml';
      files.set(file, files.get(file)!.replace('bot: [test, expired], user', 'bot: [test, old], user'));
    });

    expect(text).toContain('Other files have 1 error (playbooks/certificate.yaml)');
  });

  it('asks whether a similar name was meant', async () => {
    await expect(run(['lint', 'certificat'])).rejects.toMatchObject({
      code: 'MM_NOT_FOUND',
      remedy: 'Did you mean `certificate`?',
    });
  });

  it('shows files outside of the working directory with their whole path', async () => {
    expect(await run(['lint', '--bundle', '/srv/bundle'], broken)).toContain(
      '/srv/bundle/playbooks/triage.yaml:8:10',
    );
  });

  it('list marks a review that is overdue', async () => {
    const overdue = (files: Map<string, string>) => {
      const file = 'playbooks/certificate.yaml';
      files.set(file, files.get(file)!.replace(/review_by: .*/u, 'review_by: 2001-02-03'));
    };
    expect(await run(['list'], overdue)).toContain('review overdue since 2001-02-03');
    printed = '';
    expect(await run(['list'])).not.toContain('overdue');
  });

  it('test counts tests and steps, and fails with the first that fails', async () => {
    expect(await run(['test'])).toMatch(/certificate +6 of 6 tests passed, 9 of 9 steps reached/u);
    expect(process.exitCode).toBeUndefined();

    const text = await run(['test', 'triage'], (files) => {
      files.set(
        'playbooks/triage.yaml',
        files.get('playbooks/triage.yaml')!.replace('escalated P3', 'escalated P1'),
      );
    });

    expect(text).toMatch(/triage +0 of 1 test passed/u);
    expect(text).toContain('Expected it to end with `escalated P1`, but it ended with `escalated P3`.');
    expect(process.exitCode).toBe(1);
  });

  it('schema prints the schema for editors', async () => {
    expect(JSON.parse(await run(['schema']))).toEqual(playbookJsonSchema());
  });

  it('list names the playbooks', async () => {
    expect(await run(['list'])).toMatch(/server-outage +服务器故障 · Server outage/u);
  });

  it('list names what was published: number, hash, time, origin, which is live, how many problems', async () => {
    expect(await run(['list'])).toContain(
      [
        'Published bundles',
        'live    3  a1a1a1a1a1a1  2026-03-02 09:30 UTC  from folder   2 open problems',
        '        2  b2b2b2b2b2b2  2026-03-01 09:30 UTC  from command  1 open problem',
        '        1  a1a1a1a1a1a1  2026-02-01 09:30 UTC  from folder   0 open problems',
      ].join('\n'),
    );
    printed = '';
    expect(JSON.parse(await run(['list', '--json']))).toMatchObject({
      bundles: [
        { number: 3, live: true, problems: 2 },
        { number: 2, live: false, problems: 1 },
        { problems: 0 },
      ],
    });
  });

  it('list says nothing of what is live beside a folder that was named', async () => {
    expect(await run(['list', '--bundle', 'there'])).not.toContain('Published');
  });

  it('publish says the number, or what is wrong', async () => {
    expect(await run(['publish'])).toBe('Bundle 3 (a1a1a1a1a1a1) is live.\n');
    printed = '';
    expect(await run(['publish'], broken)).toContain('playbooks/triage.yaml:8:10');
    expect(process.exitCode).toBe(1);
  });

  it('diff says what a folder does otherwise than the live bundle, by file and step', async () => {
    const text = await run(['diff'], (files) => {
      const path = 'playbooks/certificate.yaml';
      files.set(path, files.get(path)!.replace('wait: 2h', 'wait: 1h'));
    });

    expect(text).toBe('playbooks/certificate.yaml\n  pause: `wait` is now 1h, was 2h\n');
    printed = '';
    expect(await run(['diff', '--against', '1'])).toBe('No difference.\n');
    await expect(run(['diff', '--against', '9'])).rejects.toThrow('bundle 9');
  });

  it('rollback makes an earlier bundle live, under a new number', async () => {
    expect(await run(['rollback'])).toContain('Bundle 4 (a1a1a1a1a1a1) is live.');
    await expect(run(['rollback', 'first'])).rejects.toThrow('`first` is no number of a bundle');
  });

  it('graph draws a playbook as Mermaid, or as a picture', async () => {
    expect(await run(['graph', 'certificate'])).toMatch(/^flowchart TD\n/u);
    printed = '';
    expect(await run(['graph', 'certificate', '--svg', 'out.svg', '--language', 'zh'])).toBe('out.svg\n');
    expect(written.get('out.svg')).toContain('邮件服务器证书有问题');
    await expect(run(['graph', 'certificat'])).rejects.toThrow('certificat');
  });
});
