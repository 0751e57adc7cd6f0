import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkBeside } from '../../src/main/bundles.js';
import { filesOf } from '../bundle/_folder.js';

const ROOT = join(import.meta.dirname, '../..');

describe('a playbook beside the live ones', () => {
  it('takes the place of the one with its id, and is found good or wanting', async () => {
    const live = filesOf(ROOT);
    const yaml = readFileSync(join(ROOT, 'playbooks/certificate.yaml'), 'utf8');

    expect(await checkBeside(live, yaml)).toEqual([]);
    const broken = await checkBeside(live, yaml.replace(/^steps:/mu, 'stepz:'));
    expect(broken[0]).toMatchObject({ file: 'playbooks/certificate.yaml', level: 'error' });
    expect(await checkBeside(live, 'id: ../../etc/passwd\nsteps: {')).not.toEqual([]);
  }, 60_000);
});
