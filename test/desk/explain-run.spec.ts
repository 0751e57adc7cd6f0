import { describe, expect, it } from 'vitest';

import { explainRun } from '../../src/desk/index.js';
import type { Bundle, Finding, ProbeResult, ProbeRun } from '../../src/domain/index.js';
import { loadChecked } from '../../src/main.js';
import { readBundleFolder } from '../../src/publishing/index.js';

const EXPIRED: Finding = {
  code: 'tls.expired',
  severity: 'critical',
  facts: { 'tls.not_after': '2026-01-02T00:00:00Z', 'tls.host': 'imap.corp.example' },
  evidence: [{ label: 'asked for', value: 'wang.min@corp.example', command: 'echo wang.min | openssl' }],
  probe: 'imap',
  target: 'imap.corp.example:993',
  measuredAt: '2026-03-01T09:00:00.000Z',
  seenFrom: 'bot',
};

const MAILBOX = { address: 'wang.min@corp.example', domain: 'corp.example', servers: [] };

function result(changes: Partial<ProbeResult> = {}): ProbeResult {
  return {
    probe: 'imap',
    target: 'imap.corp.example:993',
    status: 'measured',
    findings: [],
    phases: [{ name: 'tls', status: 'ok', ms: 12 }],
    startedAt: '2026-03-01T09:00:00.000Z',
    ms: 40,
    ...changes,
  };
}

function run(...results: readonly ProbeResult[]): ProbeRun {
  return { id: 'r'.repeat(22), conversation: 'web:secret', at: '2026-03-01T09:00:00.000Z', results };
}

describe('the page of a measurement', async () => {
  const loaded = loadChecked(await readBundleFolder('.'));
  const { bundle } = loaded as { readonly bundle: Bundle };

  it('says what was proved, with its reason in both languages', () => {
    const answer = explainRun(run(result({ findings: [EXPIRED] })), bundle);

    expect(answer.verdict).toEqual(bundle.playbooks.get('certificate')?.title);
    expect(answer.causes[0]).toMatchObject({ id: 'certificate', standing: 'measured' });
    expect(answer.causes[0]?.because[0]?.en).toContain('2 January 2026');
    expect(answer.results[0]?.findings[0]?.sentence.zh).toContain('2026 年 1 月 2 日');
  });

  it.each([
    ['in order', [result()], '正常'],
    ['not measured', [result({ status: 'failed' })], '没能测成'],
    ['no target', [result({ status: 'refused' }), result({ status: 'refused' })], '不在可测量的范围'],
    ['nothing', [], '没能测成'],
  ])('says so when it is %s', (_name, results, words) => {
    expect(explainRun(run(...results), bundle).verdict.zh).toContain(words);
  });

  it('holds no mail address, nor the name in it, nor whose conversation it was', () => {
    const whole = JSON.stringify(
      explainRun(
        run(
          result({
            findings: [EXPIRED],
            mailbox: MAILBOX,
            phases: [
              {
                name: 'login',
                status: 'fail',
                ms: 3,
                detail: '<wang.min@corp.example> unknown user wang.min',
              },
            ],
          }),
        ),
        bundle,
      ),
    );

    expect(whole).not.toContain('wang');
    expect(whole).not.toContain('secret');
    expect(whole).toContain('…@corp.example');
  });

  it('cuts whole words only: a server may be called like somebody', () => {
    const mailbox = { ...MAILBOX, address: 'imap@corp.example' };

    expect(explainRun(run(result({ mailbox })), bundle).results[0]?.target).toBe('imap.corp.example:993');
  });
});
