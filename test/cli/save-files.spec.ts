import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawReply } from '../../src/cli/_chat-draw.js';
import { saveFiles } from '../../src/cli/_save-files.js';

const PROFILE = { name: 'mail.mobileconfig', mediaType: 'x', content: '<plist/>', note: 'It is unsigned.' };

describe('/save', () => {
  let root: string;
  let folder: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'mailmedic-save-'));
    folder = await mkdtemp(join(root, 'in-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  it('writes every file into the folder', async () => {
    const said = await saveFiles([PROFILE, { ...PROFILE, name: 'corp.example.xml' }], folder);
    expect(said).toContain(join(folder, 'mail.mobileconfig'));
    expect((await readdir(folder)).sort()).toEqual(['corp.example.xml', 'mail.mobileconfig']);
  });

  it('leaves a file alone that is there, and says so', async () => {
    await writeFile(join(folder, PROFILE.name), 'mine');
    expect(await saveFiles([PROFILE], folder)).toMatch(/^Not saved: .*EEXIST/u);
    expect(await readFile(join(folder, PROFILE.name), 'utf8')).toBe('mine');
  });

  it.each([['../out.xml'], ['/tmp/../out.xml'], ['..\\out.xml']])('stays in the folder: %s', async (name) => {
    await saveFiles([{ ...PROFILE, name }], folder);
    expect(await readdir(folder)).toEqual(['out.xml']);
  });

  it('says that there is nothing to save', async () => {
    expect(await saveFiles([], folder)).toBe('No file was handed over yet.');
  });
});

describe('a gift in the terminal', () => {
  it('is named with its note', () => {
    const drawn = drawReply({ text: 'Settings:', gift: { kind: 'settings', files: [PROFILE] } }, 80);
    expect(drawn).toContain('mail.mobileconfig');
    expect(drawn).toContain('It is unsigned.');
    expect(drawn).not.toContain('<plist/>');
  });

  it('is shown when it is a text to copy, and moves no cursor', () => {
    const file = { ...PROFILE, content: 'one\u001b[2Jline\nanother' };
    const drawn = drawReply({ text: 'Copy:', gift: { kind: 'template', files: [file] } }, 80);
    expect(drawn).toContain('another');
    expect(drawn).not.toContain('\u001b[2J');
  });
});
