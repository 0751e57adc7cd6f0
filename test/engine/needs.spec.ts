import { describe, expect, it } from 'vitest';
import { both, bundleOf, email, findingOf, hostname, resultOf } from './_bundle.js';
import type { PlaybookSource } from './_bundle.js';
import { Player } from './_player.js';
import type { Start } from './_player.js';

const CONFIRM = {
  confirm: both('Works with {host|?}?'),
  on: { yes: 'end:resolved', no: 'end:no', unknown: 'end:no', silent: 'end:assumed' },
};
const NEEDS: PlaybookSource = { needs: ['address', 'host'], steps: { works: CONFIRM } };

function playing(main: PlaybookSource = NEEDS, start: Start = {}, more: Record<string, PlaybookSource> = {}) {
  return new Player(bundleOf({ main, ...more }), start);
}

describe('needs', () => {
  it('asks every unknown slot by its part, in order, then enters the file', () => {
    const player = playing();
    expect(player.at).toBe('parts/ask-address/address');
    player.user('li@corp.example', { entities: [email('li@corp.example')] });
    expect(player.at).toBe('parts/ask-host/host');
    player.user('imap.corp.example', { entities: [hostname('imap.corp.example')] });
    expect(player.heard).toEqual(['works']);
    expect(player.texts).toEqual(['Works with imap.corp.example?']);
  });

  it('does not ask for what profile, words or a probe told', () => {
    const slots = { address: 'li@corp.example', host: 'imap.corp.example' };
    expect(playing(NEEDS, { slots, sources: 'profile' }).heard).toEqual(['works']);
    expect(playing({ ...NEEDS, needs: ['provider'] }, { slots: { address: 'li@qq.com' } }).heard).toEqual([
      'works',
    ]);
  });

  it('ends the file as not-it when the part ends otherwise than given', () => {
    const player = playing().user('?', { answer: 'unknown' });
    expect(player.heard).toEqual(['people:not-it desk P3']);
    const called = playing(
      { steps: { a: { call: 'inner', on: { 'not-it': 'end:back' } } } },
      {},
      { inner: NEEDS },
    );
    expect(called.user('?', { answer: 'unknown' }).heard).toEqual(['end back']);
  });

  it('ends the file as not-it when nobody can be asked, or nothing was learnt', () => {
    expect(playing({ ...NEEDS, needs: ['client'] }).heard).toEqual(['people:not-it desk P3']);
    const liar: PlaybookSource = { steps: { x: { say: both('x'), on: { next: 'end:given' } } } };
    expect(playing(NEEDS, {}, { 'parts/ask-address': liar }).heard).toEqual(['x', 'people:not-it desk P3']);
  });

  it('asks again on the way into another file', () => {
    const main: PlaybookSource = { steps: { a: { say: both('a'), on: { next: 'playbook:two' } } } };
    const player = playing(main, {}, { two: { ...NEEDS, needs: ['host'] } });
    expect(player.heard).toEqual(['a', 'host']);
  });
});

describe('values heard beside the answer', () => {
  const main: PlaybookSource = {
    steps: { q: { ask: both('?'), buttons: { a: both('A') }, otherwise: 'end:x', on: { a: 'end:x' } } },
  };

  it('fill empty slots of their kind that may come from words', () => {
    const entities = [hostname('imap.corp.example'), { kind: 'provider', value: 'qq' } as const];
    const player = playing(main).user('it says imap.corp.example', { entities });
    expect(player.run.slots).toEqual({ host: { value: 'imap.corp.example', source: 'words' } });
    expect(player.at).toBe('main/q');
  });

  it('fill one slot each, while measuring too', () => {
    const probing: PlaybookSource = {
      steps: { t: { probe: 'tls', with: { host: 'x.example' }, otherwise: 'end:x' } },
    };
    const player = playing(probing).user('a@x.example', {
      entities: [email('a@x.example'), email('b@x.example')],
    });
    expect(player.slot('address')).toBe('a@x.example');
  });

  it('are left to the question that asks for their kind', () => {
    const asking: PlaybookSource = {
      steps: {
        q: { ask: both('?'), into: 'since', accept: 'hostname', otherwise: 'end:x', on: { given: 'end:x' } },
      },
    };
    const player = playing(asking).user('x.example', { entities: [hostname('x.example')] });
    expect(player.run.slots).toEqual({ since: { value: 'x.example', source: 'question' } });
  });
});

describe('a correction', () => {
  const FLOW: PlaybookSource = {
    steps: {
      address: {
        ask: both('Address?'),
        into: 'address',
        accept: 'email',
        on: { given: 'test', unknown: 'end:x', gave_up: 'end:x' },
      },
      test: { probe: 'discover', with: { address: '{address}' }, on: { otherwise: 'works' } },
      works: CONFIRM,
    },
  };
  const OLD = 'li@old.example';
  const NEW = 'li@new.example';

  function corrected(entities = [email(NEW)]) {
    const player = playing(FLOW).user(OLD, { entities: [email(OLD)] });
    const mailbox = {
      address: OLD,
      domain: 'old.example',
      servers: [{ protocol: 'imap', host: 'imap.old.example', port: 993, tls: 'implicit', source: 'srv' }],
    } as const;
    const discovered = findingOf('discover.found', {
      severity: 'info',
      probe: 'discover',
      target: 'old.example',
    });
    const expired = findingOf('tls.expired', { target: 'imap.old.example:993' });
    const other = findingOf('dns.timeout', { probe: 'dns', target: 'elsewhere.example' });
    player.measure([resultOf([discovered], { mailbox }), resultOf([expired]), resultOf([other])]);
    expect(player.at).toBe('main/works');
    expect(player.slot('host')).toBe('imap.old.example');
    return player.user('sorry, it is another one', { entities });
  }

  it('sets the slot, drops what stood on the old value, and restarts after the step that asked', () => {
    const player = corrected();
    expect(player.at).toBe('main/test');
    expect(player.of('probe')[0]?.request.with).toEqual({ address: NEW });
    expect(player.run.slots).toEqual({ address: { value: NEW, source: 'words' } });
    expect(player.run.findings.map((finding) => finding.code)).toEqual(['dns.timeout']);
  });

  it('may be made twice in a row', () => {
    const player = corrected()
      .measure([resultOf([])])
      .user('no, this', { entities: [email('li@third.example')] });
    expect(player.slot('address')).toBe('li@third.example');
    expect(player.at).toBe('main/test');
  });

  it('is none when the value is the known one', () => {
    const player = corrected([email('LI@old.example')]);
    expect(player.heard).toEqual(['phrase:not-understood', 'works']);
  });

  it('is none where the open question asks for that kind', () => {
    const main: PlaybookSource = {
      steps: {
        q: { ask: both('?'), into: 'since', accept: 'email', otherwise: 'end:x', on: { given: 'end:given' } },
      },
    };
    const player = playing(main, { slots: { address: OLD } }).user(NEW, { entities: [email(NEW)] });
    expect(player.heard).toEqual(['end given']);
    expect(player.slot('address')).toBe(OLD);
  });

  it('counts even when the words also say no', () => {
    const player = playing(FLOW, { slots: { address: OLD } }).measure([resultOf([])]);
    player.user('no, it is li@new.example', { answer: 'no', entities: [email(NEW)] });
    expect(player.slot('address')).toBe(NEW);
  });

  it('opens the file anew that needs the slot, leaving the files above it', () => {
    const main: PlaybookSource = {
      needs: ['host'],
      steps: { first: { say: both('first') }, a: { call: 'parts/p' } },
    };
    const player = playing(
      main,
      { slots: { host: 'old.example', port: '993' } },
      { 'parts/p': { steps: { works: CONFIRM } } },
    );
    player.user('new.example', { entities: [hostname('new.example')] });
    expect(player.heard).toEqual(['first', 'works']);
    expect(player.texts[1]).toBe('Works with new.example?');
    expect(player.run.stack).toHaveLength(2);
    // The port was told by a person, not found for the old host.
    expect(player.slot('port')).toBe('993');
  });

  it('of what nobody asked for restarts the current file', () => {
    const main: PlaybookSource = { steps: { a: { call: 'inner', on: { otherwise: 'end:x' } } } };
    const inner: PlaybookSource = { steps: { first: { say: both('first') }, works: CONFIRM } };
    const player = playing(main, { slots: { address: OLD } }, { inner });
    player.user(NEW, { entities: [email(NEW)] });
    expect(player.heard).toEqual(['first', 'works']);
  });

  it('lets diagnose choose anew, excluded causes too, when its grounds are dropped', () => {
    const main: PlaybookSource = {
      steps: {
        look: { check: 'finding', on: { 'tls.*': 'find', missing: 'none' } },
        none: { say: both('none'), on: { next: 'end:none' } },
        find: { diagnose: {}, on: { undecided: 'end:x' } },
      },
    };
    const cause = (code: string): PlaybookSource => ({
      findings: { [code]: 'strong' },
      steps: { works: { ...CONFIRM, on: { ...CONFIRM.on, no: 'end:not-it' } } },
    });
    const findings = ['tls.expired', 'tls.name-mismatch'].map((code) =>
      findingOf(code, { target: 'old.example:993' }),
    );
    const player = playing(
      main,
      { slots: { host: 'old.example' }, findings },
      { one: cause('tls.expired'), two: cause('tls.name-mismatch') },
    );
    player.press('no');
    expect(player.run.excluded).toHaveLength(1);
    player.user('new.example', { entities: [hostname('new.example')] });
    expect(player.heard).toEqual(['none', 'end none']);
    expect(player.run.excluded).toEqual([]);
  });
});
