import { describe, expect, it } from 'vitest';
import { maskBothWays, maskSecrets } from '../../src/conversation/mask.js';
import { announcesSecret, speaksOfPassword } from '../../src/conversation/index.js';
import { INNOCENT } from './innocent-sentences.js';

const STEMS = 'zhang liwei summer harbor tiger kitten beijing sunshine orange rocket'.split(' ');
const LETTERS = 'abcdefghijkmnpqrstuvwxyz';
const KNOWN = new Set('outlook foxmail changed kept account code authorization received webmail'.split(' '));
const isKnown = (word: string) => KNOWN.has(word);

/** Small and reproducible: the same canaries on every machine. */
function picker(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** As people make them: leet, word and year, capital and mark, random, letters alone, digits alone, app codes. */
function secrets(seed: number, count: number): string[] {
  const pick = picker(seed);
  const stem = () => STEMS[pick(STEMS.length)] ?? '';
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const letters = (many: number) => Array.from({ length: many }, () => LETTERS[pick(24)]).join('');
  const digits = (many: number) => Array.from({ length: many }, () => String(pick(10))).join('');
  const kinds = [
    () => `${capital(stem()).replace('a', '4').replace('o', '0')}${letters(3)}${pick(90) + 10}`,
    () => `${stem()}${1970 + pick(55)}`,
    () => `${capital(stem())}${'!@#$%&*'.charAt(pick(7))}${digits(4)}`,
    () => `${letters(4)}${digits(3)}${capital(letters(3))}`,
    () => `${letters(9)}`,
    () => `${capital(stem())}${capital(stem())}`,
    () => digits(8),
    () => letters(16),
  ];
  return Array.from({ length: count }, (_, i) => kinds[i % kinds.length]?.() ?? '');
}

const LABELLED = [
  'my password is {}, please check', 'password: {}', 'Password={}', 'pwd={}', 'pwd: {}', 'passwd: {}', 'pass word: {}',
  'my pw is {}', 'the password should be "{}"', 'app password: {}', 'authorization code: {}', 'passcode: {}',
  'new password: {}\nserver says no', '{"password":"{}"}', '密码是{}', '密码：{}', '密码: {}', '我的邮箱密码是 {} ，登不上',
  '授权码：{}', '授权码是 {}', '口令：{}', '口令是{}', '新密码为{}，手机也输了', '登录密码={}', '密 码 ： {}', '密码改成了{}',
  '密码就是 {}', 'outlook 密码填的是{}',
]; // prettier-ignore
const BARE = [
  '{}', ' {} \n', '“{}”', '{}。', 'here it is: {}', "it's {}", '是{}', '就是 {}', '给你：{}', '{} 这个',
]; // prettier-ignore

function lost(shapes: readonly string[], perShape: number, known?: (word: string) => boolean) {
  const texts = shapes.flatMap((shape, i) =>
    secrets(i + 17, perShape).map((secret) => ({ secret, text: shape.replace('{}', () => secret) })),
  );
  const leaked = texts.filter(({ secret, text }) => maskSecrets(text, known).text.includes(secret));
  return { total: texts.length, leaked: leaked.map(({ text }) => text) };
}

describe('secrets behind talk of a password', () => {
  it('leave no trace in 95 of 100 bare ones', () => {
    const { total, leaked } = lost(BARE, 20, isKnown);
    expect(total).toBe(200);
    expect(leaked.length / total, leaked.join('\n')).toBeLessThanOrEqual(0.05);
  });

  it('need that talk: a bare word elsewhere is a word', () => {
    expect(maskSecrets('sunshine').masked).toBe(false);
    expect(maskSecrets('sunshine', isKnown).masked).toBe(true);
  });

  it('leave no trace in 99 of 100 labelled ones', () => {
    const { total, leaked } = lost(LABELLED, 18);
    expect(total).toBeGreaterThanOrEqual(500);
    expect(leaked.length / total, leaked.join('\n')).toBeLessThanOrEqual(0.01);
  });

  it.each([
    'changed', 'an account password', 'yes', 'no', 'not sure', 'the code', 'Outlook2019', '993', '2024', '535 5.7.8', 'done',
    'imap.corp.example', 'zhang@corp.example', '改过', '没有改过', '授权码', 'iPhone15', 'still the same', 'outlook', 'I did',
  ])('are not found in an answer: %s', (text) => {
    expect(maskSecrets(text, isKnown).masked).toBe(false);
  }); // prettier-ignore

  it('are not found in complaints', () => {
    const wrong = INNOCENT.filter((text) => /\s|\p{Script=Han}/u.test(text)).filter(
      (text) => maskSecrets(text, isKnown).masked,
    );
    expect(wrong.length / INNOCENT.length, wrong.join('\n')).toBeLessThanOrEqual(0.01);
  });
});

describe('talk of a password', () => {
  it.each([
    '你的密码是什么样的？',
    'Which kind of password is in the app?',
    '客户端里填的是授权码吗',
    'your passcode',
  ])('is heard: %s', (text) => {
    expect(speaksOfPassword(text)).toBe(true);
  });

  it.each(['密码是', '我的密码是：', 'my password:', 'here it is:', '密码发你：', 'the password is'])(
    'announces one: %s',
    (text) => {
      expect(announcesSecret(text)).toBe(true);
    },
  );

  it.each(['密码错误', 'my mail is broken', '密码改了之后登不上', 'password rejected'])(
    'announces none: %s',
    (text) => {
      expect(announcesSecret(text)).toBe(false);
    },
  );
});

describe('one look at a text for both ways', () => {
  it.each([...INNOCENT, ...secrets(11, 60), '密码是 Harbor12! 然后 Kitten77', 'li.lei@corp.example'])(
    '%s',
    (text) => {
      expect(maskBothWays(text, isKnown)).toEqual({
        sure: maskSecrets(text),
        careful: maskSecrets(text, isKnown),
      });
    },
  );
});
