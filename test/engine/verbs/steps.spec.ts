import { describe, expect, it } from 'vitest';
import { both, bundleOf, contextOf, findingOf } from '../_bundle.js';
import { Player } from '../_player.js';
import type { Start } from '../_player.js';
import { VERBS } from '../../../src/engine/index.js';

function playing(steps: Record<string, Record<string, unknown>>, start: Start = {}) {
  return new Player(bundleOf({ main: { steps } }), start);
}

const END = { say: both('end'), on: { next: 'end:below' } };

describe('say', () => {
  it('shows its text in the person’s language and goes on', () => {
    const player = playing({ hello: { say: both('Hello') }, below: END }, { language: 'zh' });
    expect(player.heard).toEqual(['hello', 'below', 'end below']);
    expect(player.texts[0]).toBe('Hello（中）');
  });
});

describe('confirm', () => {
  const CONFIRM = {
    works: {
      confirm: both('Works?'),
      on: { yes: 'end:yes', no: 'end:no', unknown: 'end:unknown', silent: 'end:silent' },
    },
  };

  it('shows yes, no and a person, and waits a day', () => {
    const player = playing(CONFIRM);
    expect(player.replies[0]?.buttons?.map((button) => button.label)).toEqual([
      'It works',
      'Still not',
      '[talk-to-person]',
    ]);
    expect(player.of('timer')).toEqual([
      { kind: 'timer', token: 'p1.1', purpose: 'silent', afterMs: 86_400_000, byDay: true },
    ]);
  });

  it('understands buttons, labels of both languages, and answers in any words', () => {
    expect(playing(CONFIRM).press('yes').heard).toEqual(['end yes']);
    expect(playing(CONFIRM).user('还是不行。').heard).toEqual(['end no']);
    expect(playing(CONFIRM).user('yep', { answer: 'yes' }).heard).toEqual(['end yes']);
    expect(playing(CONFIRM).user('nope', { answer: 'no' }).heard).toEqual(['end no']);
    expect(playing(CONFIRM).user('dunno', { answer: 'unknown' }).heard).toEqual(['end unknown']);
  });

  it('asks again twice, then takes it as unknown', () => {
    const player = playing(CONFIRM);
    expect(player.user('hm').heard).toEqual(['phrase:not-understood', 'works']);
    player.user('hm').user('hm');
    expect(player.heard).toEqual(['end unknown']);
  });

  it('yields silent after its own time', () => {
    const player = playing({ works: { ...CONFIRM.works, silent_after: '2h' } });
    expect(player.of('timer').map((timer) => timer.afterMs)).toEqual([7_200_000]);
    expect(player.elapse('silent').heard).toEqual(['end silent']);
  });

  it('does not know a time that is no duration', () => {
    expect(VERBS.get('confirm')!.schema.safeParse({ confirm: both('?'), silent_after: 'soon' }).success).toBe(
      false,
    );
  });
});

describe('check', () => {
  const routed = (check: string, on: Record<string, string>, start: Start = {}) =>
    playing({ look: { check, on }, below: END }, start).heard;

  it('routes on the value of a slot', () => {
    const on = { outlook: 'end:outlook', missing: 'end:missing', otherwise: 'end:other' };
    expect(routed('client', on, { slots: { client: 'outlook' } })).toEqual(['end outlook']);
    expect(routed('client', on, { slots: { client: 'foxmail' } })).toEqual(['end other']);
    expect(routed('client', on)).toEqual(['end missing']);
  });

  it('takes a value without a route as missing when there is no otherwise', () => {
    expect(routed('client', { missing: 'end:missing' }, { slots: { client: 'foxmail' } })).toEqual([
      'end missing',
    ]);
  });

  it('routes on the provider by slot or address', () => {
    const other = { missing: 'end:missing', otherwise: 'end:other' };
    const start = { slots: { address: 'li@qq.com' } };
    expect(routed('provider.id', { qq: 'end:qq', ...other }, start)).toEqual(['end qq']);
    expect(routed('provider.credential', { 'authorization-code': 'end:code', ...other }, start)).toEqual([
      'end code',
    ]);
    expect(
      routed('provider.kind', { public: 'end:public', ...other }, { slots: { provider: 'qq' } }),
    ).toEqual(['end public']);
    expect(routed('provider.id', { qq: 'end:qq', ...other })).toEqual(['end missing']);
  });

  it('routes on role and channel, and knows no incident', () => {
    expect(routed('user.role', { employee: 'end:employee', missing: 'below' })).toEqual(['end employee']);
    expect(routed('channel', { web: 'end:web', missing: 'below' })).toEqual(['end web']);
    expect(routed('incident', { open: 'below', missing: 'end:missing' })).toEqual(['end missing']);
  });

  it('routes findings in file order, by name or prefix', () => {
    const findings = [findingOf('tls.expired'), findingOf('net.timeout')];
    expect(
      routed('finding', { 'net.*': 'end:net', 'tls.expired': 'end:tls', missing: 'below' }, { findings }),
    ).toEqual(['end net']);
    expect(
      routed('finding', { 'tls.*': 'end:tls', 'net.*': 'end:net', missing: 'below' }, { findings }),
    ).toEqual(['end tls']);
  });

  it('lets background findings be named, but not be caught by a prefix', () => {
    const findings = [findingOf('net.connected', { severity: 'info' })];
    expect(routed('finding', { 'net.*': 'end:net', missing: 'end:missing' }, { findings })).toEqual([
      'end missing',
    ]);
    expect(
      routed('finding', { 'net.*': 'end:net', 'net.connected': 'end:up', missing: 'below' }, { findings }),
    ).toEqual(['end up']);
  });

  it('sends findings that no route names to otherwise', () => {
    const findings = [findingOf('imap.bye')];
    expect(
      routed('finding', { 'tls.*': 'below', missing: 'below', otherwise: 'end:other' }, { findings }),
    ).toEqual(['end other']);
  });
});

describe('wait', () => {
  const PAUSE = {
    pause: {
      wait: '2h',
      announce: both('Later'),
      remind: both('Still open'),
      on: { message: 'end:message' },
    },
    below: END,
  };

  it('announces, reminds by day, and falls to the next step', () => {
    const player = playing(PAUSE);
    expect(player.texts).toEqual(['Later']);
    expect(player.of('timer')).toEqual([
      { kind: 'timer', token: 'p1.1', purpose: 'wait', afterMs: 7_200_000, byDay: true },
    ]);
    expect(player.run.waiting?.kind).toBe('pause');
    player.elapse('wait');
    expect(player.heard).toEqual(['pause', 'below', 'end below']);
    expect(player.texts[0]).toBe('Still open');
  });

  it('ends when the person writes', () => {
    expect(playing(PAUSE).user('it is back').heard).toEqual(['end message']);
  });

  it('answers a question about a term without ending', () => {
    const player = playing(PAUSE).user('what is imap', { asksAbout: 'imap' });
    expect(player.heard).toEqual(['aside:imap']);
    expect(player.run.waiting?.kind).toBe('pause');
  });

  it('may fire at night when it says nothing', () => {
    const player = playing({ pause: { wait: '1m', on: { message: 'below' } }, below: END });
    expect(player.of('timer')[0]?.byDay).toBe(false);
  });

  it.each([
    ['30m of a fact', '{retry_after|5m}', { retry_after: '30m' }, 1_800_000],
    ['a time of a fact', '{retry_after|5m}', { retry_after: '2026-03-02T10:20:00Z' }, 1_200_000],
    ['the fallback', '{retry_after|5m}', {}, 300_000],
    ['the longest it may be', '{retry_after|5m}', { retry_after: '9h' }, 7_200_000],
    ['a minute at least', '{retry_after|5m}', { retry_after: '2s' }, 60_000],
    ['an hour for what is no time', '{retry_after|5m}', { retry_after: 'soon' }, 3_600_000],
  ])('waits %s', (_name, wait, facts, afterMs) => {
    const pause = { wait, no_longer_than: '2h', on: { message: 'below' } };
    const findings = [findingOf('auth.rate-limited', { facts })];
    expect(playing({ pause, below: END }, { findings }).of('timer')[0]?.afterMs).toBe(afterMs);
  });

  it.each([
    { wait: '30s' },
    { wait: 'a while' },
    { wait: '{retry_after}' },
    { wait: '{a} and {b}', no_longer_than: '1h' },
  ])('refuses %j', (options) => {
    expect(VERBS.get('wait')!.schema.safeParse(options).success).toBe(false);
  });
});

describe('guide', () => {
  const GUIDE = {
    steps: { guide: 'provider/code', on: { stuck: 'end:stuck', none: 'end:none' } },
    below: END,
  };
  const start = { slots: { provider: 'qq' } };

  it('shows one screen at a time', () => {
    const player = playing(GUIDE, start);
    expect(player.texts).toEqual(['Screen one']);
    expect(player.replies[0]?.buttons?.map((button) => button.id)).toEqual(['done', 'stuck', 'human']);
    expect(player.press('done').texts).toEqual(['Screen two']);
    expect(player.press('done').heard).toEqual(['below', 'end below']);
  });

  it('does not take one press of done for two screens', () => {
    const player = playing(GUIDE, start);
    const { token } = player;
    player.press('done', token).press('done', token);
    expect(player.heard).toEqual(['phrase:button-used']);
    expect(player.user('ok', { answer: 'yes' }).heard).toEqual(['below', 'end below']);
  });

  it('understands words', () => {
    expect(playing(GUIDE, start).user('还是不行', { answer: 'no' }).heard).toEqual(['end stuck']);
    expect(playing(GUIDE, start).user('[guide-stuck]').heard).toEqual(['end stuck']);
    expect(playing(GUIDE, start).user('?', { answer: 'unknown' }).heard).toEqual(['end stuck']);
    const player = playing(GUIDE, start).user('hm');
    expect(player.heard).toEqual(['phrase:not-understood', 'steps']);
    expect(player.user('hm').user('hm').heard).toEqual(['end stuck']);
  });

  it('stays on its screen when that is said again', () => {
    const player = playing(GUIDE, start).press('done').user('imap?', { asksAbout: 'imap' });
    expect(player.texts[1]).toBe('Screen two');
  });

  it('yields none for a provider or mail app without it', () => {
    expect(playing(GUIDE).heard).toEqual(['end none']);
    const client = { ...GUIDE, steps: { ...GUIDE.steps, guide: 'client/code' } };
    expect(playing(client, { slots: { client: 'outlook' } }).heard).toEqual(['end none']);
  });
});

describe('escalate', () => {
  const HUMAN = { escalate: { queue: 'mail', severity: 'P2', summary: both('Trouble on {host|a server}') } };

  it('asks the desk first and tells the person when people have it', () => {
    const player = playing({ human: HUMAN }, { slots: { host: 'imap.corp.example' } });
    expect(player.of('escalate')).toEqual([
      {
        kind: 'escalate',
        step: 'main/human',
        token: 'p1.1',
        queue: 'mail',
        severity: 'P2',
        summary: { zh: 'Trouble on imap.corp.example（中）', en: 'Trouble on imap.corp.example' },
      },
    ]);
    expect(player.replies).toEqual([]);
    expect(player.run.waiting?.kind).toBe('handoff');
    player.context = contextOf({ promises: { 'desk.answers_by': both('14:00 today') } });
    player.handed('MM-7');
    expect(player.heard).toEqual(['phrase:handed-over']);
    expect(player.texts).toEqual(['IT has MM-7, answers by 14:00 today']);
    expect(player.token).toBe('p1.1');
  });

  it('goes on where it is routed when people give it back', () => {
    const player = playing({ human: { ...HUMAN, on: { returned: 'below' } }, below: END });
    expect(player.handed().returned().heard).toEqual(['below', 'end below']);
  });

  it('ends as escalated when it is given back and nothing is routed', () => {
    expect(playing({ human: HUMAN }).handed().returned().heard).toEqual(['end escalated']);
  });

  it('says nothing to what the person writes meanwhile', () => {
    const player = playing({ human: HUMAN }).handed().user('any news?');
    expect(player.effects).toEqual([]);
    expect(player.run.waiting?.kind).toBe('handoff');
  });

  it('uses the default queue when it names none', () => {
    const escalate = { ...HUMAN.escalate, queue: undefined };
    expect(playing({ human: { escalate } }).heard).toEqual(['human desk P2']);
  });
});
