import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VERBS } from '../../src/engine/index.js';
import { GOOD, filesOf, load } from './_folder.js';

const good = filesOf(GOOD);

function withFile(file: string, text: string): Map<string, string> {
  return new Map([...good, [file, text]]);
}

function edited(file: string, from: string | RegExp, to: string): Map<string, string> {
  return withFile(file, good.get(file)!.replace(from, to));
}

describe('loading a bundle', () => {
  it('loads the good folder without a word of complaint', () => {
    const { bundle, problems } = load(good);

    expect(problems).toEqual([]);
    expect([...bundle!.playbooks.keys()]).toContain('parts/ask-host');
  });

  it('makes every value of a playbook what its file says', () => {
    const playbook = load(good).bundle!.playbooks.get('certificate')!;

    expect(playbook).toMatchObject({
      file: 'playbooks/certificate.yaml',
      part: false,
      owner: 'mail-team',
      reviewBy: '2027-06-30',
      needs: ['host'],
      opensOn: { intent: 'certificate', atOnce: false },
    });
    expect([...playbook.opensOn.findings]).toEqual([
      ['tls.expired', 'strong'],
      ['tls.name-mismatch', 'strong'],
      ['tls.untrusted', 'medium'],
    ]);
    expect(playbook.steps.find(({ id }) => id === 'pause')).toMatchObject({
      verb: 'wait',
      atMost: 2,
      next: 'name',
      on: [
        { outcome: 'message', target: { kind: 'step', step: 'test' } },
        { outcome: 'elapsed', target: { kind: 'step', step: 'test' } },
        { outcome: 'again', target: { kind: 'step', step: 'human' } },
      ],
    });
    expect(playbook.steps.find(({ id }) => id === 'test')?.otherwise).toEqual({
      kind: 'step',
      step: 'human',
    });
    expect(playbook.tests[0]?.talk[0]).toEqual({ bot: ['test', 'expired'] });
  });

  it('keeps buttons named by numbers where the file has them', () => {
    const files = edited(
      'playbooks/parts/server-settings.yaml',
      'same: {zh: 本来就一致, en: It was right}',
      'same: {zh: 本来就一致, en: It was right}, 163: {zh: 网易, en: NetEase}',
    );
    files.set(
      'playbooks/parts/server-settings.yaml',
      files
        .get('playbooks/parts/server-settings.yaml')!
        .replace('gave_up: end:same', 'gave_up: end:same, 163: end:same'),
    );

    const step = load(files).bundle!.playbooks.get('parts/server-settings')!.steps[0]!;
    const labels = VERBS.get('ask')!
      .texts(step.options)
      .filter(({ kind }) => kind === 'button');

    expect(labels.map(({ path }) => path)).toEqual(['buttons.changed', 'buttons.same', 'buttons.163']);
  });

  it('has the same hash for the same files in any order, and another one for any other byte or path', () => {
    const hash = load(good).bundle!.hash;
    const moved = new Map(good);
    moved.delete('playbooks/clients/163.yaml');
    moved.set(
      'playbooks/clients/164.yaml',
      good.get('playbooks/clients/163.yaml')!.replace('"163"', '"164"'),
    );

    expect(load(new Map([...good].reverse())).bundle!.hash).toBe(hash);
    expect(load(edited('playbooks/glossary.yaml', 'schema: 1', 'schema: 1 ')).bundle!.hash).not.toBe(hash);
    expect(load(moved).bundle!.hash).not.toBe(hash);
  });

  it('gives no bundle for an error, but one for a warning', () => {
    const warned = load(edited('playbooks/glossary.yaml', 'IMAP is a way', 'IMAP is just a way'));

    expect(warned.problems.map(({ rule, level }) => [rule, level])).toEqual([['en-easy', 'warning']]);
    expect(warned.bundle).toBeDefined();
    expect(load(edited('playbooks/glossary.yaml', 'IMAP is a way', 'IMAP is a way!')).bundle).toBeUndefined();
  });

  it('does not call a file missing that only has a mistake in it', () => {
    const { problems } = load(edited('playbooks/server-outage.yaml', 'owner: mail-team', 'owner: [mail'));

    expect(problems.map(({ file }) => file)).toEqual(['playbooks/server-outage.yaml']);
  });

  it('does not call an intent unused because its playbook has a mistake in it', () => {
    const { problems } = load(edited('playbooks/certificate.yaml', 'owner: mail-team', 'ownr: mail-team'));

    expect(problems.map(({ rule }) => rule)).toEqual(['key-missing', 'key-unknown']);
  });

  it('says which files every bundle needs', () => {
    const { problems } = load(new Map());

    expect(problems.map(({ rule, file }) => `${rule} ${file}`)).toEqual([
      'file-missing playbooks/bundle.yaml',
      'file-missing playbooks/glossary.yaml',
      'file-missing playbooks/phrases.yaml',
      'file-missing playbooks/slots.yaml',
      'file-missing playbooks/triage.yaml',
    ]);
  });

  it('finds no key of an object where the file has none', () => {
    const { problems } = load(edited('playbooks/certificate.yaml', 'needs: [host]', 'needs: [constructor]'));

    expect(problems.map(({ rule }) => rule)).toContain('slot-unknown');
  });

  it('never throws, whatever the file holds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...good.keys()),
        fc.string({ unit: 'binary', maxLength: 400 }),
        (file, text) => {
          expect(load(withFile(file, text)).problems).toBeInstanceOf(Array);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('never throws on a good file with a piece cut out, doubled or replaced', () => {
    const piece = fc.constantFrom(
      '',
      ' ',
      '\n',
      ':',
      '- ',
      '{',
      '[',
      '&a',
      '*a',
      '__proto__: ',
      'on:',
      '"',
      '~',
      '1',
      '\t',
      '…',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...good.keys()),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(30),
        piece,
        (file, where, length, put) => {
          const text = good.get(file)!;
          const at = Math.floor(where * text.length);
          const mutated = text.slice(0, at) + put + text.slice(at + length);

          const { bundle, problems } = load(withFile(file, mutated));

          expect(bundle === undefined).toBe(problems.some(({ level }) => level === 'error'));
          for (const { line, column, message, remedy } of problems) {
            expect([line >= 1, column >= 1, /\.$/u.test(message), remedy !== '']).toEqual([
              true,
              true,
              true,
              true,
            ]);
          }
        },
      ),
      { numRuns: 120 },
    );
  });
});
