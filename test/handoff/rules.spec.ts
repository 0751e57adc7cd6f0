import { describe, expect, it } from 'vitest';

import type { Case, CaseState } from '../../src/domain/index.js';
import {
  casePayload,
  claim,
  giveBack,
  note,
  openCase,
  personSaid,
  posted,
  probeAgain,
  reference,
  reply,
  resolve,
  solvedByPerson,
  type Deed,
} from '../../src/handoff/index.js';
import { aCase } from '../fakes/cases.js';

const NOW = '2026-03-01T09:05:00.000Z';
const LESSON = { cause: 'certificate', fix: 'renewed it' };

function by(agent: string, eventId = 'e1'): Deed {
  return { by: agent, now: NOW, eventId };
}

function inState(state: CaseState): Case {
  const fresh = state === 'requested' || state === 'posted';
  return aCase({ state, ...(fresh ? {} : { claimedBy: 'Li' }) });
}

describe('openCase', () => {
  it('is requested, with a reference, and with nothing told yet', () => {
    const opened = openCase({ ...aCase({ state: 'closed' }), number: 1042, now: NOW });

    expect(opened.case).toEqual({ ...aCase(), createdAt: NOW });
    expect(opened.event).toEqual({
      id: 'case-1:requested',
      caseId: 'case-1',
      at: NOW,
      by: 'bot',
      kind: 'requested',
    });
    expect(reference(7)).toBe('MM-7');
  });
});

describe('telling the person', () => {
  it('sends an inbox row to the conversation, unique by the id of the event', () => {
    const change = reply(inState('claimed'), by('Li', 'e42'), ' 证书已更换 ');

    expect(change.event).toEqual({
      id: 'e42',
      caseId: 'case-1',
      at: NOW,
      by: 'Li',
      kind: 'replied',
      text: '证书已更换',
    });
    expect(change.tell).toMatchObject({
      address: { channel: 'web', conversation: 'chat:with:colons' },
      kind: 'case',
      platformId: 'e42',
      revision: 0,
      sentAt: NOW,
    });
    expect(casePayload.parse(change.tell?.payload)).toEqual({
      event: 'replied',
      caseId: 'case-1',
      reference: 'MM-1042',
      token: 'p1.7',
      agent: 'Li',
      text: '证书已更换',
    });
  });

  it('keeps notes, lessons and the person’s own words to colleagues', () => {
    expect(note(inState('active'), by('Li'), 'knows the director').tell).toBeUndefined();
    expect(personSaid(inState('active'), by('Wang Min'), 'hello').tell).toBeUndefined();
    expect(solvedByPerson(inState('active'), by('Wang Min')).tell).toBeUndefined();
    const closing = resolve(inState('active'), by('Li'), LESSON);
    expect(closing.event.text).toBe('certificate: renewed it');
    expect(JSON.stringify(closing.tell)).not.toContain('renewed');
  });

  it('refuses a case whose conversation is not an address', () => {
    expect(() => claim(aCase({ conversation: 'nowhere' }), by('Li'))).toThrow(
      expect.objectContaining({ code: 'MM_STORE_CORRUPT' }),
    );
  });
});

const DEEDS: Readonly<Record<string, (present: Case, agent: string) => { readonly to: Case }>> = {
  posted: (present) => posted(present, by('bot')),
  claim: (present, agent) => claim(present, by(agent)),
  reply: (present, agent) => reply(present, by(agent), 'hello'),
  note: (present, agent) => note(present, by(agent), 'hello'),
  giveBack: (present, agent) => giveBack(present, by(agent), 'hello'),
  resolve: (present, agent) => resolve(present, by(agent), LESSON),
  probeAgain: (present, agent) => probeAgain(present, by(agent), { probes: ['tls'], with: {} }, 'task'),
  personSaid: (present) => personSaid(present, by('Wang Min'), 'hello'),
  solvedByPerson: (present) => solvedByPerson(present, by('Wang Min')),
};

function outcome(deed: string, state: CaseState, agent: string): string {
  try {
    return DEEDS[deed]!(inState(state), agent).to.state;
  } catch (error) {
    return (error as { code: string }).code.replace('MM_CASE_', '');
  }
}

/** The whole table: a row per deed, a column per state the case is in; Li has the case where anybody has it. */
const STATES = ['requested', 'posted', 'claimed', 'active', 'returned', 'closed'] as const;
const BY_LI = {
  posted: ['posted', 'STATE', 'claimed', 'active', 'STATE', 'STATE'],
  claim: ['claimed', 'claimed', 'STATE', 'STATE', 'STATE', 'STATE'],
  reply: ['STATE', 'STATE', 'active', 'active', 'STATE', 'STATE'],
  note: ['requested', 'posted', 'claimed', 'active', 'returned', 'closed'],
  giveBack: ['STATE', 'STATE', 'returned', 'returned', 'STATE', 'STATE'],
  resolve: ['STATE', 'STATE', 'closed', 'closed', 'closed', 'STATE'],
  probeAgain: ['STATE', 'STATE', 'claimed', 'active', 'STATE', 'STATE'],
  personSaid: ['requested', 'posted', 'claimed', 'active', 'STATE', 'STATE'],
  solvedByPerson: ['closed', 'closed', 'closed', 'closed', 'closed', 'STATE'],
};
const BY_ZHAO = {
  claim: ['claimed', 'claimed', 'TAKEN', 'TAKEN', 'STATE', 'STATE'],
  reply: ['STATE', 'STATE', 'TAKEN', 'TAKEN', 'STATE', 'STATE'],
  note: ['requested', 'posted', 'claimed', 'active', 'returned', 'closed'],
  giveBack: ['STATE', 'STATE', 'TAKEN', 'TAKEN', 'STATE', 'STATE'],
  resolve: ['STATE', 'STATE', 'TAKEN', 'TAKEN', 'TAKEN', 'STATE'],
  probeAgain: ['STATE', 'STATE', 'TAKEN', 'TAKEN', 'STATE', 'STATE'],
};

describe('the states of a case', () => {
  it.each(Object.entries(BY_LI))('%s, by the agent who has it', (deed, expected) => {
    expect(STATES.map((state) => outcome(deed, state, 'Li'))).toEqual(expected);
  });

  it.each(Object.entries(BY_ZHAO))('%s, by another agent', (deed, expected) => {
    expect(STATES.map((state) => outcome(deed, state, 'Zhao'))).toEqual(expected);
  });

  it('remembers who claimed and what was learned', () => {
    const claimed = claim(inState('posted'), by('Zhao')).to;
    const closed = resolve(claimed, by('Zhao'), LESSON).to;

    expect(closed).toMatchObject({ claimedBy: 'Zhao', closedAs: LESSON, state: 'closed' });
  });

  it('says who has it, and what to do', () => {
    expect(() => claim(inState('active'), by('Zhao'))).toThrow('Case MM-1042 is already with Li');
    expect(() => reply(inState('posted'), by('Li'), 'hi')).toThrow(
      expect.objectContaining({
        message: 'Case MM-1042 is posted, so it cannot be answered',
        remedy: 'Claim it first, so that nobody else does.',
      }),
    );
  });

  it.each([
    () => reply(inState('claimed'), by('Li'), ' \n'),
    () => note(inState('claimed'), by('Li'), ''),
    () => giveBack(inState('claimed'), by('Li'), ''),
    () => resolve(inState('claimed'), by('Li'), { cause: 'certificate', fix: ' ' }),
  ])('takes no empty words (%#)', (deed) => {
    expect(deed).toThrow(expect.objectContaining({ code: 'MM_INPUT' }));
  });
});
