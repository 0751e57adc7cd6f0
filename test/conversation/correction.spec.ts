import { describe, expect, it } from 'vitest';
import { readCorrection } from '../../src/conversation/correction.js';

describe('readCorrection', () => {
  it.each([
    ['写错了，是 li.lei@corp.example', 'li.lei@corp.example'],
    ['不是 a@x.example，是 b@x.example……不对，是 c@x.example', 'c@x.example'],
    ['不对，是发不出去', '发不出去'],
    ['不是登不进去，是发不出去', '发不出去'],
    ['是发不出去，不是登不进去', '发不出去'],
    ['说错了 是Foxmail', 'Foxmail'],
    ['sorry, wrong one: kim@corp.example', 'kim@corp.example'],
    ["no wait it's kim@sub.example", 'kim@sub.example'],
    ['I meant sending', 'sending'],
    ["no, it's Gmail", 'Gmail'],
    ['no it is sending', 'sending'],
  ])('reads what “%s” puts in place', (text, meant) => {
    expect(readCorrection(text)).toBe(meant);
  });

  it.each([
    '不对',
    '不是',
    '是不是密码过期了',
    '提示密码不对',
    'sorry',
    'Outlook 登不进去',
    `${'长'.repeat(170)}不对，是`,
  ])('finds nothing to put in place in “%s”', (text) => {
    expect(readCorrection(text)).toBeUndefined();
  });
});
