import { describe, expect, it } from 'vitest';
import { provePlaybooks } from '../../src/bundle/index.js';
import { GOOD, filesOf, hearFor, load } from './_folder.js';

const good = filesOf(GOOD);

const ACTIONS = `
schema: 1
actions:
  unlock: {label: {zh: 解锁, en: Unlock}, changes: true, outcomes: [not-locked]}
`;

const PLAYBOOK = `
schema: 1
id: locked
owner: test
title: {zh: 锁定, en: Locked}
steps:
  try:
    sign_in: imap
    with: {address: "{address|}"}
    progress: {zh: 正在准备登录页…, en: Preparing the page…}
    on: {auth.locked: unlock, ok: fine, refused: later, otherwise: fine}
  unlock:
    act: unlock
    confirm_first: {zh: 要现在解锁吗？, en: Shall I unlock it now?}
    on: {ok: tell, not-locked: fine, otherwise: fine}
  tell:
    notify: {severity: P4, text: {zh: 已解锁, en: Unlocked}}
    on: {next: settings, failed: fine}
  settings:
    give: settings
    text: {zh: 设置如下。, en: These are the settings.}
    on: {done: end:resolved, none: fine}
  later:
    wait: "{retry_after|30m}"
    no_longer_than: 2h
    announce: {zh: "{retry_after|半小时后} 我再看一次。", en: "I'll look again at {retry_after|a later time}."}
    on: {elapsed: fine, message: fine}
  fine:
    say: {zh: 好。, en: All right.}
    on: {next: end:resolved}
tests:
  - name: all the way
    lang: en
    given: {address: a@qq.com}
    results: {sign_in: [auth.locked], act: [ok], notify: [sent]}
    talk: [bot: [try, unlock], press: "yes", bot: settings, end: resolved]
  - name: nothing was locked
    lang: zh
    given: {address: a@qq.com}
    results: {sign_in: [{codes: [auth.locked]}], act: [{outcome: not-locked}]}
    talk: [bot: [try, unlock], user: 好, bot: fine, end: resolved]
  - name: held back until the time that the guard says
    lang: en
    given: {address: a@qq.com}
    results: {sign_in: [{codes: [refused], retry_after: "2026-03-02T02:45:00Z"}]}
    talk: [bot: [try, later], after: 45m, bot: fine, end: resolved]
  - name: no settings to give
    lang: en
    given: {address: a@qq.com}
    results: {sign_in: [auth.locked], act: [ok], give: [none]}
    talk: [bot: [try, unlock], press: "yes", bot: fine, end: resolved]
`;

function prove(edit: (text: string) => string = (text) => text) {
  const files = new Map([
    ...good,
    ['playbooks/actions.yaml', ACTIONS],
    ['playbooks/locked.yaml', edit(PLAYBOOK)],
  ]);
  const { bundle, problems } = load(files);
  expect(problems).toEqual([]);
  return provePlaybooks(bundle!, { hear: hearFor(bundle!) }, 'locked')[0]!;
}

function messages(edit: (text: string) => string): readonly string[] {
  return prove(edit).problems.map(({ message }) => message);
}

describe('proving the verbs that reach the world', () => {
  it('answers them from the results, by verb, on a clock of its own', () => {
    expect(prove().problems).toEqual([]);
    expect(prove()).toMatchObject({ steps: 6, reached: 6 });
  });

  it('answers a step by its own name before its verb', () => {
    const named = prove((text) =>
      text.replace(
        '{sign_in: [auth.locked], act: [ok], notify: [sent]}',
        '{try: [auth.locked], unlock: [ok]}',
      ),
    );
    expect(named.problems).toEqual([]);
  });

  it('lets the clock run: before the guard’s time nothing happens', () => {
    expect(messages((text) => text.replace('after: 45m', 'after: 44m'))).toEqual([
      'Test “held back until the time that the guard says”, move 3: Expected the bot to say `fine`, but it said nothing.',
    ]);
  });

  it('wants an answer for what waits for one', () => {
    expect(
      messages((text) =>
        text.replace('{sign_in: [auth.locked], act: [ok], notify: [sent]}', '{act: [ok]}'),
      )[0],
    ).toBe('Test “all the way”, move 1: Step `try` waits for an answer, but the test gives none.');
  });

  it('refuses an answer that the action does not have', () => {
    expect(messages((text) => text.replace('outcome: not-locked}', 'outcome: melted}'))[0]).toBe(
      'Test “nothing was locked”, move 2: The test lets the action `unlock` answer `melted`, but it can’t.',
    );
  });

  it('complains of results that nothing asks for', () => {
    expect(messages((text) => text.replace('notify: [sent]', 'notify: [sent, sent], guide: [done]'))).toEqual(
      ['Test “all the way”: The test gives a result for `notify` that nothing asks for.'],
    );
    expect(
      messages((text) =>
        text.replace('act: [{outcome: not-locked}]', 'act: [{outcome: not-locked}, ok, ok]'),
      ),
    ).toEqual(['Test “nothing was locked”: The test gives 2 results for `act` that nothing asks for.']);
  });

  it('gives an incident to those who check it', () => {
    const outcome = prove((text) =>
      text
        .replace(
          'steps:\n',
          'steps:\n  incident:\n    check: incident\n    on: {open: fine, ours: fine, missing: try}\n',
        )
        .replace(
          'tests:\n',
          'tests:\n  - name: an incident is open\n    lang: en\n    given: {incident: open}\n    talk: [bot: fine, end: resolved]\n',
        ),
    );
    expect(outcome.problems).toEqual([]);
  });
});
