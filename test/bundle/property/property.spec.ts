import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../../src/bundle/index.js';
import { lintFiles } from '../../../src/bundle/lint/index.js';
import { readPlaybook } from '../../../src/bundle/playbook-file.js';
import { readFiles } from '../../../src/bundle/read-files.js';
import { FINDINGS } from '../../../src/diagnosis/index.js';
import type { Bundle, BundleProblem } from '../../../src/domain/index.js';
import { GOOD, filesOf, load } from '../_folder.js';
import { drive } from './_drive.js';
import { changed, playbooks, texts } from './_playbooks.js';

/** `MAILMEDIC_PROPERTY_RUNS=10 npx vitest run test/bundle/property` makes ten times as many documents. */
const TIMES = Number(process.env['MAILMEDIC_PROPERTY_RUNS'] ?? 1);
/** No document may take longer, whatever else the machine does meanwhile. */
const DEADLINE_MS = 1_000;
/** Events of one walk until the person leaves. Most walks end long before. */
const MOST_EVENTS = 100;
const FILE = 'playbooks/mistake.yaml';

const ACTIONS = `schema: 1
actions: {unlock: {label: {zh: 解锁账号, en: Unlock}, changes: true, outcomes: [not-locked]}}
`;
const files = filesOf(GOOD).set('playbooks/actions.yaml', ACTIONS);
files.delete('playbooks/certificate.yaml');
files.delete('intents/certificate.yaml');
files.set(
  'playbooks/bundle.yaml',
  files.get('playbooks/bundle.yaml')!.replace('priors: {certificate: 1}', ''),
);
const { bundle: base, problems } = load(files);
const read = readFiles(files);

/** All that is said about one playbook beside the good ones. Texts outside of it are checked elsewhere. */
function check(text: string): { readonly problems: readonly BundleProblem[]; readonly bundle?: Bundle } {
  const parsed = parseYaml(FILE, text);
  if (parsed.tree?.kind !== 'map') return { problems: parsed.problems };
  const source = { file: FILE, tree: parsed.tree };
  const { value, problems: shape } = readPlaybook(source);
  const known = new Map(read.playbooks);
  if (value) known.set('mistake', value);
  const quiet = { ...read };
  delete quiet.phrases;
  delete quiet.glossary;
  const linted = lintFiles({
    read: { ...quiet, playbooks: known, sources: new Map(read.sources).set(FILE, source) },
    names: {
      intents: new Set(),
      playbooks: new Set([...known.keys(), 'mistake']),
      providers: new Set(read.providers.keys()),
      clients: new Set(read.clients.keys()),
    },
    knownFindings: new Set(FINDINGS.keys()),
    knownProbes: new Set(['discover', 'dns', 'tcp', 'tls', 'imap', 'pop3', 'smtp']),
  });
  const all = [...parsed.problems, ...shape, ...linted];
  const fine = value && !all.some(({ level }) => level === 'error');
  return { problems: all, ...(fine && { bundle: { ...base!, playbooks: known } }) };
}

function inTime<Result>(work: () => Result): Result {
  const started = performance.now();
  const result = work();
  expect(performance.now() - started).toBeLessThan(DEADLINE_MS);
  return result;
}

function wellSaid({ line, column, message, remedy }: BundleProblem): boolean {
  return line > 0 && column > 0 && /[.?]$/u.test(message) && remedy !== '';
}

describe('whatever a file holds', () => {
  it('has a good bundle to put it into', () => {
    expect(problems).toEqual([]);
  });

  it('the parser neither crashes nor hangs', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = inTime(() => parseYaml('a.yaml', text));
        expect(parsed.tree !== undefined || parsed.problems.length > 0).toBe(true);
        expect(parsed.problems.every(wellSaid)).toBe(true);
      }),
      { numRuns: 93_500 * TIMES, seed: 1 },
    );
  });

  it(
    'the linter says in sentences what is wrong with a playbook that was changed anywhere',
    { timeout: 300_000 },
    () => {
      const [sample = { text: '' }] = fc.sample(playbooks, { numRuns: 1, seed: 7 });
      const certificate = filesOf(GOOD)
        .get('playbooks/certificate.yaml')!
        .replaceAll('certificate', 'mistake');
      for (const text of [sample.text, certificate]) {
        fc.assert(
          fc.property(changed(text), (document) => {
            expect(inTime(() => check(document)).problems.every(wellSaid)).toBe(true);
          }),
          { numRuns: 1_500 * TIMES, seed: 2 },
        );
      }
    },
  );
});

describe('a playbook that the linter lets pass', () => {
  it(
    'never throws in the engine, never goes round without a person, and comes to an end',
    { timeout: 300_000 },
    () => {
      let passed = 0;
      let total = 0;
      let walks = 0;
      let left = 0;
      fc.assert(
        fc.property(playbooks, fc.infiniteStream(fc.nat(5_039)), ({ text }, numbers) => {
          total += 1;
          const { bundle } = inTime(() => check(text));
          if (!bundle) return;
          passed += 1;
          const draw = (below: number) => (numbers.next().value as number) % below;
          for (let walk = 0; walk < 2; walk += 1) {
            const came = drive(bundle, 'mistake', draw, MOST_EVENTS);
            expect(came).not.toBe('walking');
            walks += 1;
            if (came === 'left') left += 1;
          }
        }),
        { numRuns: 4_000 * TIMES, seed: 3 },
      );
      // Or nothing would have been shown.
      expect(passed / total).toBeGreaterThan(0.2);
      expect(left / walks).toBeLessThan(0.1);
    },
  );
});
