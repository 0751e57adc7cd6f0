import { afterEach, describe, expect, it } from 'vitest';

import { openHouse, typed, type TestHouse } from './_house.js';

let house: TestHouse;

afterEach(async () => {
  await house.close();
});

describe('a message that was answered already', () => {
  it('and is edited starts nothing: neither a second answer, nor a problem, nor a case', async () => {
    house = await openHouse();
    const said = typed('mailbox log begins');
    await house.desk.receive(said);
    await house.settled();
    const before = await house.store.conversation('fake:c');

    for (const [revision, text] of [
      'talk to a person',
      'outlook asks for my password',
      'mailbox note 1',
    ].entries()) {
      await house.desk.receive({ ...said, kind: 'edit', revision: revision + 1, text });
    }
    await house.settled();

    expect(house.sent).toHaveLength(1);
    expect(await house.store.cases({})).toEqual([]);
    expect((await house.store.conversation('fake:c'))?.problems).toBe(before?.problems);
    const told = await house.store.transcript('fake:c');
    expect(told.map(({ text }) => text)).toContain('(edited) talk to a person');
  });

  it('and is deleted is forgotten with its edits, while what was answered stands', async () => {
    house = await openHouse();
    const said = typed('mailbox log begins');
    await house.desk.receive(said);
    await house.settled();
    await house.desk.receive({ ...said, kind: 'edit', revision: 1, text: 'mailbox zebra begins' });
    await house.settled();

    await house.desk.receive({ ...said, kind: 'delete', revision: 0 });
    await house.settled();

    const told = JSON.stringify([
      await house.store.transcript('fake:c'),
      await house.store.conversation('fake:c'),
    ]);
    expect(told).not.toMatch(/log begins|zebra/u);
    expect(told).toContain('Which note?');
    expect(house.sent).toHaveLength(1);
  });
});
