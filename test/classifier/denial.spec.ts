import { beforeAll, describe, expect, it } from 'vitest';
import { makeClassify, trainModel } from '../../src/classifier/index.js';
import { findConcepts } from '../../src/classifier/concepts.js';
import { deniedConcepts } from '../../src/classifier/denial.js';
import { featuresOf } from '../../src/classifier/features.js';
import { cleanText } from '../../src/classifier/text.js';
import { unitsOf } from '../../src/classifier/units.js';
import type { Classify } from '../../src/domain/index.js';
import { PATIENCE, shippedIntents } from './_intents.js';

function deniedIn(text: string): string[] {
  const { plain } = cleanText(text);
  const units = unitsOf(plain);
  const concepts = findConcepts(units);
  return [...deniedConcepts(plain, units, concepts)].map((index) => concepts[index]?.concept ?? '');
}

describe('what a message rules out', () => {
  it.each([
    ['the mailbox is not locked', ['locked']],
    ["password hasn't expired yet", ['expire']],
    ['I never changed it', ['change']],
    ["it's not a certificate problem", ['certificate']],
    ['no VPN involved', ['vpn']],
    ['密码没过期', ['expire']],
    ['并没有忘记密码', ['forget']],
    ['不是证书的问题', ['certificate']],
    ['没开两步验证', ['mfa']],
    ['账号没被锁，证书过期了', ['locked']],
  ])('%s', (text, expected) => {
    expect(deniedIn(text)).toEqual(expected);
  });

  it.each([
    'is it locked?',
    '是不是密码过期了',
    '账号有没有被锁',
    '不能改密码',
    "I can't change my password",
    'not working, password expired',
    '登不上没反应。密码过期了',
    '没有授权码',
    'the certificate is not trusted',
    'cannot be reached without a VPN',
    'there is no forgot password link',
  ])('nothing: %s', (text) => {
    expect(deniedIn(text)).toEqual([]);
  });

  it('leaves no word that would speak for it', () => {
    const names = featuresOf('my mailbox is not locked').hits.map(({ name }) => name);
    expect(names).toContain('k:no-locked');
    expect(names.filter((name) => /lock/u.test(name) && !name.startsWith('k:'))).toEqual([]);
    expect(names.filter((name) => /^k:(?:.*\+)?locked/u.test(name))).toEqual([]);
  });
});

describe('a denial and a cause', () => {
  let classify: Classify;
  beforeAll(() => {
    classify = makeClassify(trainModel(shippedIntents()));
  }, PATIENCE);

  it.each([
    ['my mailbox was not locked, the login just fails', 'unclear'],
    ['my mailbox was locked', 'account-locked'],
    ['密码还没到期，登录就是失败', 'unclear'],
    ['密码到期了，登录失败', 'password-expired'],
    ["I haven't forgotten the password, the certificate is out of date", 'certificate'],
    ['不是忘记密码，是账号被锁定了', 'account-locked'],
  ])('%s -> %s', (text, scenario) => {
    expect(classify(text).scenario).toBe(scenario);
  });
});
