import { describe, expect, it } from 'vitest';

import type { Case } from '../../src/domain/index.js';
import {
  giveBack,
  measuredAgain,
  measuringFailed,
  probeAgain,
  probeRequestOf,
  resolve,
  solvedByPerson,
  type Deed,
} from '../../src/handoff/index.js';
import { aCase } from '../fakes/cases.js';

const NOW = '2026-03-01T09:05:00.000Z';
const REQUEST = { probes: ['tls'], with: { host: 'imap.corp.example' } };

function by(agent: string): Deed {
  return { by: agent, now: NOW, eventId: 'e1' };
}

function measuring(changes: Partial<Case> = {}): Case {
  return aCase({ state: 'active', claimedBy: 'Li', probing: 'task-1', ...changes });
}

describe('what is measured again', () => {
  it.each([
    [{}, undefined],
    [{ client: 'outlook', port: '993' }, undefined],
    [{ host: '' }, undefined],
    [{ host: 'h.example' }, { probes: ['dns', 'tls', 'imap'], with: { host: 'h.example' } }],
    [
      { host: 'h.example', port: '143' },
      { probes: ['dns', 'tls', 'imap'], with: { host: 'h.example', port: '143' } },
    ],
    [
      { address: 'kim@corp.example', port: '143' },
      { probes: ['discover', 'dns', 'tls', 'imap'], with: { address: 'kim@corp.example' } },
    ],
    [
      { address: 'kim@corp.example', host: 'h.example', port: '993' },
      {
        probes: ['discover', 'dns', 'tls', 'imap'],
        with: { address: 'kim@corp.example', host: 'h.example', port: '993' },
      },
    ],
  ])('of a case that knows %o', (known, request) => {
    expect(probeRequestOf({ known })).toEqual(request);
  });
});

describe('measuring again', () => {
  it('makes a task for the case and tells the person nothing', () => {
    const change = probeAgain(aCase({ state: 'claimed', claimedBy: 'Li' }), by('Li'), REQUEST, 'task-1');

    expect(change.to).toMatchObject({ state: 'claimed', probing: 'task-1' });
    expect(change.event).toEqual({ id: 'e1', caseId: 'case-1', at: NOW, by: 'Li', kind: 'probing' });
    expect(change.task).toEqual({
      id: 'task-1',
      token: 'task-1',
      work: { kind: 'probe', step: 'agent', request: REQUEST, caseId: 'case-1' },
    });
    expect(change.tell).toBeUndefined();
  });

  it('is done once at a time', () => {
    expect(() => probeAgain(measuring(), by('Li'), REQUEST, 'task-2')).toThrow(
      expect.objectContaining({
        code: 'MM_CASE_STATE',
        message: 'Case MM-1042 is being measured, so it cannot be measured once more',
      }),
    );
  });

  it('gives the case new findings and causes, and the way to the page', () => {
    const change = measuredAgain(measuring(), by('mailmedic'), [], [], 'run-1');

    expect(change.to).toMatchObject({ state: 'active', findings: [], differential: [] });
    expect(change.to).not.toHaveProperty('probing');
    expect(change.event).toMatchObject({ kind: 'measured', by: 'mailmedic', text: 'run-1' });
    expect(change.tell).toBeUndefined();
  });

  it('may come to nothing, and then be tried again', () => {
    const { to, tell } = measuringFailed(measuring(), by('mailmedic'));

    expect(to).toEqual(aCase({ state: 'active', claimedBy: 'Li' }));
    expect(tell).toBeUndefined();
    expect(probeAgain(to, by('Li'), REQUEST, 'task-2').to.probing).toBe('task-2');
  });

  it.each([
    () => measuredAgain(aCase({ state: 'claimed' }), by('mailmedic'), [], [], 'run-1'),
    () => measuringFailed(aCase({ state: 'claimed' }), by('mailmedic')),
  ])('takes no result that nobody waits for (%#)', (deed) => {
    expect(deed).toThrow(expect.objectContaining({ code: 'MM_CASE_STATE' }));
  });

  it.each([
    () => giveBack(measuring(), by('Li'), 'over to you'),
    () => resolve(measuring(), by('Li'), { cause: 'certificate', fix: 'renewed it' }),
    () => solvedByPerson(measuring(), by('Wang Min')),
  ])('is awaited by nobody once the case has left people (%#)', (deed) => {
    expect(deed().to).not.toHaveProperty('probing');
  });
});
