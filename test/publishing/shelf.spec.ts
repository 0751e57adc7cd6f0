import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serialiseModel, trainModel } from '../../src/classifier/index.js';
import type { BundleProblem, PublishedBundle } from '../../src/domain/index.js';
import { createRememberingParser, createShelf } from '../../src/publishing/index.js';
import { filesOf, load } from '../bundle/_folder.js';

/** The small bundle of other tests has too few causes to learn from. */
const good = filesOf(join(import.meta.dirname, '../..'));
const LOG = { debug: silent, info: silent, warn: silent, error: silent };

/** One parser for all tests: most files are the same each time. */
const parse = createRememberingParser();
const model = serialiseModel(trainModel(load(good).bundle?.intents ?? new Map()));

/** The bundle with a comment more. */
function changed(files: ReadonlyMap<string, string>, times = 1): Map<string, string> {
  const path = 'playbooks/phrases.yaml';
  return new Map(files).set(path, `${files.get(path) ?? ''}# changed ${times} times\n`);
}

function silent(): void {
  // Nobody reads the log of a test.
}

const BY_FOLDER = { from: 'folder' } as const;

function shelfWith(
  prove: () => readonly BundleProblem[] = () => [],
  stored = new Map<string, ReadonlyMap<string, string>>(),
  published: PublishedBundle[] = [],
) {
  const pinned: string[] = [];
  const shelf = createShelf({
    store: {
      published: {
        publish: ({ hash, files, from }) => {
          stored.set(hash, files);
          const live = published.at(-1);
          if (live?.hash === hash) return Promise.resolve(live);
          const next = { number: published.length + 1, hash, from, publishedAt: '2026-01-01T00:00:00.000Z' };
          published.push(next);
          return Promise.resolve(next);
        },
        live: () => Promise.resolve(published.at(-1)),
        list: () => Promise.resolve([...published].reverse()),
        problems: () => Promise.resolve(new Map()),
      },
      bundleFiles: (hash) => Promise.resolve(stored.get(hash)),
      pinnedBundles: () => Promise.resolve(pinned),
      putModel: () => Promise.resolve(),
      model: () => Promise.resolve(undefined),
    },
    load: async (files, passed) => load(files, await parse(files), passed),
    prove,
    train: () => Promise.resolve(model),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    log: LOG,
  });
  return { shelf, stored, published, pinned };
}

describe('publishing', () => {
  it('keeps the last good bundle when the next one is hostile', async () => {
    const { shelf, stored } = shelfWith();
    await shelf.publish(good, BY_FOLDER);
    const { hash } = shelf.live.bundle;
    const hostile = new Map(good).set('playbooks/certificate.yaml', `a: ${'['.repeat(100_000)}`);

    expect(await shelf.publish(hostile, BY_FOLDER)).toMatchObject({
      kind: 'broken',
      problems: expect.arrayContaining([
        expect.objectContaining({ file: 'playbooks/certificate.yaml', line: 1, rule: 'yaml-depth' }),
      ]),
    });
    expect(shelf.live.bundle.hash).toBe(hash);
    expect([...stored.keys()]).toEqual([hash]);
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

    expect(await shelf.publish(good, BY_FOLDER)).toEqual({ kind: 'broken', problems: [failed] });
    expect(() => shelf.live).toThrow();
    expect(stored.size).toBe(0);
  });

  it('tells whether anything is new', async () => {
    const { shelf } = shelfWith();
    expect(await shelf.publish(good, BY_FOLDER)).toMatchObject({ kind: 'live', version: { number: 1 } });
    expect(await shelf.publish(good, BY_FOLDER)).toMatchObject({ kind: 'unchanged', version: { number: 1 } });
    expect(await shelf.publish(changed(good), BY_FOLDER)).toMatchObject({
      kind: 'live',
      version: { number: 2 },
    });
  });
});

describe('a bundle that another replica published', () => {
  it('is taken, and the one before stays for the problems that are pinned to it', async () => {
    const one = shelfWith();
    const other = shelfWith(undefined, one.stored, one.published);
    await one.shelf.publish(good, BY_FOLDER);
    await other.shelf.follow();
    const first = other.shelf.live.bundle.hash;
    other.pinned.push(first);
    for (const times of [1, 2, 3]) {
      await one.shelf.publish(changed(good, times), BY_FOLDER);
      expect(await other.shelf.follow()).toBe(true);
      expect(other.shelf.live.bundle.hash).toBe(one.shelf.live.bundle.hash);
    }
    expect(await other.shelf.follow()).toBe(false);
    expect(other.shelf.version?.number).toBe(4);
    expect(other.shelf.get(first)?.bundle.hash).toBe(first);
  });

  it('goes from memory when nobody is pinned to it, and is brought when asked for', async () => {
    const { shelf, published } = shelfWith();
    for (const times of [1, 2, 3]) await shelf.publish(changed(good, times), BY_FOLDER);
    const [first] = published;
    expect(shelf.get(first?.hash ?? '')).toBeUndefined();
    await shelf.fetch(first?.hash ?? '');
    expect(shelf.get(first?.hash ?? '')?.bundle.files.get('playbooks/phrases.yaml')).toContain('1 times');
  });

  it('is never followed by an older one', async () => {
    const { shelf, published } = shelfWith();
    await shelf.publish(good, BY_FOLDER);
    await shelf.publish(changed(good), BY_FOLDER);
    const { hash } = shelf.live.bundle;
    published.pop();
    expect(await shelf.follow()).toBe(false);
    expect(shelf.live.bundle.hash).toBe(hash);
  });

  it('is one that the linter of today would refuse: problems go on with it', async () => {
    const refused = new Map(good);
    const triage = good.get('playbooks/triage.yaml') ?? '';
    refused.set('playbooks/triage.yaml', triage.replace(/otherwise: \w[\w-]*/u, 'otherwise: nowhere'));
    expect(refused.get('playbooks/triage.yaml')).not.toBe(triage);
    const { shelf, stored, published } = shelfWith();
    expect((await shelf.publish(refused, BY_FOLDER)).kind).toBe('broken');
    stored.set('h', refused);
    published.push({ number: 1, hash: 'h', from: 'folder', publishedAt: '2026-01-01T00:00:00.000Z' });
    expect(await shelf.follow()).toBe(true);
    expect(shelf.live.bundle.hash).toBe('h');
  });

  it('goes back to what was live before, under a new number, and to any number', async () => {
    const { shelf, published } = shelfWith();
    await shelf.publish(good, BY_FOLDER);
    const first = shelf.live.bundle.hash;
    await shelf.publish(changed(good), BY_FOLDER);
    const second = shelf.live.bundle.hash;

    expect(await shelf.rollback()).toMatchObject({ kind: 'live', version: { number: 3, hash: first } });
    expect(shelf.live.bundle.hash).toBe(first);
    expect(await shelf.rollback(2)).toMatchObject({ kind: 'live', version: { number: 4, from: 'rollback' } });
    expect(shelf.live.bundle.hash).toBe(second);
    await expect(shelf.rollback(17)).rejects.toThrow('bundle 17');
    expect(published.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });

  it('has nothing to go back to after the first bundle', async () => {
    const { shelf } = shelfWith();
    await shelf.publish(good, BY_FOLDER);

    await expect(shelf.rollback()).rejects.toThrow('an earlier bundle');
  });
});
