import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addIntentsCommand } from '../../src/cli/intents.js';
import type { Classify, Intent, Misunderstood, Store } from '../../src/domain/index.js';
import { readBundleFolder } from '../../src/publishing/index.js';
import { openStore } from '../../src/store/index.js';
import { filesOf, GOOD, load } from '../bundle/_folder.js';
import { turnWith } from '../contract/_store.js';

const KEPT: Misunderstood = {
  day: new Date().toISOString().slice(0, 10),
  language: 'en',
  words: 'the little padlock is angry: at me #again',
  guessed: 'unclear',
  confidence: 0.4,
  turnedOut: 'certificate',
  by: 'solved',
};

let folder: string;
let store: Store;
let printed: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mailmedic-review-'));
  for (const part of ['intents', 'playbooks'])
    cpSync(join(GOOD, part), join(folder, part), { recursive: true });
  store = await openStore({ kind: 'sqlite', file: join(folder, 'store.db'), role: 'cli' });
  await store.migrate();
  printed = [];
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** The scenario whose examples share most words with the text. */
function bySharedWords(intents: ReadonlyMap<string, Intent>): Classify {
  return (text) => {
    const words = new Set(text.split(' '));
    const shared = ({ examples }: Intent): number =>
      Math.max(
        0,
        ...examples.en.map((example) => example.split(' ').filter((word) => words.has(word)).length),
      );
    const [best] = [...intents.values()].sort((a, b) => shared(b) - shared(a));
    const scenario = best && shared(best) > 2 ? best.id : 'unclear';
    return { text, language: 'en', scenario, confidence: 0.8, alternatives: [], because: [], certain: false };
  };
}

async function keep(...some: readonly Partial<Misunderstood>[]): Promise<void> {
  await turnWith(store, 'a', { misunderstood: some.map((one) => ({ ...KEPT, ...one })) });
}

async function run(...words: readonly string[]): Promise<string> {
  const program = new Command().exitOverride();
  addIntentsCommand(program, {
    withStore: (work) => work(store),
    defaultDir: () => folder,
    load: (dir) => Promise.resolve(load(filesOf(dir)).bundle!),
    read: readBundleFolder,
    train: bySharedWords,
    print: (line) => printed.push(line),
  });
  printed = [];
  await program.parseAsync(['intents', 'review', ...words], { from: 'user' });
  return printed.join('\n');
}

function scenario(): string {
  return [...load(filesOf(folder)).bundle!.intents.keys()].find(
    (id) => id !== 'unclear' && id !== 'out-of-scope',
  )!;
}

describe('mailmedic intents review', () => {
  it('lists what is kept', async () => {
    expect(await run()).toBe('Nothing to review.');
    await keep({});

    expect(await run()).toMatch(/1 .*en .*unclear 40 % .*certificate \(solved\) .*padlock/u);
    expect(JSON.parse(await run('--json'))).toEqual([{ id: 1, ...KEPT }]);
  });

  it('shows the effect first, writes only when told to, and touches nothing else of the file', async () => {
    await keep({}, { words: 'my little padlock is angry' });
    const file = join(folder, `intents/${scenario()}.yaml`);
    const before = readFileSync(file, 'utf8');

    const effect = await run('add', '1', '--scenario', scenario());
    expect(effect).toContain('--yes');
    expect(effect).toContain(`kept 2: unclear → ${scenario()}`);
    expect(readFileSync(file, 'utf8')).toBe(before);
    await run('add', '1', '--scenario', scenario(), '--yes');

    const after = readFileSync(file, 'utf8');
    const added = after.split('\n').filter((line) => !before.split('\n').includes(line));
    expect(added).toHaveLength(1);
    expect(load(filesOf(folder)).bundle!.intents.get(scenario())!.examples.en.at(-1)).toBe(KEPT.words);
    expect(JSON.parse(await run('--json'))).toMatchObject([{ id: 2 }]);
  });

  it.each([
    ['an address', { words: 'kim@corp.example gets nothing' }],
    ['a server', { words: 'imap.corp.example is angry' }],
    ['a placeholder', { words: '‹name› gets nothing' }],
    ['a secret', { words: 'my password is Tr0ub4dor&3' }],
  ])('refuses what holds %s', async (_what, some) => {
    await keep(some);
    await expect(run('add', '1', '--scenario', scenario(), '--yes')).rejects.toMatchObject({
      code: 'MM_INPUT',
    });
  });

  it('refuses an example that is there, an unknown scenario and an unknown id', async () => {
    const there = load(filesOf(folder)).bundle!.intents.get(scenario())!.examples.en[0]!;
    await keep({ words: `${there}!` }, {});
    await expect(run('add', '1', '--scenario', scenario())).rejects.toThrow('already');
    await expect(run('add', '2', '--scenario', 'nonsense')).rejects.toThrow('nonsense');
    await expect(run('add', '9', '--scenario', scenario())).rejects.toThrow('9');
    await expect(run('drop', '9')).rejects.toThrow('9');
  });

  it('drops', async () => {
    await keep({});
    await run('drop', '1');
    expect(await run()).toBe('Nothing to review.');
  });
});
