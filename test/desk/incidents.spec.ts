import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TurnTools } from '../../src/desk/index.js';
import type { Finding, ProbeRequest, ProbeResult, Speaker } from '../../src/domain/index.js';
import { claim, reply, resolve } from '../../src/handoff/index.js';
import { shippedTools } from '../journeys/_shipped.js';
import { World } from './_world.js';

const HOST = 'imap.corp.example';
const MINUTE = 60_000;

let tools: TurnTools;
let world: World;
/** What a measurement finds: nothing while the server is well. */
let fault: string | undefined;

beforeAll(async () => {
  tools = await shippedTools();
});

beforeEach(() => {
  fault = 'net.refused';
  world = new World(tools, measure);
});

function measure({ probes, with: { host = HOST } }: ProbeRequest): readonly ProbeResult[] {
  return probes.map((probe) => {
    const findings = probe === 'tcp' ? [finding(fault ?? 'net.connected', host)] : [];
    const [target, startedAt] = [`${host}:993`, world.now];
    return { probe, target, status: 'measured', findings, phases: [], startedAt, ms: 1 };
  });
}

function finding(code: string, host: string): Finding {
  return {
    code,
    severity: code === 'net.connected' ? 'info' : 'critical',
    facts: { 'net.host': host, 'net.port': '993' },
    evidence: [],
    probe: 'tcp',
    target: `${host}:993`,
    measuredAt: world.now,
    seenFrom: 'bot',
  };
}

function person(name: string, language: 'zh' | 'en' = 'en'): Speaker {
  const address = `${name.toLowerCase()}@corp.example`;
  return { id: name, name, address, verified: true, language, timeZone: 'Asia/Shanghai' };
}

function complains(name: string, language: 'zh' | 'en' = 'en'): readonly string[] {
  const words =
    language === 'zh'
      ? `邮件客户端连不上收件服务器 ${HOST}`
      : `My mail app can't connect to the incoming server ${HOST}`;
  world.says(name, words, person(name, language));
  return world.heard(name);
}

function theIncident() {
  return [...world.cases.values()].filter(({ conversation }) => conversation.startsWith('incident:'));
}

describe('several people with the same fault of one server', () => {
  it('are told that they are not alone, are asked nothing more, and IT gets one case', () => {
    expect(complains('Ann').at(-1)).toContain('Shall I tell IT?');
    complains('Bo');
    const third = complains('Caro');
    expect(third.at(-1)).toMatch(
      /imap\.corp\.example has been in trouble since 10:00 today, .*\(ticket MM-\d+\)/u,
    );
    expect(world.heard('Ann').at(-1)).toContain('not for you alone');
    expect(theIncident()).toMatchObject([
      {
        severity: 'P1',
        state: 'posted',
        known: { host: HOST, people: '3' },
        findings: [{ code: 'net.refused' }],
      },
    ]);
    expect(world.conversations.get('fake:Ann')?.problem).toBeUndefined();
  });

  it('of whom the fourth is told before any question', () => {
    for (const name of ['Ann', 'Bo', 'Caro']) complains(name);
    const told = complains('Dora', 'zh');
    expect(told.at(-1)).toMatch(/^imap\.corp\.example 从今天 10:00 起出故障，不止您一位遇到/u);
    expect(told.join(' ')).not.toContain('要我通知 IT 吗');
    expect(theIncident()).toHaveLength(1);
    expect(world.events.at(-1)?.text).toBe('Dora has the same trouble: 4 people now.');
  });

  it('count as one where one person writes three times', () => {
    complains('Ann');
    for (let again = 0; again < 2; again += 1) {
      world.says('Ann', 'never mind', person('Ann'));
      complains('Ann');
    }
    expect(theIncident()).toHaveLength(0);
  });

  it('are no incident when they come too far apart, or meet different faults', () => {
    complains('Ann');
    complains('Bo');
    world.passes(16 * MINUTE);
    complains('Caro');
    fault = 'net.timeout';
    complains('Dora');
    expect(theIncident()).toHaveLength(0);
  });

  it('hear that it is over when the server has answered twice, and are asked whether it works', () => {
    for (const name of ['Ann', 'Bo', 'Caro']) complains(name);
    world.heard('Ann');
    world.passes(5 * MINUTE);
    expect(world.heard('Ann')).toEqual([]);
    fault = undefined;
    world.passes(3 * MINUTE);
    expect(world.heard('Ann')).toEqual([
      'imap.corp.example is back: from here it can be reached again. Please fetch mail once. Does it arrive now?',
    ]);
    world.says('Ann', 'yes', person('Ann'));
    expect(world.heard('Ann').at(-1)).toContain('Password and settings can stay');
    const looks = world.measured.length;
    world.passes(60 * MINUTE);
    expect(world.measured).toHaveLength(looks);
  });

  it('are not told that it is over by one lucky answer', () => {
    for (const name of ['Ann', 'Bo', 'Caro']) complains(name);
    world.heard('Ann');
    fault = undefined;
    world.passes(2 * MINUTE + 1_000);
    fault = 'net.refused';
    world.passes(10 * MINUTE);
    expect(world.heard('Ann')).toEqual([]);
  });

  it('get what an agent says to all of them, in the agent’s name, and news when they ask', () => {
    for (const name of ['Ann', 'Bo', 'Caro']) complains(name);
    for (const name of ['Ann', 'Bo']) world.heard(name);
    const ticket = theIncident()[0]?.reference ?? '';
    world.agent(ticket, claim);
    world.agent(ticket, (present, deed) => reply(present, deed, 'The disk is full, we are on it.'));
    expect(world.heard('Ann')).toEqual(['Wang: The disk is full, we are on it.']);
    world.says('Bo', 'any news?', person('Bo'));
    expect(world.heard('Bo').at(-1)).toContain(`ticket ${ticket}`);
  });

  it('are asked too when people close the case, and wait no longer once they said it works', () => {
    for (const name of ['Ann', 'Bo', 'Caro']) complains(name);
    world.says('Bo', 'solved', person('Bo'));
    for (const name of ['Ann', 'Bo']) world.heard(name);
    const ticket = theIncident()[0]?.reference ?? '';
    world.agent(ticket, claim);
    world.agent(ticket, (present, deed) => resolve(present, deed, { cause: 'disk', fix: 'space' }));
    expect(world.heard('Ann').at(-1)).toContain('Does it arrive now?');
    expect(world.heard('Bo')).toEqual([]);
  });
});

describe('a case about a fault that can be measured', () => {
  function handsOver(name: string): string {
    complains(name);
    world.says(name, 'yes', person(name));
    return (
      [...world.cases.values()].find(({ conversation }) => conversation === `fake:${name}`)?.reference ?? ''
    );
  }

  it('is watched until it clears; the person and the agent are told', () => {
    const ticket = handsOver('Ann');
    world.heard('Ann');
    world.passes(10 * MINUTE);
    expect(world.heard('Ann')).toEqual([]);
    fault = undefined;
    world.passes(3 * MINUTE);
    expect(world.heard('Ann')).toEqual([expect.stringContaining(`ticket ${ticket} says so too`)]);
    expect(world.events.at(-1)).toMatchObject({
      kind: 'noted',
      text: expect.stringContaining('is over') as string,
    });
    world.says('Ann', 'solved', person('Ann'));
    expect([...world.cases.values()].map(({ state }) => state)).toEqual(['closed']);
  });

  it('tells the agent only, once one has taken it', () => {
    const ticket = handsOver('Ann');
    world.agent(ticket, claim);
    world.heard('Ann');
    fault = undefined;
    world.passes(5 * MINUTE);
    expect(world.heard('Ann')).toEqual([]);
    expect(world.events.at(-1)?.text).toContain('is over');
  });

  it('is watched no longer once it is closed', () => {
    const ticket = handsOver('Ann');
    world.agent(ticket, claim);
    world.agent(ticket, (present, deed) => resolve(present, deed, { cause: 'disk', fix: 'space' }));
    world.passes(5 * MINUTE);
    const looks = world.measured.length;
    world.passes(60 * MINUTE);
    expect(world.measured).toHaveLength(looks);
  });

  it('stays that person’s own when others meet the fault too; its people learn of the one for all', () => {
    handsOver('Ann');
    world.heard('Ann');
    for (const name of ['Bo', 'Caro']) complains(name);
    expect(world.heard('Ann')).toEqual([]);
    const [incident] = theIncident();
    expect(world.events.map(({ text }) => text)).toContain(
      `Others have the same trouble with ${HOST}: see ${incident?.reference ?? ''}.`,
    );
  });
});
