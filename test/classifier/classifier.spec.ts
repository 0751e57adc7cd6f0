import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  detectLanguage,
  evaluate,
  makeClassify,
  MAX_TEXT,
  modelKey,
  readModel,
  serialiseModel,
  trainModel,
  type Model,
} from '../../src/classifier/index.js';
import type { Classify, Intent } from '../../src/domain/index.js';
import { cleanText } from '../../src/classifier/text.js';
import { PATIENCE, shippedIntents } from './_intents.js';

let intents: ReadonlyMap<string, Intent>;
let model: Model;
let classify: Classify;

beforeAll(() => {
  intents = shippedIntents();
  model = trainModel(intents);
  classify = makeClassify(model);
}, PATIENCE);

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('training', () => {
  it(
    'gives the same model for the same intents, whatever their order',
    () => {
      const reversed = new Map([...intents].reverse());
      expect(sha256(serialiseModel(trainModel(reversed)))).toBe(sha256(serialiseModel(model)));
      expect(modelKey(reversed, sha256)).toBe(modelKey(intents, sha256));
    },
    PATIENCE,
  );

  it('gives another key when one sentence changes', () => {
    const [first] = [...intents.values()];
    const changed = new Map(intents);
    if (first) changed.set(first.id, { ...first, not: [...first.not, 'one more near miss'] });
    expect(modelKey(changed, sha256)).not.toBe(modelKey(intents, sha256));
  });

  it('says what is missing when there is nothing to tell apart', () => {
    const certificate = intents.get('certificate');
    const alone = new Map(certificate ? [['certificate', certificate]] : []);
    expect(() => trainModel(alone)).toThrow('no examples for out-of-scope and unclear');
  });

  it('reads back what it wrote, to the same answers', () => {
    const again = makeClassify(readModel(serialiseModel(model)));
    for (const text of ['证书过期了', 'Outlook keeps asking for my password', '打印机没墨了']) {
      expect(again(text)).toEqual(classify(text));
    }
  });

  it('refuses a damaged model', () => {
    expect(() => readModel('{"version": 1}')).toThrow(/shape/u);
    expect(() => readModel('not json')).toThrow(/shape/u);
  });
});

describe('the shipped sentences', () => {
  it('are at least 60 per intent and language, and no sentence is in two intents', () => {
    const seen = new Map<string, string>();
    for (const { id, examples } of intents.values()) {
      for (const language of ['zh', 'en'] as const) {
        expect(examples[language].length, `${id} ${language}`).toBeGreaterThanOrEqual(60);
        for (const sentence of examples[language]) {
          const key = cleanText(sentence).plain;
          expect(seen.get(key) ?? id, `“${sentence}” is in two intents`).toBe(id);
          seen.set(key, id);
        }
      }
    }
  });

  it('are learned', () => {
    const rows = [...intents.values()].flatMap(({ id, examples }) =>
      [...examples.zh, ...examples.en].map((text) => ({ text, scenario: id })),
    );
    expect(evaluate(model, rows).all.accuracy).toBeGreaterThan(0.9);
  });
});

describe('classify', () => {
  it.each([
    ['Foxmail 说服务器证书已经过期，要不要点继续', 'certificate', 'zh'],
    ['my mailbox got locked after too many tries', 'account-locked', 'en'],
    ['QQ邮箱在手机上要授权码，去哪里弄', 'mfa-conflict', 'zh'],
    ['转人工', 'human-request', 'zh'],
    ['I clicked a link and typed my mail password there', 'credential-leak', 'en'],
    ['能收信，但是发不出去，提示 SMTP 认证失败', 'smtp-auth-refused', 'zh'],
  ])('%s -> %s', (text, scenario, language) => {
    expect(classify(text)).toMatchObject({ scenario, language });
  });

  it.each(['', '   ', '🙂🙂', '。。。', '今天中午吃什么', 'the printer is out of paper'])(
    'has nothing to do with “%s”',
    (text) => {
      expect(classify(text).scenario).toBe('out-of-scope');
    },
  );

  it('names the words that decided, as they were typed', () => {
    const { because } = classify('Thunderbird 提示证书过期');
    expect(because.length).toBeGreaterThan(0);
    expect(because.some((word) => word.includes('证书'))).toBe(true);
    for (const word of because) expect('Thunderbird 提示证书过期').toContain(word);
  });

  it('gives probabilities that do not exceed one together', () => {
    const { confidence, alternatives } = classify('邮箱登不上了');
    const sum = alternatives.reduce((total, other) => total + other.confidence, confidence);
    expect(sum).toBeLessThanOrEqual(1.0005);
    expect(confidence).toBeGreaterThanOrEqual(alternatives[0]?.confidence ?? 0);
  });

  it('is certain of a literal error code only', () => {
    const known = [...intents.values()].find(({ patterns }) => patterns.length > 0);
    expect(classify(`邮箱报错 ${known?.patterns[0] ?? ''}`)).toMatchObject({
      scenario: known?.id,
      certain: true,
    });
    expect(classify('证书过期了').certain).toBe(false);
  });

  it('understands styled, full-width and broken-up letters', () => {
    expect(cleanText('ｐａｓｓｗｏｒｄ 𝐞𝐱𝐩𝐢𝐫𝐞𝐝').plain).toBe('password expired');
    expect(cleanText('pa\u200bss\u200dword').plain).toBe('password');
  });

  it('looks at the first 2,000 characters only', () => {
    const long = "'".repeat(40_000);
    expect([...cleanText(long).plain].length).toBeLessThanOrEqual(MAX_TEXT);
    expect(classify(`${'证书过期。'.repeat(10_000)}`).text.length).toBe(50_000);
  });

  it('survives names of object members as words', () => {
    expect(() => classify('__proto__ constructor toString hasOwnProperty')).not.toThrow();
    expect(classify('constructor prototype').scenario).toBe('out-of-scope');
  });

  it('never throws and always answers with a known scenario', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(intents.has(classify(text).scenario)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('detectLanguage', () => {
  it.each([
    ['Outlook 一直提示收件服务器密码错误', 'zh'],
    ['Outlook keeps asking for a password', 'en'],
    ['imap.corp.example:993', 'en'],
    ['12345', undefined],
  ])('%s -> %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });
});
