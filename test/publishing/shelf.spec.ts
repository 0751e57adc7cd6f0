import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serialiseModel, trainModel } from '../../src/classifier/index.js';
import type { BundleProblem } from '../../src/domain/index.js';
import { createShelf, parseApart } from '../../src/publishing/index.js';
import { filesOf, load } from '../bundle/_folder.js';

/** The small bundle of other tests has too few causes to learn from. */
const good = filesOf(join(import.meta.dirname, '../..'));
const LOG = { debug: silent, info: silent, warn: silent, error: silent };

function silent(): void {
  // Nobody reads the log of a test.
}

function shelfWith(prove: () => readonly BundleProblem[] = () => []) {
  const stored = new Map<string, ReadonlyMap<string, string>>();
  const shelf = createShelf({
    store: {
      putBundle: (hash, files) => Promise.resolve(void stored.set(hash, files)),
      bundleFiles: (hash) => Promise.resolve(stored.get(hash)),
      pinnedBundles: () => Promise.resolve([]),
      putModel: () => Promise.resolve(),
      model: () => Promise.resolve(undefined),
    },
    load: async (files) => load(files, await parseApart(files)),
    prove,
    train: (intents) => Promise.resolve(serialiseModel(trainModel(intents))),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    log: LOG,
  });
  return { shelf, stored };
}

describe('publishing', () => {
  it('keeps the last good bundle when the next one is hostile', async () => {
    const { shelf, stored } = shelfWith();
    const { bundle } = await shelf.publish(good, 'here');
    const hostile = new Map(good).set('playbooks/certificate.yaml', `a: ${'['.repeat(100_000)}`);

    await expect(shelf.publish(hostile, 'here')).rejects.toMatchObject({
      code: 'MM_BUNDLE_BROKEN',
      facts: { first: expect.stringMatching(/^playbooks\/certificate\.yaml:1:\d+ /u) },
    });
    expect(shelf.live.bundle.hash).toBe(bundle.hash);
    expect([...stored.keys()]).toEqual([bundle.hash]);
  });

  it('publishes nothing whose own tests fail', async () => {
    const failed: BundleProblem = {
      file: 'playbooks/triage.yaml',
      line: 12,
      column: 5,
      rule: 'test-failed',
      level: 'error',
      message: 'Test “nothing known”: it goes on.',
      remedy: 'Correct the test.',
    };
    const { shelf, stored } = shelfWith(() => [failed]);

    await expect(shelf.publish(good, 'here')).rejects.toMatchObject({ code: 'MM_BUNDLE_BROKEN' });
    expect(() => shelf.live).toThrow();
    expect(stored.size).toBe(0);
  });
});
