import { describe, expect, it } from 'vitest';
import {
  mailmedicError,
  type BundleProblem,
  type LoadedBundle,
  type PublishedBundle,
} from '../../src/domain/index.js';
import { createFolderDoor } from '../../src/publishing/door.js';
import { brokenFolderNotice, type BrokenFolder, type Publishing } from '../../src/publishing/index.js';

const FIRST: PublishedBundle = {
  number: 1,
  hash: 'good',
  from: 'folder',
  publishedAt: '2026-01-01T00:00:00.000Z',
};

function problemIn(file: string, level: BundleProblem['level'] = 'error'): BundleProblem {
  return {
    file,
    line: 7,
    column: 3,
    rule: 'target-step',
    level,
    message: 'It is wrong.',
    remedy: 'Right it.',
  };
}

/** A door whose folder holds one word; `outcome` says what comes of publishing it. */
function doorOn(text: string) {
  const world = {
    text,
    mine: true,
    published: [] as string[],
    logged: [] as { readonly level: string; readonly message: string; readonly data: unknown }[],
    told: [] as BrokenFolder[],
    outcome: (words: string): Publishing =>
      words.startsWith('broken')
        ? {
            kind: 'broken',
            problems: [problemIn('playbooks/a.yaml'), problemIn('playbooks/b.yaml', 'warning')],
          }
        : { kind: 'live', version: FIRST },
  };
  const add = (level: string) => (message: string, data?: unknown) =>
    void world.logged.push({ level, message, data });
  const playbooks = new Map([['a', { file: 'playbooks/a.yaml', owner: 'mail-team' }]]);
  const door = createFolderDoor({
    folder: 'here',
    look: () => Promise.resolve(world.text),
    read: () => Promise.resolve(new Map([['a', world.text]])),
    mayWatch: () => Promise.resolve(world.mine),
    shelf: {
      version: FIRST,
      live: { bundle: { playbooks } } as unknown as LoadedBundle,
      publish: (files) => {
        const words = files.get('a') ?? '';
        world.published.push(words);
        return Promise.resolve(world.outcome(words));
      },
    },
    onBroken: (broken) => void world.told.push(broken),
    log: { debug: add('debug'), info: add('info'), warn: add('warn'), error: add('error') },
  });
  async function rounds(count: number): Promise<void> {
    for (let round = 0; round < count; round += 1) await door.round();
  }
  return { door, world, rounds };
}

describe('the door of the folder', () => {
  it('tells people once of a fault, with its owner and what stays live, in both languages', async () => {
    const { world, rounds } = doorOn('good');
    await rounds(3);
    world.text = 'broken';
    await rounds(9);

    expect(world.told).toEqual([
      { errors: 1, first: 'playbooks/a.yaml:7:3 It is wrong.', owners: ['mail-team'], stays: 1 },
    ]);
    expect(brokenFolderNotice(world.told[0]!)).toEqual({
      zh: '剧本文件夹里有 1 处错误，没有发布。第 1 版继续使用。第一处：playbooks/a.yaml:7:3 It is wrong. 负责人：mail-team。',
      en: 'The playbook folder holds errors (1) and was not published. Bundle 1 stays live. The first one: playbooks/a.yaml:7:3 It is wrong. Owner: mail-team.',
    });
  });

  it('publishes what has changed, and nothing else', async () => {
    const { door, world, rounds } = doorOn('one');
    expect(await door.publishNow()).toBeUndefined();
    await rounds(5);
    world.text = 'two';
    await rounds(5);
    expect(world.published).toEqual(['one', 'two']);
  });

  it('tells of broken files once, as data, with whom to ask, and counts them', async () => {
    const { door, world, rounds } = doorOn('one');
    await door.publishNow();
    world.text = 'broken';
    await rounds(8);
    expect(world.logged).toEqual([
      {
        level: 'warn',
        message: 'the bundle folder can not be published',
        data: {
          folder: 'here',
          code: 'MM_BUNDLE_BROKEN',
          reason: 'The bundle in here has 1 errors; the first: playbooks/a.yaml:7:3 It is wrong.',
          errors: 1,
          stays: 1,
          problems: [{ ...problemIn('playbooks/a.yaml'), owner: 'mail-team' }],
        },
      },
    ]);
    expect(door.state).toEqual({ errors: 1, first: 'playbooks/a.yaml:7:3 It is wrong.' });
  });

  it('says when the folder is good again', async () => {
    const { door, world, rounds } = doorOn('broken');
    expect(await door.publishNow()).toMatchObject({ code: 'MM_BUNDLE_BROKEN' });
    world.text = 'mended';
    await rounds(3);
    expect(door.state).toEqual({ errors: 0 });
    expect(world.logged.map(({ message }) => message)).toContain('the bundle folder is good again');
  });

  it('leaves the folder to the replica that has the lease', async () => {
    const { world, rounds } = doorOn('one');
    world.mine = false;
    await rounds(5);
    expect(world.published).toEqual([]);
    world.mine = true;
    await rounds(3);
    expect(world.published).toEqual(['one']);
  });

  it('tries the same files again when it was the store that failed, with growing pauses', async () => {
    const { door, world, rounds } = doorOn('one');
    const good = world.outcome;
    world.outcome = () => {
      throw mailmedicError('MM_STORE_UNREACHABLE', { where: 'db', reason: 'gone' }, 'Wait.');
    };
    await rounds(100);
    expect(world.published.length).toBeGreaterThan(3);
    expect(world.published.length).toBeLessThan(10);
    expect(door.state).toEqual({ errors: 0 });
    world.outcome = good;
    await rounds(70);
    expect(world.logged.filter(({ level }) => level === 'warn')).toHaveLength(world.published.length - 1);
  });

  it('does not start on a store that is gone', async () => {
    const { door, world } = doorOn('one');
    world.outcome = () => {
      throw mailmedicError('MM_STORE_UNREACHABLE', { where: 'db', reason: 'gone' }, 'Wait.');
    };
    await expect(door.publishNow()).rejects.toMatchObject({ code: 'MM_STORE_UNREACHABLE' });
  });
});
