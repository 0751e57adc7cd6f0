import type { Case, CasePosting } from '../../src/domain/index.js';

/** A case with everything filled in, as the bot opens it. */
export function aCase(changes: Partial<Case> = {}): Case {
  return {
    id: 'case-1',
    reference: 'MM-1042',
    conversation: 'web:chat:with:colons',
    problem: 'p1',
    token: 'p1.7',
    state: 'requested',
    queue: 'mail',
    severity: 'P2',
    summary: { zh: 'imap.corp.example 证书问题', en: 'Certificate problem on imap.corp.example' },
    reason: 'playbook',
    person: { id: 'u1', name: 'Wang Min', address: 'wang.min@corp.example', verified: true },
    language: 'zh',
    findings: [
      {
        code: 'tls.expired',
        severity: 'critical',
        facts: { 'tls.not_after': '2026-01-02T00:00:00Z' },
        evidence: [{ label: 'notAfter', value: '2026-01-02' }],
        probe: 'tls',
        target: 'imap.corp.example:993',
        measuredAt: '2026-03-01T09:00:00Z',
        seenFrom: 'bot',
      },
    ],
    differential: [
      {
        cause: 'certificate',
        title: '证书',
        standing: 'measured',
        because: ['证书已于 2026 年 1 月 2 日过期'],
      },
    ],
    known: { host: 'imap.corp.example' },
    tried: ['certificate/test'],
    createdAt: '2026-03-01T09:00:10Z',
    ...changes,
  };
}

export function aPosting(changes: Partial<Case> = {}): CasePosting {
  return {
    case: aCase(changes),
    transcript: [
      { at: '2026-03-01T08:59:00Z', who: 'person', name: 'Wang Min', text: '收件服务器密码错误' },
      { at: '2026-03-01T09:00:00Z', who: 'bot', text: '正在检查 imap.corp.example 的证书，约 5 秒…' },
    ],
    events: [],
  };
}
