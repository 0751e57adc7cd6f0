import { afterEach, describe, expect, it, vi } from 'vitest';
import type { House } from '../../src/desk/index.js';
import type { BundleProblem, Speaker } from '../../src/domain/index.js';
import { openHouse, typed, type TestHouse } from './_house.js';

const YAML =
  'schema: 1\nid: mine\nowner: mail\ntitle: {zh: 密码错误, en: Wrong password}\nsteps:\n  a: {say: {zh: 收不到邮件, en: mail is broken}}\n';
const AUTHOR: Speaker = { id: 'a', address: 'Wang.Min@corp.example', verified: true, language: 'en' };

function problem(line: number, level: BundleProblem['level'] = 'error'): BundleProblem {
  const [message, remedy] = [`Line ${line} is odd.`, 'Make it even.'];
  return { file: 'playbooks/mine.yaml', line, column: 1, rule: 'odd', level, message, remedy };
}

let house: TestHouse;

afterEach(async () => {
  await house.close();
});

async function answerTo(from: Speaker, some: Partial<House> = {}): Promise<readonly string[]> {
  house = await openHouse({
    authors: new Set(['wang.min@corp.example']),
    checkPlaybook: () => Promise.resolve([]),
    ...some,
  });
  await house.desk.receive(typed(YAML, { from }));
  await vi.waitFor(
    async () => {
      const { inbox, outbox, tasks } = await house.store.counts();
      expect(inbox + outbox + tasks).toBe(0);
    },
    { timeout: 15_000 },
  );
  return house.sent.map(({ reply }) => reply.text);
}

describe('a playbook sent into a chat', () => {
  it('of somebody who may write them is checked and not published', async () => {
    const check = vi.fn(() => Promise.resolve([]));
    const [text, ...more] = await answerTo(AUTHOR, { checkPlaybook: check });

    expect(check.mock.calls).toEqual([[YAML]]);
    expect(text).toMatch(/found nothing wrong.*not published/u);
    expect(more).toEqual([]);
  });

  it('has its first problems told, errors before warnings, with place and remedy', async () => {
    const all = [problem(1, 'warning'), ...Array.from({ length: 9 }, (_, index) => problem(index + 2))];
    const [text] = await answerTo(AUTHOR, { checkPlaybook: () => Promise.resolve(all) });

    expect(text).toContain('not published');
    expect(text).toMatch(/\n8\/10$/u);
    const lines = text!.split('\n').filter((line) => line.startsWith('- '));
    expect(lines).toHaveLength(8);
    expect(lines[0]).toBe('- playbooks/mine.yaml:2 Line 2 is odd. Make it even.');
  });

  it('is told as not checked when that fails', async () => {
    expect(await answerTo(AUTHOR, { checkPlaybook: () => Promise.reject(new Error('no')) })).toEqual([
      expect.stringContaining("can't check"),
    ]);
  });

  it('of somebody signed in as author is checked, too', async () => {
    expect(await answerTo({ id: 'w', mayAuthor: true, language: 'en' })).toEqual([
      expect.stringContaining('not published'),
    ]);
  });

  it.each<[string, Speaker]>([
    ['anybody else', { id: 'k', address: 'kim@corp.example', verified: true, language: 'en' }],
    ['an author’s address that nobody vouches for', { ...AUTHOR, verified: false }],
  ])('of %s is no complaint, and its text is kept nowhere', async (_who, from) => {
    const check = vi.fn(() => Promise.resolve([]));
    const texts = await answerTo(from, { checkPlaybook: check });

    expect(texts).toEqual([expect.stringContaining('mailmedic playbook publish')]);
    expect(check).not.toHaveBeenCalled();
    expect(await house.store.misunderstood.list()).toEqual([]);
    expect((await house.store.conversation('fake:c'))?.problem).toBeUndefined();
    const said = (await house.store.transcript('fake:c')).filter(({ who }) => who === 'person');
    expect(said.map(({ text }) => text)).toEqual(['(a playbook, 6 lines)']);
  });
});
