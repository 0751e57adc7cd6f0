import { beforeAll, describe, expect, it } from 'vitest';
import { evaluate, makeClassify, trainModel } from '../../src/classifier/index.js';
import { findConcepts } from '../../src/classifier/concepts.js';
import { featuresOf } from '../../src/classifier/features.js';
import { matchPatterns } from '../../src/classifier/patterns.js';
import { cleanText } from '../../src/classifier/text.js';
import { unitsOf } from '../../src/classifier/units.js';
import type { Classify, Intent } from '../../src/domain/index.js';
import { PATIENCE, shippedIntents } from './_intents.js';

const FOLDS = 4;
const NEIGHBOURS = 6;

/** Sentences of one topic stand together, so whole stretches are held out. */
function split(sentences: readonly string[], heldOut: boolean): string[] {
  return sentences.filter((_, i) => (Math.floor(i / NEIGHBOURS) % FOLDS === 1) === heldOut);
}

describe('on sentences kept from training', () => {
  it(
    'finds most causes on notions it never saw, keeps out what is not ours, and means its percentages',
    () => {
      const intents = [...shippedIntents().values()];
      const model = trainModel(
        new Map(
          intents.map((intent): [string, Intent] => {
            const { zh, en } = intent.examples;
            return [intent.id, { ...intent, examples: { zh: split(zh, false), en: split(en, false) } }];
          }),
        ),
      );
      const rows = intents.flatMap(({ id, examples }) =>
        [...split(examples.zh, true), ...split(examples.en, true)].map((text) => ({ text, scenario: id })),
      );
      const result = evaluate(model, rows);
      expect(rows.length).toBeGreaterThan(500);
      expect(result.all.accuracy).toBeGreaterThan(0.7);
      expect(result.inScope.topThree).toBeGreaterThan(0.85);
      expect(result.outOfScope.recallAtFivePercent).toBeGreaterThan(0.7);
      expect(result.outOfScope.auroc).toBeGreaterThan(0.92);
      expect(result.calibration.ece - result.calibration.noise).toBeLessThan(0.05);
    },
    PATIENCE,
  );
});

describe('what is decided by evidence', () => {
  let classify: Classify;
  beforeAll(() => {
    classify = makeClassify(trainModel(shippedIntents()));
  }, PATIENCE);

  it.each(['hi', 'hello', '你好', '谢谢', 'thanks', '👍', 'ERP 密码忘了', 'my VPN login fails'])(
    '%s is out of scope',
    (text) => {
      expect(classify(text).scenario).toBe('out-of-scope');
    },
  );

  it.each(['邮箱登不上', '邮箱打不开了', 'my email is not working', 'Outlook 一直要我输密码'])(
    '%s names no cause',
    (text) => {
      expect(classify(text).scenario).toBe('unclear');
    },
  );

  it.each([
    ['Thunderbird 报 certificate expired，怎么处理', 'certificate'],
    ['Foxmail 说 password expired 了', 'password-expired'],
    ['郵箱的授權碼要去哪裡產生，客戶端登不上', 'mfa-conflict'],
    ['my pasword is forgoten, cant get in to mail', 'forgot-password'],
  ])('%s -> %s', (text, scenario) => {
    expect(classify(text).scenario).toBe(scenario);
  });

  it('answers in the same way each time', () => {
    const text = 'SMTP 535 发不出去';
    expect(classify(text)).toEqual(classify(text));
  });

  it('gives at most five words as the reason', () => {
    const text = '改了密码以后 Outlook 手机 平板 电脑 都反复弹出 要求输入密码 旧密码 新密码 都不认';
    expect(classify(text).because.length).toBeLessThanOrEqual(5);
  });
});

describe('taking a text apart', () => {
  it('works on the first 2,000 code points, however long the text is', () => {
    for (const text of [
      "'".repeat(40_000),
      "'x-x'".repeat(13_000),
      '密码'.repeat(20_000),
      'ﷺ'.repeat(2000),
    ]) {
      const { plain } = cleanText(text);
      expect([...plain].length).toBeLessThanOrEqual(2000);
      expect(featuresOf(plain).units.length).toBeLessThanOrEqual(2000);
    }
  });

  it('loses no Chinese', () => {
    const names = featuresOf('收件服务器密码错误').hits.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['w:收件服务器', 'w:密码', 'c:密码', 'w:收', 'k:incoming', 'k:password']),
    );
  });

  it('separates scripts that touch', () => {
    expect(unitsOf('outlook重复login密码').map(({ text }) => text)).toEqual([
      'outlook',
      '重',
      '复',
      'login',
      '密',
      '码',
    ]);
  });

  it('finds the same concept in both languages and in spite of a slip', () => {
    const conceptOf = (text: string): string | undefined => findConcepts(unitsOf(text))[0]?.concept;
    expect([conceptOf('授权码'), conceptOf('authorization code')]).toEqual(['app_password', 'app_password']);
    expect([conceptOf('certificate'), conceptOf('certifcate'), conceptOf('证书')]).toEqual([
      'certificate',
      'certificate',
      'certificate',
    ]);
  });

  it('prefixes every feature, so that no word is the name of an object member', () => {
    const { hits } = featuresOf('constructor __proto__ tostring 密码');
    expect(hits.length).toBeGreaterThan(0);
    for (const { name } of hits) expect(name).toMatch(/^[wck]:/u);
  });
});

describe('literal fragments', () => {
  const patterns = [
    { fragment: '535', label: 'a' },
    { fragment: '535 5.7.139', label: 'b' },
    { fragment: 'xyz', label: 'a' },
  ];

  it('prefer the longest', () => {
    expect(matchPatterns(patterns, 'error 535 5.7.139 xyz')?.label).toBe('b');
  });

  it('do not match inside a longer number or word', () => {
    expect(matchPatterns(patterns, 'case 15350')).toBeUndefined();
    expect(matchPatterns(patterns, 'wxyz')).toBeUndefined();
    expect(matchPatterns(patterns, '报535错误')?.label).toBe('a');
  });

  it('say nothing where two of one length name different intents', () => {
    expect(matchPatterns([...patterns, { fragment: 'abc', label: 'c' }], 'abc 535')).toBeUndefined();
  });
});
