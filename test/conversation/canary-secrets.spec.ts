import { describe, expect, it } from 'vitest';
import { maskSecrets } from '../../src/conversation/mask.js';

const STEMS = 'zhang liwei summer harbor tiger mailbox beijing kitty orange rocket'.split(' ');
const LETTERS = 'abcdefghijkmnpqrstuvwxyz';

/** Small and reproducible: the same canaries on every machine. */
function picker(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** How people make passwords: name and year, capital and mark, pinyin and birthday, leet, random, app codes. */
function canaries(seed: number): string[] {
  const pick = picker(seed);
  const stem = () => STEMS[pick(STEMS.length)] ?? '';
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  const digits = (count: number) => Array.from({ length: count }, () => String(pick(10))).join('');
  const letters = (count: number) => Array.from({ length: count }, () => LETTERS[pick(24)]).join('');
  const mark = () => '!@#$%&*'.charAt(pick(7));
  return Array.from({ length: 20 }, (_, i) => {
    const kinds = [
      () => `${capital(stem())}${2000 + pick(26)}${mark()}`,
      () => `${stem()}19${10 + pick(89)}0${1 + pick(9)}1${pick(10)}`,
      () => `${capital(stem())}${mark()}${digits(4)}`,
      () => `${letters(3)}${digits(3)}${mark()}${capital(letters(3))}`,
      () => `${stem().replaceAll('a', '@').replaceAll('o', '0')}${capital(letters(2))}${digits(2)}`,
    ];
    return kinds[i % kinds.length]?.() ?? '';
  });
}

/** Twenty-five ways in which secrets reach a help desk. */
const LABELLED = [
  'my password is {}, please check',
  'password: {}',
  'pwd={}',
  'login user1 password: {} still refused',
  'I set the password to {} this morning',
  'the mail password should be "{}"',
  'app password: {}',
  'new pw: {}\nserver says no',
  'here you go, password {}',
  '密码是{}',
  '密码：{}',
  '我的邮箱密码是 {} ，登不上',
  '授权码：{}',
  '账号 wang@corp.example 密码 {}',
  '密码改成{}以后就不行了',
  '口令 {}',
  '新密码为{}，手机也输了',
  'outlook 密码填的是{}',
]; // prettier-ignore
const UNLABELLED = [
  '{}',
  '  {}\n',
  '“{}”',
  'wang@corp.example / {}',
  'wang@corp.example {}',
  'I typed {} three times',
  '我输的是{}',
]; // prettier-ignore

function leaked(shapes: readonly string[]): { readonly lost: readonly string[]; readonly total: number } {
  const texts = shapes.flatMap((shape, i) =>
    canaries(i + 11).map((secret) => ({ secret, text: shape.replace('{}', () => secret) })),
  );
  const lost = texts.filter(({ secret, text }) => maskSecrets(text).text.includes(secret));
  return { lost: lost.map(({ text }) => text), total: texts.length };
}

describe('500 canary secrets in 25 shapes', () => {
  it('are 500', () => {
    expect(leaked([...LABELLED, ...UNLABELLED]).total).toBe(500);
  });

  it('leave no trace behind a label in 99 of 100', () => {
    const { lost, total } = leaked(LABELLED);
    expect(lost.length / total, lost.join('\n')).toBeLessThanOrEqual(0.01);
  });

  it('leave no trace alone, behind an address or a verb in 95 of 100', () => {
    const { lost, total } = leaked(UNLABELLED);
    expect(lost.length / total, lost.join('\n')).toBeLessThanOrEqual(0.05);
  });
});
