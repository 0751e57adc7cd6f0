import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type Directory } from '../../src/domain/index.js';

/** One person of a directory under test. */
export interface ListedPerson {
  readonly id: string;
  readonly name?: string;
  readonly addresses?: readonly string[];
  readonly mailboxes?: readonly string[];
  readonly slack?: string;
  readonly teams?: string;
}

export interface DirectoryHouse {
  readonly directory: Directory;
  close(): Promise<void>;
}

const LI = '11111111-2222-3333-4444-555555555555';

const PEOPLE: readonly ListedPerson[] = [
  {
    id: 'E1',
    name: 'Li Lei',
    addresses: ['li.lei@corp.example', 'lei@corp.example'],
    slack: 'U01',
    teams: LI,
  },
  { id: 'E2', name: 'Han Mei', addresses: ['han.mei@corp.example'], mailboxes: ['info@corp.example'] },
  { id: 'E3', name: 'Wang', mailboxes: ['info@corp.example'], slack: 'U03' },
];

/** What every directory promises to the channels. */
export function describeDirectory(
  id: string,
  open: (people: readonly ListedPerson[]) => Promise<DirectoryHouse>,
): void {
  describe(`the directory ${id}`, () => {
    let house: DirectoryHouse;
    const find = (sought: Parameters<Directory['find']>[0]) => house.directory.find(sought);

    beforeEach(async () => {
      house = await open(PEOPLE);
    });
    afterEach(() => house.close());

    it('knows one person on every platform as one', async () => {
      const ways = [
        { channel: 'slack', id: 'U01' },
        { channel: 'teams', id: LI.toUpperCase() },
        { channel: 'web', id: 'https://login.example#7', address: 'Li.Lei@corp.example' },
        { channel: 'web', id: 'https://login.example#7', address: 'lei@corp.example' },
      ];

      for (const way of ways) {
        expect(await find(way)).toMatchObject({ id: 'E1', name: 'Li Lei', address: 'li.lei@corp.example' });
      }
    });

    it('tells which mailboxes a person may sign in to beside their first address', async () => {
      expect((await find({ channel: 'slack', id: 'U01' }))?.mailboxes).toEqual(['lei@corp.example']);
      expect((await find({ channel: 'slack', id: 'U03' }))?.mailboxes).toEqual(['info@corp.example']);
    });

    it('knows nobody by an account of another platform', async () => {
      expect(await find({ channel: 'teams', id: 'U01' })).toBeUndefined();
      expect(await find({ channel: 'web', id: 'E1' })).toBeUndefined();
    });

    it('knows nobody by a mailbox that several people share', async () => {
      expect(await find({ channel: 'web', id: 'x', address: 'info@corp.example' })).toBeUndefined();
    });

    it('takes an account that is not the one on record for somebody else, whatever its address', async () => {
      expect(await find({ channel: 'slack', id: 'U09', address: 'li.lei@corp.example' })).toBeUndefined();
      expect(await find({ channel: 'slack', id: 'U09', address: 'han.mei@corp.example' })).toMatchObject({
        id: 'E2',
      });
    });

    it('knows nobody who is not in it', async () => {
      expect(await find({ channel: 'slack', id: 'U404', address: 'no@corp.example' })).toBeUndefined();
    });
  });
}
