import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differentialOf, FINDINGS, rank } from '../../src/diagnosis/index.js';
import type {
  CauseDefinition,
  DiagnosisInput,
  Finding,
  GivenAnswer,
  IntentMatch,
  Strength,
} from '../../src/domain/index.js';

function cause(id: string, findings: Readonly<Record<string, Strength>> = {}, prior = 1): CauseDefinition {
  return { id, title: { zh: `${id}（中）`, en: id }, prior, findings: new Map(Object.entries(findings)) };
}

function finding(code: string, target = 'imap.corp.example:993'): Finding {
  const measuredAt = '2026-01-02T00:00:00.000Z';
  return {
    code,
    severity: 'critical',
    facts: {},
    evidence: [],
    probe: 'tls',
    target,
    measuredAt,
    seenFrom: 'bot',
  };
}

function wordsFor(scenario: string, confidence: number, more: Partial<IntentMatch> = {}): IntentMatch {
  return {
    text: 't',
    language: 'zh',
    scenario,
    confidence,
    alternatives: [],
    because: [],
    certain: false,
    ...more,
  };
}

function answer(question: string, says: Readonly<Record<string, Strength>>): GivenAnswer {
  const means = { zh: `${question}（中）`, en: question };
  return { question, answer: 'yes', means, says: new Map(Object.entries(says)) };
}

const CAUSES = [
  cause('certificate', { 'tls.expired': 'strong', 'tls.untrusted': 'medium', 'tls.ok': 'against' }),
  cause('server-outage', { 'net.refused': 'strong', 'net.timeout': 'medium', 'dns.timeout': 'weak' }),
  cause('password-expired', { 'auth.expired': 'strong', 'auth.rejected': 'weak' }),
  cause('mistyped-password', { 'auth.rejected': 'weak' }),
];

function ranked(input: Partial<DiagnosisInput>) {
  const { causes } = rank({ causes: CAUSES, findings: [], excluded: [], ...input });
  return new Map(causes.map((one) => [one.id, one]));
}

function order(input: Partial<DiagnosisInput>): readonly string[] {
  return rank({ causes: CAUSES, findings: [], excluded: [], ...input }).causes.map(({ id }) => id);
}

/** Odds of one cause against another. */
function odds(input: Partial<DiagnosisInput>, id: string, other: string): number {
  const causes = ranked(input);
  return causes.get(id)!.probability / causes.get(other)!.probability;
}

describe('rank', () => {
  it('knows nothing without words and findings: even shares, in the order of the bundle', () => {
    expect(order({})).toEqual(CAUSES.map(({ id }) => id));
    for (const one of ranked({}).values()) {
      expect(one).toMatchObject({ standing: 'possible', because: [] });
      expect(one.probability).toBeCloseTo(1 / 4);
    }
  });

  it('starts from the prior', () => {
    const causes = [cause('a', {}, 3), cause('b', {}, 1)];
    expect(ranked({ causes }).get('a')!.probability).toBeCloseTo(3 / 4);
    expect(ranked({ causes: [cause('a', {}, 0), cause('b', {}, 0)] }).get('a')!.probability).toBeCloseTo(
      1 / 2,
    );
  });

  it.each([
    ['net.refused', 20],
    ['net.timeout', 6],
    ['dns.timeout', 2],
  ])('weighs %s by %d', (code, ratio) => {
    expect(odds({ findings: [finding(code)] }, 'server-outage', 'mistyped-password')).toBeCloseTo(ratio);
  });

  it('weighs what speaks against a cause by a sixth', () => {
    const causes = [cause('a', { 'imap.greeting': 'against' }), cause('b')];
    expect(odds({ causes, findings: [finding('imap.greeting')] }, 'a', 'b')).toBeCloseTo(1 / 6);
  });

  it('counts a family once, by its loudest finding, whatever the order', () => {
    const findings = [
      finding('net.timeout'),
      finding('net.refused', 'pop.corp.example:995'),
      finding('net.timeout'),
    ];
    for (const some of [findings, [...findings].reverse()]) {
      expect(odds({ findings: some }, 'server-outage', 'mistyped-password')).toBeCloseTo(20);
    }
  });

  it('multiplies across families', () => {
    const findings = [finding('net.timeout'), finding('dns.timeout')];
    expect(odds({ findings }, 'server-outage', 'mistyped-password')).toBeCloseTo(12);
  });

  it('takes a proof that the cause lists as strong for measured, before any words', () => {
    const words = wordsFor('mistyped-password', 0.99, { certain: true });
    const causes = ranked({ findings: [finding('tls.expired')], words });
    expect(causes.get('certificate')!.standing).toBe('measured');
    expect(order({ findings: [finding('tls.expired')], words })[0]).toBe('certificate');
    expect(causes.get('certificate')!.because[0]).toMatchObject({
      kind: 'finding',
      code: 'tls.expired',
      speaksFor: true,
    });
  });

  it('takes a proof that the cause lists as less for no proof', () => {
    const causes = [cause('a', { 'tls.expired': 'medium' }), cause('b')];
    expect(ranked({ causes, findings: [finding('tls.expired')] }).get('a')!.standing).not.toBe('measured');
  });

  it('calls a strong finding that proves nothing likely', () => {
    expect(ranked({ findings: [finding('net.refused')] }).get('server-outage')!.standing).toBe('likely');
  });

  it('gives back the probability of the words when nothing else is known', () => {
    const words = wordsFor('password-expired', 0.6);
    expect(ranked({ words }).get('password-expired')!.probability).toBeCloseTo(0.6);
  });

  it('hears at most one strong finding in words, and never a measured cause', () => {
    const words = wordsFor('password-expired', 1, { certain: true });
    expect(odds({ words }, 'password-expired', 'certificate')).toBeCloseTo(20);
    expect(ranked({ words }).get('password-expired')!.standing).toBe('likely');
  });

  it('hears the alternatives too', () => {
    const words = wordsFor('unclear', 0.5, { alternatives: [{ scenario: 'certificate', confidence: 0.4 }] });
    expect(odds({ words }, 'certificate', 'server-outage')).toBeCloseTo(2);
  });

  it('says which words spoke', () => {
    const words = wordsFor('password-expired', 0.6, {
      because: ['密码过期', '*改密码*', 'third'],
      alternatives: [{ scenario: 'certificate', confidence: 0.5 }],
    });
    const causes = ranked({ words });
    expect(causes.get('password-expired')!.because).toEqual([
      {
        kind: 'words',
        code: 'password-expired',
        speaksFor: true,
        sentence: {
          zh: '您的描述提到“密码过期”“\\*改密码\\*”',
          en: 'you mention “密码过期” and “\\*改密码\\*”',
        },
      },
    ]);
    expect(causes.get('certificate')!.because[0]!.sentence.en).toBe('it fits what you describe');
    expect(causes.get('server-outage')!.because).toEqual([]);
  });

  it('rules out what a measurement excludes, and says by what', () => {
    const outage = ranked({ findings: [finding('net.connected')] }).get('server-outage')!;
    expect(outage.standing).toBe('ruled-out');
    expect(outage.because).toMatchObject([{ code: 'net.connected', speaksFor: false }]);
    expect(outage.probability).toBeLessThan(0.01);
  });

  it('weighs answers as it weighs findings, and tells them between findings and words', () => {
    const { 'mistyped-password': one } = Object.fromEntries(
      ranked({
        findings: [finding('auth.rejected')],
        answers: [answer('webmail', { 'mistyped-password': 'medium', certificate: 'against' })],
        words: wordsFor('mistyped-password', 0.9),
      }),
    );
    expect(one!.because.map(({ kind, code }) => `${kind} ${code}`)).toEqual([
      'finding auth.rejected',
      'answer webmail:yes',
      'words mistyped-password',
    ]);
    const answers = [answer('webmail', { 'mistyped-password': 'medium', certificate: 'against' })];
    expect(odds({ answers }, 'mistyped-password', 'server-outage')).toBeCloseTo(6);
    expect(odds({ answers }, 'certificate', 'server-outage')).toBeCloseTo(1 / 6);
    expect(ranked({ answers }).get('certificate')!.because).toMatchObject([{ speaksFor: false }]);
  });

  it('lets a measured certainty outrank any number of answers and words', () => {
    const codes = [...FINDINGS.values()].filter(({ proves }) => proves).map(({ code }) => code);
    const strengths = fc.array(fc.constantFrom<Strength>('strong', 'medium', 'weak', 'against'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.constantFrom(...codes), strengths, strengths, (code, wrong, right) => {
        const causes = [cause('right', { [code]: 'strong' }), cause('wrong'), cause('other')];
        const answers = [
          ...wrong.map((strength, at) => answer(`w${at}`, { wrong: strength })),
          ...right.map((strength, at) => answer(`r${at}`, { right: strength })),
        ];
        const words = wordsFor('wrong', 1);
        const [first, second] = rank({
          causes,
          answers,
          words,
          findings: [finding(code)],
          excluded: [],
        }).causes;
        expect(first).toMatchObject({ id: 'right', standing: 'measured' });
        if (right.every((strength) => strength !== 'against')) {
          expect(first!.probability).toBeGreaterThan(second!.probability);
        }
      }),
    );
  });

  it('knows the words of a cause by its intent, which may have another name', () => {
    const causes = [{ ...cause('wrong-settings'), intent: 'protocol-config' }, cause('other')];
    const words = wordsFor('protocol-config', 0.9, { because: ['993'] });
    const first = rank({ causes, words, findings: [], excluded: [] }).causes[0]!;
    expect(first.id).toBe('wrong-settings');
    expect(first.because).toMatchObject([{ kind: 'words', sentence: { en: 'you mention “993”' } }]);
    const byId = rank({ causes, words: wordsFor('wrong-settings', 0.9), findings: [], excluded: [] })
      .causes[0]!;
    expect(byId.because).toEqual([]);
  });

  it('rules nothing out by a good server while another is in trouble', () => {
    const findings = [finding('net.connected'), finding('net.timeout', 'pop.corp.example:995')];
    expect(ranked({ findings }).get('server-outage')!.standing).not.toBe('ruled-out');
    const proof = [finding('tls.ok'), finding('tls.expired', 'pop.corp.example:995')];
    expect(ranked({ findings: proof }).get('certificate')!.standing).toBe('measured');
  });

  it('tells a finding once, also where it is listed and rules out', () => {
    expect(ranked({ findings: [finding('tls.ok')] }).get('certificate')!.because).toHaveLength(1);
  });

  it('keeps a measured cause measured, although its playbook came back', () => {
    const causes = ranked({ findings: [finding('tls.expired')], excluded: ['certificate'] });
    expect(causes.get('certificate')).toMatchObject({ standing: 'measured' });
    expect(causes.get('certificate')).not.toHaveProperty('isTried');
  });

  it('takes what came back for tried, and for ruled out only with something against it', () => {
    const tried = ranked({ excluded: ['certificate'] }).get('certificate')!;
    expect(tried).toMatchObject({ standing: 'possible', isTried: true });
    expect(tried.probability).toBeLessThan(0.01);
    const found = ranked({ excluded: ['certificate'], findings: [finding('tls.ok')] });
    expect(found.get('certificate')!.standing).toBe('ruled-out');
    const answers = [answer('window', { certificate: 'against' })];
    expect(ranked({ excluded: ['certificate'], answers }).get('certificate')!.standing).toBe('ruled-out');
    expect(ranked({ answers }).get('certificate')!.standing).toBe('possible');
  });

  it('does not rule out the improbable, nor anything because another cause was measured', () => {
    const doubted = cause('a', { 'imap.greeting': 'against' }, 0.01);
    const right = cause('right', { 'dns.no-such-host': 'strong' });
    const findings = [finding('imap.greeting'), finding('dns.no-such-host')];
    const causes = ranked({ causes: [doubted, cause('certificate'), right], findings });
    expect(causes.get('right')!.standing).toBe('measured');
    expect(causes.get('a')!.standing).toBe('possible');
    expect(causes.get('certificate')!.standing).toBe('possible');
  });

  it('knows no trouble that rules anything out: only what was seen to work does', () => {
    const ruling = [...FINDINGS.values()].filter(({ rulesOut }) => rulesOut);
    expect(ruling.length).toBeGreaterThan(0);
    for (const { code, severity } of ruling) expect(severity, code).toBe('info');
  });

  it('is empty for no causes', () => {
    expect(rank({ causes: [], findings: [], excluded: [] })).toEqual({ causes: [] });
  });

  it('gives shares that sum to 1 and the same answer twice, whatever it is given', () => {
    const codes = [...FINDINGS.keys()];
    const strength = fc.constantFrom<Strength>('strong', 'medium', 'weak', 'against');
    const causes = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('certificate', 'server-outage', 'dns-records', 'ip-blocked', 'x', '__proto__'),
        prior: fc.double({ min: 0, max: 10, noNaN: true }),
        listed: fc.dictionary(fc.constantFrom(...codes), strength, { maxKeys: 6 }),
      }),
      { selector: ({ id }) => id, minLength: 1 },
    );
    const confidence = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        causes,
        fc.array(fc.constantFrom(...codes), { maxLength: 8 }),
        fc.option(fc.tuple(fc.constantFrom('certificate', 'x', 'unclear'), confidence)),
        fc.subarray(['certificate', 'server-outage', 'x']),
        fc.array(fc.dictionary(fc.constantFrom('certificate', 'dns-records', 'x'), strength), {
          maxLength: 4,
        }),
        (some, found, said, excluded, told) => {
          const input: DiagnosisInput = {
            answers: told.map((says, at) => answer(`q${at}`, says)),
            causes: some.map(({ id, prior, listed }) => cause(id, listed, prior)),
            findings: found.map((code) => finding(code)),
            excluded,
            ...(said && { words: wordsFor(said[0], said[1]) }),
          };
          const { causes: all } = rank(input);
          expect(all.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
          expect(all.map(({ id }) => id).sort()).toEqual(some.map(({ id }) => id).sort());
          expect(rank(input)).toEqual({ causes: all });
          for (const { standing, because, isTried } of all) {
            const against = because.filter(({ kind, speaksFor }) => kind !== 'words' && !speaksFor);
            if (standing === 'ruled-out') expect(against).not.toEqual([]);
            if (isTried) expect(['ruled-out', 'possible', 'likely']).toContain(standing);
          }
          const reversed = rank({ ...input, findings: [...input.findings].reverse() }).causes;
          const standings = new Map(reversed.map(({ id, standing }) => [id, standing]));
          for (const { id, standing } of all) expect(standings.get(id)).toBe(standing);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('differentialOf', () => {
  it('shows what was computed, with the reasons that fit the standing, and leaves out what nothing speaks for', () => {
    const diagnosis = rank({
      causes: CAUSES,
      findings: [finding('net.connected'), finding('auth.rejected')],
      excluded: [],
    });
    expect(differentialOf(diagnosis, 'en')).toEqual([
      {
        cause: 'password-expired',
        title: 'password-expired',
        standing: 'possible',
        because: ['the server did not accept the sign-in'],
      },
      {
        cause: 'mistyped-password',
        title: 'mistyped-password',
        standing: 'possible',
        because: ['the server did not accept the sign-in'],
      },
      {
        cause: 'server-outage',
        title: 'server-outage',
        standing: 'ruled-out',
        because: ['from my network …:… answers'],
      },
    ]);
    expect(differentialOf(diagnosis, 'zh')[0]!.title).toBe('password-expired（中）');
  });

  it('has no line for what was tried with nothing against it, and one for what stays measured', () => {
    const findings = [finding('tls.expired'), finding('auth.rejected')];
    const excluded = ['certificate', 'mistyped-password'];
    const lines = differentialOf(rank({ causes: CAUSES, findings, excluded }), 'en');
    expect(lines.map(({ cause: id, standing }) => [id, standing])).toEqual([
      ['certificate', 'measured'],
      ['password-expired', 'possible'],
    ]);
  });
});

describe('what was read in an error text', () => {
  const read = (confidence: 'high' | 'medium' | 'low'): Finding => ({
    ...finding('tls.expired'),
    confidence,
  });

  it('proves a cause only where it was understood for certain', () => {
    expect(ranked({ findings: [read('high')] }).get('certificate')?.standing).toBe('measured');
    expect(ranked({ findings: [read('medium')] }).get('certificate')?.standing).not.toBe('measured');
  });

  it('weighs as much as it was understood', () => {
    const [high, medium, low] = (['high', 'medium', 'low'] as const).map(
      (confidence) => ranked({ findings: [read(confidence)] }).get('certificate')?.probability ?? 0,
    );
    expect(high).toBeGreaterThan(medium ?? 1);
    expect(medium).toBeGreaterThan(low ?? 1);
    expect(low).toBeGreaterThan(ranked({}).get('certificate')?.probability ?? 1);
  });

  it('speaks against nothing where it was a guess', () => {
    const causes = [cause('mistyped-password', { 'auth.expired': 'against' }), cause('other')];
    const because = (confidence: 'medium' | 'low') =>
      ranked({ causes, findings: [{ ...finding('auth.expired'), confidence }] }).get('mistyped-password')
        ?.because;
    expect(because('medium')).not.toEqual([]);
    expect(because('low')).toEqual([]);
  });
});
