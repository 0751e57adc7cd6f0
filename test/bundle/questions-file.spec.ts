import { describe, expect, it } from 'vitest';
import { GOOD, filesOf, load } from './_folder.js';

const good = filesOf(GOOD);

const QUESTIONS = `
schema: 1
questions:
  webmail:
    ask: {zh: 网页邮箱能登录吗？, en: Does webmail let you in?}
    cost: 1
    into: host
    answers:
      "163":
        label: {zh: 能, en: It does}
        means: {zh: 网页能登录, en: webmail lets you in}
        says: {server-outage: against, certificate: weak}
      "12":
        label: {zh: 不能, en: It doesn't}
        means: {zh: 网页不能登录, en: webmail refuses}
  credential:
    read: provider.credential
    answers:
      password: {means: {zh: 收密码, en: takes a password}, says: {certificate: weak}}
  pasted:
    measure: paste-error
    ask: {zh: 请贴上错误提示。, en: Please paste the error text.}
    cost: 2
    finds: [auth.locked]
  sign-in:
    measure: sign_in
    progress: {zh: 正在准备…, en: Preparing…}
    cost: 4
    finds: [auth.locked, client.typed.spaces]
  look:
    measure: probe
    probe: [dns, tls]
    progress: {zh: 正在检查…, en: Checking…}
    cost: 0.5
    finds: [tls.expired]
`;

const ACTIONS = `
schema: 1
actions:
  unlock:
    label: {zh: 解锁, en: Unlock}
    changes: true
    outcomes: [not-locked]
    facts: [unlock.until]
  look-up:
    label: {zh: 查询, en: Look up}
    changes: false
`;

function loaded(file: string, text: string) {
  return load(new Map([...good, [`playbooks/${file}.yaml`, text]]));
}

function told(file: string, text: string): readonly string[] {
  return loaded(file, text).problems.map(({ rule, line, message }) => `${line} ${rule}: ${message}`);
}

describe('questions.yaml', () => {
  it('reads questions, measurements and what is only read, in the order of the file', () => {
    const { bundle, problems } = loaded('questions', QUESTIONS);
    expect(problems).toEqual([]);
    const questions = [...bundle!.questions!.values()];
    expect(questions.map(({ id, measure, read }) => [id, measure ?? read])).toEqual([
      ['webmail', undefined],
      ['credential', 'provider.credential'],
      ['pasted', 'paste-error'],
      ['sign-in', 'sign_in'],
      ['look', 'probe'],
    ]);
    const [webmail, credential, , , look] = questions;
    expect(webmail).toMatchObject({ cost: 1, into: 'host', text: { en: 'Does webmail let you in?' } });
    expect(webmail!.answers.map(({ id }) => id)).toEqual(['163', '12']);
    expect([...webmail!.answers[0]!.says]).toEqual([
      ['server-outage', 'against'],
      ['certificate', 'weak'],
    ]);
    expect(credential!.answers[0]).not.toHaveProperty('label');
    expect(look).toMatchObject({ probes: ['dns', 'tls'], finds: ['tls.expired'], answers: [] });
  });

  it('is not needed', () => {
    expect(load(good).bundle).not.toHaveProperty('questions');
    expect(load(good).bundle).not.toHaveProperty('actions');
  });

  it.each([
    ['says: {certificate: huge}', 'says: {certificate: weak}', /certificate/u],
    ['cost: 0', 'cost: 1\n', /cost/u],
    ['unknown:', '"163":', /keeps this name for itself/u],
    ['read: user.role', 'read: provider.credential', /read/u],
    ['measure: guess', 'measure: sign_in', /measure/u],
    ['finds: []', 'finds: [auth.locked]\n', /finds/u],
  ])('refuses %s', (wrong, right, message) => {
    expect(QUESTIONS).toContain(right);
    const problems = told('questions', QUESTIONS.replace(right, right.endsWith('\n') ? `${wrong}\n` : wrong));
    expect(problems).not.toEqual([]);
    expect(problems.join('\n')).toMatch(message);
  });
});

describe('actions.yaml', () => {
  it('reads actions', () => {
    const { bundle, problems } = loaded('actions', ACTIONS);
    expect(problems).toEqual([]);
    expect([...bundle!.actions!.values()]).toEqual([
      {
        id: 'unlock',
        label: { zh: '解锁', en: 'Unlock' },
        changes: true,
        outcomes: ['not-locked'],
        facts: ['unlock.until'],
      },
      { id: 'look-up', label: { zh: '查询', en: 'Look up' }, changes: false, outcomes: [], facts: [] },
    ]);
  });

  it.each([
    ['an outcome that every action has', 'not-locked', 'unknown', /every action has this outcome/u],
    ['a fact without its action’s word', 'unlock.until', 'until', /no name of a fact/u],
    ['an address', 'changes: false', 'changes: false\n    url: https://x.example', /`url` is not known/u],
  ])('refuses %s', (_what, right, wrong, message) => {
    expect(told('actions', ACTIONS.replace(right, wrong)).join('\n')).toMatch(message);
  });
});
