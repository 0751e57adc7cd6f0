import type { FindingDefinition } from '../finding-type.js';

/** What an authentication log of the mail server shows. */
export const logFindings: readonly FindingDefinition[] = [
  {
    code: 'log.signed-in-after-failures',
    severity: 'critical',
    facts: ['log.user', 'log.from', 'log.times'],
    sentence: {
      zh: '{log.user} 失败 {log.times} 次后从 {log.from} 登录成功',
      en: '{log.user} was signed in from {log.from} after {log.times} failures',
    },
  },
  {
    code: 'log.spraying',
    severity: 'critical',
    facts: ['log.from', 'log.users', 'log.times'],
    sentence: {
      zh: '{log.from} 试 {log.users} 个账号，失败 {log.times} 次',
      en: '{log.from} tried {log.users} accounts and failed {log.times} times',
    },
  },
  {
    code: 'log.brute-force',
    severity: 'critical',
    facts: ['log.user', 'log.times'],
    sentence: {
      zh: '{log.user} 在 5 分钟内失败 {log.times} 次',
      en: '{log.user} failed {log.times} times within 5 minutes',
    },
  },
  {
    code: 'log.failures',
    severity: 'warning',
    facts: ['log.times', 'log.users'],
    sentence: {
      zh: '共失败 {log.times} 次，涉及 {log.users} 个账号',
      en: 'failed sign-ins: {log.times}, on this many accounts: {log.users}',
    },
  },
  {
    code: 'log.quiet',
    severity: 'info',
    facts: [],
    sentence: { zh: '日志里没有登录失败', en: 'the log shows no failed sign-in' },
  },
];
