import { describe, expect, it } from 'vitest';
import { namesSeveral } from '../../src/diagnosis/errors/several.js';

describe('namesSeveral', () => {
  it.each([
    ['several reasons to choose from', 'wrong password, or the account is locked', true],
    ['the same in Chinese', '密码错误或服务未开启', true],
    ['several reasons that all hold', 'wrong password; the account is locked', false],
    ['one reason, and a choice of something else', 'password expired, call or write to IT', false],
    ['no reason at all', 'try again later or not', false],
  ])('knows %s', (_name, text, expected) => {
    expect(namesSeveral(text)).toBe(expected);
  });
});
