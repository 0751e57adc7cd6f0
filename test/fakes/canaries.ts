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

/** Twenty passwords as people make them: name and year, capital and mark, pinyin and birthday, leet, random. */
export function canarySecrets(seed: number): string[] {
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

/** Twenty-five ways in which a secret with a label reaches a help desk. */
export const LABELLED_SHAPES: readonly string[] = [
  'my password is {}, please check',
  'password: {}',
  'pwd={}',
  'login user1 password: {} still refused',
  'I set the password to {} this morning',
  'the mail password should be "{}"',
  'app password: {}',
  'new pw: {}\nserver says no',
  'here you go, password {}',
  'My Password: {} and Outlook still refuses',
  'the passcode is {}',
  'old password {} does not work either',
  'user: wang@corp.example pass: {}',
  '密码是{}',
  '密码：{}',
  '我的邮箱密码是 {} ，登不上',
  '授权码：{}',
  '账号 wang@corp.example 密码 {}',
  '密码改成{}以后就不行了',
  '口令 {}',
  '新密码为{}，手机也输了',
  'outlook 密码填的是{}',
  '密碼是{}，收不到信',
  '登录密码={}',
  '我把密码设置成了 {} ，还是提示错误',
];

/** Seven ways without one. */
export const UNLABELLED_SHAPES: readonly string[] = [
  '{}',
  '  {}\n',
  '“{}”',
  'wang@corp.example / {}',
  'wang@corp.example {}',
  'I typed {} three times',
  '我输的是{}',
];

/** A secret and the message that gives it away. */
export interface Canary {
  readonly secret: string;
  readonly text: string;
}

/** Twenty per shape. */
export function canariesIn(shapes: readonly string[], seed = 11): readonly Canary[] {
  return shapes.flatMap((shape, i) =>
    canarySecrets(i + seed).map((secret) => ({ secret, text: shape.replace('{}', () => secret) })),
  );
}
