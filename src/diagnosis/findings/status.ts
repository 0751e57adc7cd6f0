import type { FindingDefinition } from '../finding-type.js';

/** What providers say about themselves. */
export const statusFindings: readonly FindingDefinition[] = [
  {
    code: 'status.incident',
    severity: 'warning',
    facts: ['status.provider', 'status.since', 'status.title'],
    sentence: {
      zh: '{status.provider} 公告：{status.since} 起有故障',
      en: '{status.provider} itself reports an incident since {status.since}',
    },
  },
];
