import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalDoor } from '../../src/cli/_local-door.js';
import { readSettings } from '../../src/config/index.js';
import type { Reply } from '../../src/domain/index.js';
import { startHouse, type RunningHouse } from '../../src/main.js';
import { FAULTS, type Fault } from '../lab/faults.js';
import { startLab, type Lab, type LabFault } from '../lab/start-lab.js';

/** The whole program beside the lab of `npm run demo`, with its own deadlines and child processes. */
let lab: Lab;
let house: RunningHouse;

beforeAll(async () => {
  lab = await startLab(fileURLToPath(new URL('../../', import.meta.url)));
  house = await startHouse(
    readSettings({ LOG_LEVEL: 'silent', MAILMEDIC_PROBES_PER_HOUR: '100', ...lab.environment }),
  );
});

afterAll(async () => {
  await house.close();
  await lab.close();
});

/** Writes the complaint and the address, and gives everything that was answered after the measurement. */
async function complain(fault: LabFault, language: 'zh' | 'en'): Promise<readonly Reply[]> {
  const door = openLocalDoor(house, { conversation: randomUUID(), language });
  const replies: Reply[] = [];
  let last = 0;
  for (const text of [fault.complaint[language], fault.address]) {
    await door.say(text);
    for (;;) {
      const news = await door.news(last, 20_000);
      replies.push(...news.replies.map(({ reply }) => reply));
      last = news.replies.at(-1)?.id ?? last;
      if (!news.working && news.replies.length === 0) break;
    }
  }
  return replies;
}

function linesOf(replies: readonly Reply[]) {
  return replies.flatMap(({ differential }) => differential ?? []);
}

function faultOf(id: string): LabFault {
  const found = lab.faults.find((fault) => fault.id === id);
  if (!found) throw new Error(`the lab has no ${id}`);
  return found;
}

describe('the lab', () => {
  const both = (seen: Fault['seen']) =>
    FAULTS.filter((fault) => fault.seen === seen).flatMap(({ id }) => [
      [id, 'zh'] as const,
      [id, 'en'] as const,
    ]);

  it.for(both('named'))('%s is found by measuring, in %s', async ([id, language]) => {
    const fault = faultOf(id);
    const named = linesOf(await complain(fault, language)).filter(
      ({ standing }) => standing === 'measured' || standing === 'likely',
    );
    expect(named.map(({ cause }) => cause)).toEqual([fault.scenario]);
    expect(named[0]?.because).not.toEqual([]);
  });

  it.for(both('possible'))('%s stays open, and a question follows, in %s', async ([id, language]) => {
    const fault = faultOf(id);
    const replies = await complain(fault, language);
    const standings = linesOf(replies).map(({ standing }) => standing);
    expect(new Set(standings)).toEqual(new Set(['ruled-out']));
    expect(linesOf(replies).map(({ cause }) => cause)).not.toContain(fault.scenario);
    expect(replies.at(-1)?.buttons?.length).toBeGreaterThan(2);
  });

  it.for(both('begun'))('%s begins with what there is to do, in %s', async ([id, language]) => {
    const replies = await complain(faultOf(id), language);
    const labels = replies.at(-1)?.buttons?.map(({ label }) => label);
    expect(labels).toContain(language === 'zh' ? '通知 IT' : 'Tell IT');
  });

  it('rules out what a healthy server disproves, and offers to try the password by a link', async () => {
    const replies = await complain(faultOf('healthy'), 'en');
    const ruledOut = linesOf(replies)
      .filter(({ standing }) => standing === 'ruled-out')
      .map(({ cause }) => cause);
    expect(ruledOut).toEqual(expect.arrayContaining(['certificate', 'server-outage', 'dns-records']));
  });
});
