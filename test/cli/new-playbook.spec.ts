import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { provePlaybooks } from '../../src/bundle/index.js';
import { writeNewPlaybook } from '../../src/cli/_new-playbook.js';
import { GOOD, filesOf, hearFor, load } from '../bundle/_folder.js';

const ROOT = join(import.meta.dirname, '../..');
const NOW = new Date('2026-11-24T00:00:00Z');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mailmedic-new-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function copyOf(bundle: string): void {
  for (const part of ['intents', 'playbooks'])
    cpSync(join(bundle, part), join(folder, part), { recursive: true });
}

describe('mailmedic playbook new', () => {
  it.each([
    ['the small bundle', GOOD],
    ['the bundle that comes with the project', ROOT],
  ])('writes two playbooks that lint clean and pass their tests: %s', async (_what, bundle) => {
    copyOf(bundle);

    expect(await writeNewPlaybook(folder, 'one-device', NOW)).toEqual([
      'playbooks/one-device.yaml',
      'intents/one-device.yaml',
    ]);
    await writeNewPlaybook(folder, 'another-device', NOW);

    const loaded = load(filesOf(folder));
    expect(loaded.problems).toEqual([]);
    for (const id of ['one-device', 'another-device']) {
      const [proof] = provePlaybooks(loaded.bundle!, { hear: hearFor(loaded.bundle!) }, id);
      expect(proof).toMatchObject({ problems: [], steps: 4, reached: 4 });
    }
  });

  it('overwrites nothing, not even half of it', async () => {
    copyOf(GOOD);
    writeFileSync(join(folder, 'intents/one-device.yaml'), 'mine');

    await expect(writeNewPlaybook(folder, 'one-device', NOW)).rejects.toMatchObject({ code: 'MM_INPUT' });

    expect(readFileSync(join(folder, 'intents/one-device.yaml'), 'utf8')).toBe('mine');
    expect([...filesOf(folder).keys()]).not.toContain('playbooks/one-device.yaml');
  });

  it.each(['../evil', 'parts/x', 'Big', '', 'a b'])('refuses %s as an id', async (id) => {
    await expect(writeNewPlaybook(folder, id, NOW)).rejects.toMatchObject({ code: 'MM_INPUT' });
  });
});
