import { beforeAll, describe, expect, it } from 'vitest';
import { decideTurn, type TurnTools } from '../../src/desk/index.js';
import type { TurnWrites } from '../../src/domain/index.js';
import { JourneyPlayer, type Journey } from '../journeys/_player.js';
import { shippedTools } from '../journeys/_shipped.js';

let tools: TurnTools;

beforeAll(async () => {
  tools = await shippedTools();
});

function talk(lang: 'zh' | 'en', ...said: readonly string[]): JourneyPlayer {
  const journey: Journey = { name: 'told', lang, results: { probe: ['failed', 'failed'] }, talk: [] };
  const player = new JourneyPlayer(journey, tools);
  for (const text of said) player.say(text);
  return player;
}

/** What is written of one first message. */
function firstWords(text: string, address = 'li.lei@corp.example'): TurnWrites {
  const where = { channel: 'web', conversation: 'c' };
  const snapshot = {
    key: 'web:c',
    address: where,
    inbox: [{ id: 1, kind: 'message', address: where, text, from: { id: 'li', address, language: 'zh' } }],
    now: '2026-11-24T02:00:00Z',
    attempt: 1,
  };
  return decideTurn(snapshot as unknown as Parameters<typeof decideTurn>[0], tools);
}

describe('an error text in the first words', () => {
  it.each([
    [
      'en',
      'mail fails with 0x800CCC92',
      "0x800CCC92 is Outlook's word for: the server did not accept the sign-in.",
    ],
    ['zh', '收信报错 0x800CCC92', '0x800CCC92 是 Outlook 的错误代码，意思是：服务器不接受这次登录。'],
    [
      'en',
      'The app shows NO [EXPIRED] Authentication failed',
      'NO \\[EXPIRED\\] means: the server says that the password expired.',
    ],
    ['zh', '客户端提示 535 5.7.13 user disabled', '535 5.7.13 的意思是：服务器回复：这个账号已锁定。'],
  ] as const)('is read and explained in one sentence (%s): %s', (lang, words, sentence) => {
    expect(talk(lang, words).texts[0]).toBe(sentence);
  });

  it('is explained once', () => {
    const { texts } = talk(
      'en',
      'mail fails with 0x800CCC92',
      'kim@corp.example',
      'it shows 0x800CCC92 again',
    );
    expect(texts.filter((text) => text.includes('word for'))).toHaveLength(1);
  });

  it('is what the problem begins with, as a hint where the server hides its reason', () => {
    const run = (text: string) => firstWords(text).conversation.problem?.run;
    expect(run('收信报错 535 5.7.8 Error: authentication failed')?.findings).toMatchObject([
      { code: 'auth.rejected', confidence: 'low', seenFrom: 'person' },
    ]);
    expect(run('收信报错 NO [EXPIRED] Authentication failed')?.findings).toMatchObject([
      { code: 'auth.expired', confidence: 'high' },
    ]);
    expect(run('收信报错，IT 说密码过期了')?.findings).toEqual([]);
  });

  it('is read with the provider of the known address in mind, and names one where none is known', () => {
    const slots = (text: string, address?: string) =>
      firstWords(text, address).conversation.problem?.run.slots;
    const refused = 'NO LOGIN failed. (imap.qq.com)';
    expect(
      firstWords('报错 535 Error: authentication failed', 'li@qq.com').conversation.problem?.run.findings,
    ).toMatchObject([{ code: 'auth.code-expected', confidence: 'low' }]);
    expect(slots(`客户端报错 ${refused}`)).toMatchObject({ provider: { value: 'qq' } });
    expect(slots(`客户端报错 ${refused}`, 'li@163.com')).toMatchObject({ provider: { value: '163' } });
  });
});
