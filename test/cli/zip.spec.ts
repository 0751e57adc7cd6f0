import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { zipOf } from '../../src/cli/_zip.js';

const folder = mkdtempSync(join(tmpdir(), 'mailmedic-zip-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Reads an archive as other programs do, from the end. Written from APPNOTE.TXT, not from the code under test. */
function entriesOf(zip: Buffer): readonly { readonly name: string; readonly text: string }[] {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  let at = zip.readUInt32LE(end + 16);
  expect(at + zip.readUInt32LE(end + 12)).toBe(end);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const size = zip.readUInt32LE(at + 24);
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    expect(zip.readUInt32LE(local)).toBe(0x04034b50);
    expect(zip.readUInt32LE(local + 14)).toBe(zip.readUInt32LE(at + 16));
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    at += 46 + nameLength;
    return { name, text: zip.toString('utf8', from, from + size) };
  });
}

const FILES = [
  { name: 'manifest.json', text: '{}' },
  { name: '中文.json', text: '邮箱登录助手\n' },
  { name: 'empty', text: '' },
];
const zip = zipOf(FILES.map(({ name, text }) => ({ name, bytes: Buffer.from(text) })));

function programs(): readonly (readonly [string, string, readonly string[]])[] {
  const known = [
    ['unzip', '-v', ['-t']],
    [
      'python3',
      '--version',
      ['-c', 'import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip() is not None)'],
    ],
  ] as const;
  return known.filter(([program, harmless]) => {
    try {
      execFileSync(program, [harmless], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

describe('a zip archive', () => {
  it('holds its files, found from its end, with names in UTF-8', () => {
    expect(entriesOf(zip)).toEqual(FILES);
    expect(zip.readUInt16LE(6) & 0x0800).toBe(0x0800);
  });

  it('has the checksum that the format wants', () => {
    const [one] = [zipOf([{ name: 'a', bytes: Buffer.from('123456789') }])];

    // The check value of CRC-32, as catalogues of checksums list it.
    expect(one.readUInt32LE(14)).toBe(0xcbf43926);
  });

  it('is the same for the same files', () => {
    expect(zipOf(FILES.map(({ name, text }) => ({ name, bytes: Buffer.from(text) })))).toEqual(zip);
  });

  it.each(programs())('is whole for %s', (program, _harmless, args) => {
    const file = join(folder, 'a.zip');
    writeFileSync(file, zip);

    expect(() => execFileSync(program, [...args, file], { stdio: 'pipe' })).not.toThrow();
  });
});
