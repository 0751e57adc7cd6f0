import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decideTurn } from '../../src/desk/index.js';
import type {
  Case,
  Finding,
  InboxRow,
  IntentMatch,
  LoadedBundle,
  ProbeRequest,
  ProbeResult,
  ProbeRunner,
  TurnWrites,
} from '../../src/domain/index.js';
import { claim, probeAgain, resolve, type Deed } from '../../src/handoff/index.js';
import { both, bundleOf, NOW } from '../engine/_bundle.js';
import { aCase } from '../fakes/cases.js';
import { openHouse, typed, type TestHouse } from './_house.js';

const TARGET = 'imap.corp.example:993';

function classify(text: string): IntentMatch {
  const language = 'en';
  return {
    text,
    language,
    scenario: 'unclear',
    confidence: 0.4,
    alternatives: [],
    because: [],
    certain: false,
  };
}

/** Measures at once, says two things about it, then asks. */
function measuringBundle(): LoadedBundle {
  const bundle = bundleOf({
    triage: {
      steps: {
        test: {
          probe: ['tls'],
          with: { host: 'imap.corp.example' },
          progress: both('Checking…'),
          on: { ok: 'fine', otherwise: 'bad' },
        },
        bad: { say: both('It has expired.') },
        more: { say: both('That is the whole reason.'), on: { next: 'ask' } },
        fine: { say: both('All is well.') },
        ask: { ask: both('Since when?'), into: 'since', accept: 'date', on: { given: 'end:x' } },
      },
    },
    certificate: { findings: { 'tls.expired': 'strong' }, steps: { all: { say: both('…') } } },
    outage: { findings: { 'net.refused': 'strong' }, steps: { all: { say: both('…') } } },
  });
  const phrases = ['agent-claimed', 'case-closed', 'case-waiting', 'greeting', 'probe-limit'];
  for (const id of phrases) (bundle.phrases as Map<string, unknown>).set(id, both(id));
  return { bundle, classify };
}

function finding(code: string, some: Partial<Finding> = {}): Finding {
  return {
    code,
    severity: 'critical',
    facts: {},
    evidence: [],
    probe: 'tls',
    target: TARGET,
    measuredAt: NOW,
    seenFrom: 'bot',
    ...some,
  };
}

function measured(...findings: readonly Finding[]): ProbeResult {
  return {
    probe: 'tls',
    target: TARGET,
    status: 'measured',
    findings,
    phases: [{ name: 'tls', status: 'fail', ms: 12, detail: 'a certificate for li.lei@corp.example' }],
    startedAt: NOW,
    ms: 40,
  };
}

let house: TestHouse;
let requests: ProbeRequest[];
/** What the next measurement gives, and what it waits for. */
let next: () => Promise<readonly ProbeResult[]>;

const probes: ProbeRunner = {
  run(request, _bundle, onProgress) {
    requests.push(request);
    onProgress({ probe: 'tls', target: TARGET, phase: 'tls', status: 'running' });
    return next();
  },
  close: () => Promise.resolve(),
};

beforeEach(async () => {
  const loaded = measuringBundle();
  requests = [];
  next = () => Promise.resolve([measured(finding('tls.expired'))]);
  house = await openHouse({
    probes,
    probeShares: { person: 2, target: 100 },
    shelf: { live: loaded, get: () => loaded, fetch: () => Promise.resolve() },
  });
});
afterEach(async () => {
  await house.close();
});

describe('a measurement', () => {
  it('has a page, and the first thing said about it leads there', async () => {
    await house.desk.receive(typed('my mail is broken'));
    await house.settled();
    const replies = house.sent.map(({ reply }) => reply);
    expect(replies.map(({ text, measured: shown }) => [text, shown?.run])).toEqual([
      ['Checking…', undefined],
      ['It has expired.', 'run-1'],
      ['That is the whole reason.', undefined],
      ['Since when?', undefined],
    ]);
    expect(replies[1]?.measured?.results).toEqual([
      {
        probe: 'tls',
        target: TARGET,
        status: 'measured',
        ms: 40,
        phases: [{ name: 'tls', status: 'fail', ms: 12, detail: 'a certificate for corp.example' }],
      },
    ]);
    expect(await house.store.probeRuns.find('run-1')).toMatchObject({
      conversation: 'fake:c',
      results: [{ probe: 'tls', target: TARGET, findings: [{ code: 'tls.expired' }] }],
    });
  });

  it('tells operations when the bot itself is cut off from the DNS, and not otherwise', async () => {
    const warned: string[] = [];
    await house.close();
    const loaded = measuringBundle();
    const quiet = () => undefined;
    house = await openHouse({
      probes,
      shelf: { live: loaded, get: () => loaded, fetch: () => Promise.resolve() },
      log: { debug: quiet, info: quiet, warn: (message) => warned.push(message), error: quiet },
    });
    await house.desk.receive(typed('my mail is broken'));
    await house.settled();
    expect(warned).toEqual([]);
    const cutOff = finding('dns.not-from-here', { probe: 'dns', severity: 'info' });
    next = () => Promise.resolve([{ ...measured(cutOff), status: 'failed', reason: 'no outside names' }]);
    await house.desk.receive({
      ...typed('my mail is broken'),
      address: { channel: 'fake', conversation: 'd' },
    });
    await house.settled();
    expect(warned).toEqual(['the name servers that the probes ask gave no answer that can be relied on']);
  });

  it('never shows whose mailbox it was about', async () => {
    next = () => Promise.resolve([{ ...measured(), target: 'li.lei@corp.example' }]);
    await house.desk.receive(typed('my mail is broken'));
    await house.settled();
    expect(JSON.stringify(house.sent)).not.toContain('li.lei');
    expect(house.sent[1]?.reply.measured?.results[0]?.target).toBe('corp.example');
  });
});

describe('measuring again for a case', () => {
  function by(agent: string, now: string, eventId: string): Deed {
    return { by: agent, now, eventId };
  }

  /** A case that Ann has, about an expired certificate. */
  async function claimed(): Promise<Case> {
    await house.desk.receive(typed('my mail is broken'));
    await house.settled();
    await house.desk.receive(typed('talk to a person'));
    await vi.waitFor(async () => expect((await house.store.cases({}))[0]?.state).toBe('posted'));
    const [posted] = await house.store.cases({});
    const found = await house.store.changeCase(posted?.id ?? '', (present, now) =>
      claim(present, by('Ann', now, 'e1')),
    );
    await house.settled();
    return found;
  }

  function startMeasuring(id: string, task = 'task-1'): Promise<Case> {
    return house.store.changeCase(id, (present, now) =>
      probeAgain(
        present,
        by('Ann', now, `probe ${task}`),
        { probes: ['tls'], with: { host: 'imap.corp.example' } },
        task,
      ),
    );
  }

  it('replaces the findings and the causes, and tells the person nothing', async () => {
    const { id, differential } = await claimed();
    expect(differential[0]?.cause).toBe('certificate');
    const before = house.sent.length;
    next = () => Promise.resolve([measured(finding('net.refused'))]);
    expect((await startMeasuring(id)).probing).toBe('task-1');
    await house.settled();
    const after = await house.store.case(id);
    expect(after?.findings.map(({ code }) => code)).toEqual(['net.refused']);
    expect(after?.differential[0]?.cause).toBe('outage');
    expect(after?.probing).toBeUndefined();
    expect(after?.state).toBe('claimed');
    const events = await house.store.caseEvents(id);
    expect(events.slice(-2).map(({ kind, by: who, text }) => [kind, who, text])).toEqual([
      ['probing', 'Ann', undefined],
      ['measured', 'mailmedic', 'run-2'],
    ]);
    expect(await house.store.probeRuns.find('run-2')).toBeDefined();
    expect(requests.at(-1)).toEqual({ probes: ['tls'], with: { host: 'imap.corp.example' } });
    expect(house.sent).toHaveLength(before);
  });

  it('keeps what was known where nothing could be measured', async () => {
    const { id } = await claimed();
    next = () => Promise.resolve([{ ...measured(), status: 'failed', reason: 'stopped' }]);
    await startMeasuring(id);
    await house.settled();
    const after = await house.store.case(id);
    expect(after?.findings.map(({ code }) => code)).toEqual(['tls.expired']);
    expect(after?.probing).toBeUndefined();
    expect((await house.store.caseEvents(id)).at(-1)?.kind).toBe('measured');
  });

  it('leaves a case alone that was closed meanwhile, and keeps the page', async () => {
    const { id } = await claimed();
    let release: (results: readonly ProbeResult[]) => void = () => undefined;
    next = () => new Promise((resolve) => (release = resolve));
    await startMeasuring(id);
    await vi.waitFor(() => expect(requests).toHaveLength(2));
    await house.store.changeCase(id, (present, now) =>
      resolve(present, by('Ann', now, 'e3'), { cause: 'certificate', fix: 'renewed' }),
    );
    release([measured(finding('net.refused'))]);
    await house.settled();
    const after = await house.store.case(id);
    expect(after).toMatchObject({ state: 'closed', findings: [{ code: 'tls.expired' }] });
    expect(after?.probing).toBeUndefined();
    expect((await house.store.caseEvents(id)).map(({ kind }) => kind)).not.toContain('measured');
    expect(await house.store.probeRuns.find('run-2')).toBeDefined();
  });

  it('goes on when the task can not be read any more', async () => {
    const { id } = await claimed();
    await house.store.changeCase(id, (present, now) => {
      const change = probeAgain(present, by('Ann', now, 'e2'), { probes: [], with: {} }, 'task-1');
      return { ...change, task: { id: 'task-1', token: 'task-1', work: { kind: 'nonsense' } as never } };
    });
    await house.settled();
    expect((await house.store.case(id))?.probing).toBeUndefined();
    expect((await house.store.caseEvents(id)).at(-1)).toMatchObject({ kind: 'noted', by: 'mailmedic' });
    expect((await startMeasuring(id, 'task-2')).probing).toBe('task-2');
    await house.settled();
  });
});

describe('a turn with the result of a measurement', () => {
  function turn(
    row: Partial<InboxRow>,
    openCase: Case | undefined,
    attempt = 1,
    then: readonly InboxRow[] = [],
  ): TurnWrites {
    const live = measuringBundle();
    const address = { channel: 'fake', conversation: 'c' };
    return decideTurn(
      {
        key: 'fake:c',
        address,
        now: NOW,
        conversation: undefined,
        openCase,
        attempt,
        inbox: [
          {
            id: 7,
            address,
            kind: 'result',
            platformId: 'task-1',
            revision: 0,
            order: NOW,
            sentAt: NOW,
            ...row,
          },
          ...then,
        ],
      },
      { live, bundleOf: () => live },
    );
  }

  const waiting = aCase({ state: 'claimed', claimedBy: 'Li', probing: 'task-1' });

  it('that fails for the third time keeps the case, and lets it be measured again', () => {
    const writes = turn({ payload: { kind: 'case-probe', results: 'damaged' } }, waiting, 3);
    expect(writes.newCase).toBeUndefined();
    expect(writes.caseChange?.to).toMatchObject({ id: waiting.id, state: 'claimed' });
    expect(writes.caseChange?.to.probing).toBeUndefined();
    expect(writes.caseEvents.map(({ kind }) => kind)).toEqual(['noted']);
    expect(writes.outbox).toEqual([]);
  });

  it('takes no result that nobody waits for', () => {
    const payload = { kind: 'case-probe', caseId: waiting.id, results: [measured()], run: 'run-1' };
    expect(turn({ payload, platformId: 'an-older-task' }, waiting).caseChange).toBeUndefined();
    expect(turn({ payload }, { ...waiting, id: 'another' }).caseChange).toBeUndefined();
    expect(turn({ payload }, waiting).caseChange?.to.probing).toBeUndefined();
  });

  it('shows it with what is said about it, and with nothing else', () => {
    const payload = { kind: 'probe', token: 'an old one', results: [measured()], run: 'run-1' };
    const hello = { ...typed('hello'), id: 8 };
    const { outbox } = turn({ payload }, undefined, 1, [hello]);
    expect(outbox.map(({ reply }) => reply)).toEqual([{ text: 'greeting' }]);
  });

  it('posts a case once more whose posting was lost', () => {
    const requested = aCase({ state: 'requested' });
    const payload = { kind: 'lost', token: 'p1.7' };
    expect(turn({ payload, platformId: 'case-1:post' }, requested).tasks).toEqual([
      { id: 'case-1:post:7', token: 'p1.7', work: { kind: 'post-case', caseId: 'case-1' } },
    ]);
    expect(turn({ payload, platformId: 'case-1:post' }, waiting).tasks).toEqual([]);
  });
});

describe('how much one person may have measured', () => {
  const from = (id: string, conversation: string) => ({
    address: { channel: 'fake', conversation },
    from: { id, isKnown: true } as const,
  });

  it('is counted over all their chats; somebody else is measured for all the same', async () => {
    for (const chat of ['a', 'b', 'c']) {
      await house.desk.receive(typed('my mail is broken', from('1042', chat)));
      await house.settled();
    }
    expect(requests).toHaveLength(2);
    const last = house.sent.filter(({ address }) => address.conversation === 'c');
    expect(last.map(({ reply }) => reply.text)).toContain('probe-limit');

    await house.desk.receive(typed('my mail is broken', from('1043', 'd')));
    await house.settled();
    expect(requests).toHaveLength(3);
  });
});
