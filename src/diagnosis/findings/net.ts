import type { FindingDefinition } from '../finding-type.js';

/** Connections, as seen from the bot's network. */
export const netFindings: readonly FindingDefinition[] = [
  {
    code: 'net.refused',
    severity: 'critical',
    facts: ['net.host', 'net.port'],
    sentence: {
      zh: '{net.host} 拒绝连接 {net.port} 端口',
      en: '{net.host} refuses connections on port {net.port}',
    },
    read: { zh: '客户端连服务器被拒绝', en: 'the mail app’s connection was refused' },
  },
  {
    code: 'net.timeout',
    severity: 'critical',
    facts: ['net.host', 'net.port'],
    sentence: {
      zh: '从我这边连 {net.host}:{net.port} 没有应答',
      en: 'from my network {net.host}:{net.port} does not answer',
    },
    read: { zh: '客户端等服务器应答超时', en: 'the mail app waited for the server in vain' },
  },
  {
    code: 'net.unreachable',
    severity: 'critical',
    facts: ['net.host', 'net.port'],
    sentence: { zh: '从我这边到不了 {net.host}', en: 'from my network {net.host} can’t be reached' },
    read: { zh: '客户端连不上服务器', en: 'the mail app can’t reach the server' },
  },
  {
    code: 'net.reset',
    severity: 'critical',
    facts: ['net.host', 'net.port'],
    sentence: {
      zh: '连上 {net.host}:{net.port} 后被中断',
      en: '{net.host}:{net.port} cuts the connection',
    },
    read: { zh: '客户端和服务器的连接被中断', en: 'the mail app’s connection was cut' },
  },
  {
    code: 'net.connected',
    severity: 'info',
    facts: ['net.host', 'net.port'],
    sentence: {
      zh: '我这边连得上 {net.host}:{net.port}',
      en: 'from my network {net.host}:{net.port} answers',
    },
    rulesOut: ['server-outage'],
  },
  {
    code: 'net.family-differs',
    severity: 'warning',
    facts: ['net.host', 'net.port', 'net.works', 'net.fails'],
    sentence: {
      zh: '{net.works} 连得上，{net.fails} 连不上，客户端可能卡住',
      en: '{net.host} answers over {net.works} and not over {net.fails}, so mail apps may hang',
    },
  },
  {
    code: 'net.ports-blocked',
    severity: 'warning',
    facts: ['net.host', 'net.port', 'net.open'],
    sentence: {
      zh: '{net.port} 端口连不上，{net.open} 端口连得上',
      en: '{net.host} answers on port {net.open}, but not on {net.port}',
    },
  },
  {
    code: 'net.open-ports',
    severity: 'info',
    facts: ['net.host', 'net.open'],
    sentence: {
      zh: '{net.host} 开着的邮件端口：{net.open}',
      en: 'mail ports that answer on {net.host}: {net.open}',
    },
  },
];
