import type { FindingDefinition } from '../finding-type.js';

/** Which servers a mail client would use, and where we know them from. */
export const discoverFindings: readonly FindingDefinition[] = [
  {
    code: 'discover.no-mx',
    severity: 'warning',
    facts: ['dns.host'],
    sentence: { zh: '{dns.host} 没有收信记录（MX）', en: '{dns.host} has no record for receiving mail (MX)' },
  },
  {
    code: 'discover.provider',
    severity: 'info',
    facts: ['discover.provider'],
    sentence: { zh: '邮箱由 {discover.provider} 提供', en: 'the mailbox is run by {discover.provider}' },
  },
  {
    code: 'discover.found',
    severity: 'info',
    facts: ['discover.host', 'discover.port', 'discover.source'],
    sentence: {
      zh: '收件服务器是 {discover.host}:{discover.port}',
      en: 'the incoming mail server is {discover.host}:{discover.port}',
    },
  },
  {
    code: 'discover.nothing',
    severity: 'warning',
    facts: ['dns.host'],
    sentence: { zh: '没有找到 {dns.host} 的邮件服务器', en: 'no mail server was found for {dns.host}' },
  },
];
