import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalDoor } from '../../src/cli/_local-door.js';
import { readSettings } from '../../src/config/index.js';
import type { Reply } from '../../src/domain/index.js';
import { openServer, startHouse, type RunningHouse } from '../../src/main.js';
import { FAULTS, LAB_CODE, LAB_PASSWORD } from '../lab/faults.js';
import { startLab, type Lab } from '../lab/start-lab.js';

/** The whole program with its pages beside the lab of `npm run demo`: from a complaint to the link, the page, and back. */
let lab: Lab;
let house: RunningHouse;
let server: ReturnType<typeof openServer>;

beforeAll(async () => {
  lab = await startLab(fileURLToPath(new URL('../../', import.meta.url)));
  const settings = readSettings({
    LOG_LEVEL: 'silent',
    PORT: '0',
    MAILMEDIC_PROBES_PER_HOUR: '100',
    ...lab.environment,
  });
  house = await startHouse(settings);
  server = openServer(settings, house);
  await server.listen();
});

afterAll(async () => {
  await server.close();
  await house.close();
  await lab.close();
});

const LINK = /http:\/\/\S+\/sign-in\/[0-9a-f]{32}/u;

/** What somebody presses who knows the password, has a code, and still gets no mail. */
const PRESSED: readonly string[] = ['sure', 'sign-in', 'account', 'have', 'kept', 'works', 'no', 'try'];
const MOST_PRESSES = 8;

/** What is typed on the page, and what the bot then says of it. */
const PLAYED: Readonly<Record<string, readonly [typed: string, said: RegExp]>> = {
  healthy: [LAB_PASSWORD, /accepts the password/u],
  expired: ['wrong', /has expired/u],
  locked: ['wrong', /account is locked/u],
  'too-many': ['wrong', /too many sign-ins/u],
  'back-end': ['wrong', /sign-in is down/u],
  'switched-off': ['wrong', /not switched on/u],
  qq: [LAB_CODE, /mail\.qq\.com/u],
  gmail: [LAB_CODE, /myaccount\.google/u],
  'gmail-connections': [LAB_CODE, /too many sign-ins/u],
  'gmail-bandwidth': [LAB_CODE, /too many sign-ins/u],
  netease: [LAB_CODE, /mail\.163\.com/u],
  'netease-id': [LAB_CODE, /sign-in worked, so the code is fine/u],
};

/** A conversation about one fault, up to where the bot waits or has said the end. */
function talkAbout(id: string) {
  const fault = lab.faults.find((one) => one.id === id);
  if (!fault) throw new Error(`the lab has no ${id}`);
  const door = openLocalDoor(house, { conversation: randomUUID(), language: 'en' });
  const replies: Reply[] = [];
  let last = 0;

  async function hear(): Promise<void> {
    for (;;) {
      const news = await door.news(last, 20_000);
      replies.push(...news.replies.map(({ reply }) => reply));
      last = news.replies.at(-1)?.id ?? last;
      if (!news.working && news.replies.length === 0) return;
    }
  }

  return {
    fault,
    replies,
    async say(text: string) {
      await door.say(text);
      await hear();
    },
    /** Presses what there is to press until nothing of it is left or a link comes. */
    async goOn(): Promise<string | undefined> {
      for (let count = 0; count < MOST_PRESSES; count += 1) {
        const link = LINK.exec(replies.map(({ text }) => text).join('\n'))?.[0];
        const buttons = replies.at(-1)?.buttons ?? [];
        const next = PRESSED.flatMap((wanted) => buttons.find(({ id: one }) => one === wanted) ?? [])[0];
        if (link !== undefined || !next) return link;
        await door.press(next.press, next.label);
        await hear();
      }
      return undefined;
    },
    async hearMore(): Promise<string> {
      const before = replies.length;
      for (const until = Date.now() + 20_000; replies.length === before && Date.now() < until;) {
        await setTimeout(100);
        await hear();
      }
      return replies
        .slice(before)
        .map(({ text }) => text)
        .join('\n');
    },
  };
}

describe('a sign-in in the lab', () => {
  it('is played for every fault that shows so', () => {
    const shown = FAULTS.filter(({ shows }) => shows === 'at-sign-in').map(({ id }) => id);
    expect([...Object.keys(PLAYED), 'microsoft'].sort()).toEqual([...shown].sort());
  });

  it.each(Object.entries(PLAYED))('%s', async (id, [typed, said]) => {
    const talk = talkAbout(id);
    await talk.say(talk.fault.complaint.en);
    await talk.say(talk.fault.address);
    const link = await talk.goOn();
    expect(link).toMatch(LINK);
    const posted = await fetch(link ?? '', {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ typed, deed: 'try' }),
    });
    expect(posted.status).toBe(303);
    expect(await talk.hearMore()).toMatch(said);
  });

  it('is never tried where the provider takes no passwords', async () => {
    const talk = talkAbout('microsoft');
    await talk.say(talk.fault.complaint.en);
    await talk.say(talk.fault.address);
    expect(await talk.goOn()).toBeUndefined();
    expect(talk.replies.map(({ text }) => text).join('\n')).toContain('takes no passwords');
  });
});
