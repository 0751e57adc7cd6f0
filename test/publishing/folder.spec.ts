import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/bundle/index.js';
import { readBundleFolder } from '../../src/publishing/index.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mailmedic-folder-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, text = path): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe('reading a bundle folder', () => {
  it('reads the YAML files of both folders, at any depth below playbooks', async () => {
    for (const path of [
      'intents/a.yaml',
      'intents/deep/b.yaml',
      'playbooks/c.yaml',
      'playbooks/parts/d.yaml',
    ])
      write(path);
    for (const path of ['playbooks/.e.yaml', 'playbooks/.git/f.yaml', 'playbooks/notes.md', 'g.yaml'])
      write(path);

    const files = await readBundleFolder(folder);

    expect([...files]).toEqual(
      ['intents/a.yaml', 'playbooks/c.yaml', 'playbooks/parts/d.yaml'].map((path) => [path, path]),
    );
  });

  it('follows links, as mounted configuration needs, but not for ever', async () => {
    write('elsewhere/a.yaml');
    mkdirSync(join(folder, 'playbooks'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'playbooks/parts'));
    symlinkSync(join(folder, 'playbooks'), join(folder, 'playbooks/round'));

    const files = await readBundleFolder(folder);

    expect(files.get('playbooks/parts/a.yaml')).toBe('elsewhere/a.yaml');
    expect(files.size).toBeLessThan(10);
  });

  it('reads no more of a large file than shows that it is too large', async () => {
    write('playbooks/large.yaml', '证'.repeat(1_000_000));
    write('playbooks/small.yaml', 'schema: 1');

    const files = await readBundleFolder(folder);

    expect(Buffer.byteLength(files.get('playbooks/large.yaml') ?? '')).toBeLessThan(256 * 1024 + 8);
    expect(parseYaml('large.yaml', files.get('playbooks/large.yaml') ?? '').problems[0]?.rule).toBe(
      'file-too-large',
    );
    expect(files.get('playbooks/small.yaml')).toBe('schema: 1');
  });

  it('lets no file with a wrong ending go unseen', async () => {
    write('playbooks/certificate.yml');

    expect([...(await readBundleFolder(folder)).keys()]).toEqual(['playbooks/certificate.yml']);
  });

  it('names what it can not read', async () => {
    write('playbooks/a.yaml');
    symlinkSync(join(folder, 'nowhere.yaml'), join(folder, 'playbooks/b.yaml'));

    await expect(readBundleFolder(folder)).rejects.toMatchObject({ code: 'MM_INPUT' });
  });

  it('says that there is no bundle', async () => {
    await expect(readBundleFolder(folder)).rejects.toMatchObject({ code: 'MM_BUNDLE_MISSING' });
  });
});
