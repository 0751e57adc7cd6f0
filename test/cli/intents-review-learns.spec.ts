import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeClassify, trainModel } from '../../src/classifier/index.js';
import { addIntentsCommand } from '../../src/cli/intents.js';
import type { Classify, Misunderstood, Store } from '../../src/domain/index.js';
import { readBundleFolder } from '../../src/publishing/index.js';
import { openStore } from '../../src/store/index.js';
import { filesOf, load } from '../bundle/_folder.js';
import { PATIENCE } from '../classifier/_intents.js';
import { turnWith } from '../contract/_store.js';

/** Nobody says it like this in the shipped intents. */
const ODD = 'the little wax seal on my post went all mouldy';
const LIKE_IT = 'that wax seal on the post is mouldy once more';
const ELSE = 'the canteen menu for friday please';

let folder: string;
let store: Store;
let printed: string[] = [];

async function review(...words: readonly string[]): Promise<string> {
  const program = new Command().exitOverride();
  addIntentsCommand(program, {
    withStore: (work) => work(store),
    defaultDir: () => folder,
    load: (dir) => Promise.resolve(load(filesOf(dir)).bundle!),
    read: readBundleFolder,
    train: (intents) => makeClassify(trainModel(intents)),
    print: (line) => printed.push(line),
  });
  printed = [];
  await program.parseAsync(['intents', 'review', ...words], { from: 'user' });
  return printed.join('\n');
}

function trained(): Classify {
  return makeClassify(trainModel(load(filesOf(folder)).bundle!.intents));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mailmedic-learns-'));
  for (const part of ['intents', 'playbooks']) cpSync(part, join(folder, part), { recursive: true });
  store = await openStore({ kind: 'sqlite', file: join(folder, 'store.db'), role: 'cli' });
  await store.migrate();
});

afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

describe('mailmedic intents review, with the classifier itself', () => {
  it(
    'a message that was not understood becomes an example, and is understood from then on',
    async () => {
      const before = trained();
      expect(before(ODD).scenario).not.toBe('certificate');
      const kept: Misunderstood = {
        day: new Date().toISOString().slice(0, 10),
        language: 'en',
        words: ODD,
        guessed: before(ODD).scenario,
        confidence: before(ODD).confidence,
        turnedOut: 'certificate',
        by: 'lesson',
      };
      await turnWith(store, 'a', {
        misunderstood: [kept, { ...kept, words: LIKE_IT }, { ...kept, words: ELSE }],
      });

      const effect = await review('add', '1', '--scenario', 'certificate', '--yes');

      expect(effect).toContain(`“${ODD}”, now certificate`);
      expect(effect).toContain(`kept 2: ${before(LIKE_IT).scenario} → certificate  ${LIKE_IT}`);
      expect(effect).not.toContain(ELSE);
      const after = trained();
      expect(after(ODD).scenario).toBe('certificate');
      expect(after(LIKE_IT).scenario).toBe('certificate');
      expect(after(ELSE).scenario).toBe(before(ELSE).scenario);
      expect(await review()).not.toContain(ODD);
    },
    2 * PATIENCE,
  );
});
