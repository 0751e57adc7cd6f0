import { describe, expect, it } from 'vitest';

import { differentialOf } from '../../src/diagnosis/index.js';
import type { Because, CauseStanding, Diagnosis } from '../../src/domain/index.js';

const both = (text: string) => ({ zh: text, en: text });
const REFUSED = because('auth.rejected');

function because(code: string, speaksFor = true): Because {
  return { kind: 'finding', code, speaksFor, sentence: both(code) };
}

function diagnosis(...causes: (readonly [string, CauseStanding, ...Because[]])[]): Diagnosis {
  return {
    causes: causes.map(([id, standing, ...reasons]) => ({
      id,
      title: both(id),
      share: 0.1,
      standing,
      because: reasons,
      isTried: false,
    })),
  } as unknown as Diagnosis;
}

describe('the causes on a card', () => {
  it('leave out what is possible only for a reason that speaks for nearly everything', () => {
    const lines = differentialOf(
      diagnosis(
        ['mfa-conflict', 'likely', REFUSED, because('credential:code')],
        ['mistyped-password', 'possible', REFUSED, because('typed:account')],
        ['account-locked', 'possible', REFUSED],
        ['client-cache', 'possible', REFUSED],
        ['certificate', 'ruled-out', because('tls.ok', false)],
      ),
      'en',
    );
    expect(lines.map(({ cause }) => cause)).toEqual(['mfa-conflict', 'mistyped-password', 'certificate']);
  });

  it('say first what tells them apart', () => {
    const [first] = differentialOf(
      diagnosis(
        ['mfa-conflict', 'likely', REFUSED, because('credential:code')],
        ...['a', 'b', 'c'].map((id) => [id, 'possible', REFUSED] as const),
      ),
      'en',
    );
    expect(first?.because).toEqual(['credential:code', 'auth.rejected']);
  });

  it('are the first few where nothing tells any of them apart', () => {
    const lines = differentialOf(
      diagnosis(...['a', 'b', 'c', 'd', 'e'].map((id) => [id, 'possible', REFUSED] as const), [
        'certificate',
        'ruled-out',
        because('tls.ok', false),
      ]),
      'zh',
    );
    expect(lines.map(({ cause }) => cause)).toEqual(['a', 'b', 'c', 'certificate']);
  });

  it('keep a reason that few share', () => {
    const lines = differentialOf(
      diagnosis(...['a', 'b', 'c'].map((id) => [id, 'possible', REFUSED] as const)),
      'en',
    );
    expect(lines).toHaveLength(3);
  });
});
