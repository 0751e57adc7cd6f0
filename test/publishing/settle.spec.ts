import { describe, expect, it } from 'vitest';
import { createSettle } from '../../src/publishing/settle.js';

/** A folder of one file, whose look is its text. */
function folderOf(text: string) {
  const folder = { text, reads: 0, whileReading: () => undefined as void };
  const settle = createSettle(
    {
      look: () => Promise.resolve(folder.text),
      read: () => {
        const files = new Map([['a', folder.text]]);
        folder.reads += 1;
        folder.whileReading();
        return Promise.resolve(files);
      },
    },
    2,
  );
  async function rounds(count: number): Promise<readonly (string | undefined)[]> {
    const seen: (string | undefined)[] = [];
    for (let round = 0; round < count; round += 1) seen.push((await settle.round())?.get('a'));
    return seen;
  }
  return { folder, settle, rounds };
}

describe('a folder that is written to', () => {
  it('is read when nothing has changed for two rounds, once', async () => {
    const { folder, settle, rounds } = folderOf('old');
    await settle.now();
    folder.text = 'new';
    expect(await rounds(5)).toEqual([undefined, undefined, 'new', undefined, undefined]);
  });

  it('is not read while a file grows, however short its pauses are', async () => {
    const { folder, settle, rounds } = folderOf('');
    await settle.now();
    for (const text of ['h', 'ha', 'hal', 'half']) {
      folder.text = text;
      expect(await rounds(2)).toEqual([undefined, undefined]);
    }
    expect(folder.reads).toBe(1);
    expect(await rounds(1)).toEqual(['half']);
  });

  it('is not believed when it changed while it was read', async () => {
    const { folder, settle, rounds } = folderOf('old');
    await settle.now();
    folder.text = 'half';
    folder.whileReading = () => {
      folder.text = 'whole';
      folder.whileReading = () => undefined;
    };
    expect(await rounds(5)).toEqual([undefined, undefined, undefined, undefined, 'whole']);
  });

  it('is read until it is the same before and after, where there is no time to wait', async () => {
    const { folder, settle, rounds } = folderOf('half');
    folder.whileReading = () => {
      folder.text = 'whole';
      folder.whileReading = () => undefined;
    };
    expect((await settle.now()).get('a')).toBe('whole');
    expect(await rounds(3)).toEqual([undefined, undefined, undefined]);
  });

  it('is read again when that is asked for', async () => {
    const { settle, rounds } = folderOf('same');
    await settle.now();
    settle.again();
    expect(await rounds(3)).toEqual([undefined, 'same', undefined]);
  });
});
