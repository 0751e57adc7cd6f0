import type { FindingDefinition } from '../finding-type.js';

/** Names and their addresses. */
export const dnsFindings: readonly FindingDefinition[] = [
  {
    code: 'dns.no-such-host',
    severity: 'critical',
    facts: ['dns.host'],
    sentence: { zh: '{dns.host} 这个服务器地址不存在', en: 'the server address {dns.host} does not exist' },
    read: { zh: '客户端找不到服务器，地址可能写错了', en: 'the mail app finds no server of that name' },
    proves: true,
  },
  {
    code: 'dns.no-address',
    severity: 'critical',
    facts: ['dns.host'],
    sentence: { zh: '{dns.host} 没有对应的 IP 地址', en: '{dns.host} has no IP address' },
    proves: true,
  },
  {
    code: 'dns.timeout',
    severity: 'critical',
    facts: ['dns.host'],
    sentence: { zh: '查询 {dns.host} 的 DNS 没有应答', en: 'the DNS did not answer for {dns.host}' },
    read: { zh: '客户端查询 DNS 没有得到应答', en: 'the mail app got no answer from the DNS' },
  },
  {
    code: 'dns.servfail',
    severity: 'critical',
    facts: ['dns.host'],
    sentence: { zh: '{dns.host} 的 DNS 服务器无法应答', en: 'the DNS servers of {dns.host} fail to answer' },
    proves: true,
  },
  {
    code: 'dns.dangling-alias',
    severity: 'critical',
    facts: ['dns.host', 'dns.alias'],
    sentence: {
      zh: '{dns.host} 指向 {dns.alias}，那里没有地址',
      en: '{dns.host} points to {dns.alias}, which has no address',
    },
    proves: true,
  },
  {
    code: 'dns.half-answer',
    severity: 'warning',
    facts: ['dns.host', 'dns.record'],
    sentence: {
      zh: '{dns.host} 的 {dns.record} 记录查询没有应答，客户端可能卡住',
      en: 'the {dns.record} record of {dns.host} gets no answer, so mail apps may hang',
    },
  },
  {
    code: 'dns.resolvers-differ',
    severity: 'warning',
    facts: ['dns.host'],
    sentence: {
      zh: '不同的 DNS 服务器对 {dns.host} 的答复不一致',
      en: 'DNS servers give different answers for {dns.host}',
    },
  },
  {
    code: 'dns.split-view',
    severity: 'info',
    facts: ['dns.host'],
    sentence: {
      zh: '{dns.host} 在公司内外查到的结果不一样',
      en: '{dns.host} is not the same inside and outside the company',
    },
  },
  {
    code: 'dns.not-from-here',
    severity: 'info',
    facts: ['dns.host'],
    sentence: {
      zh: '我所在的网络查不了外部域名，{dns.host} 是否正常还不知道',
      en: 'my own network can’t look up outside names, so nothing is known of {dns.host}',
    },
  },
  {
    code: 'dns.mail-domain',
    severity: 'info',
    facts: ['dns.domain', 'dns.mx'],
    sentence: {
      zh: '{dns.domain} 的收信服务器（MX）是 {dns.mx}',
      en: 'mail for {dns.domain} is received by {dns.mx}',
    },
  },
  {
    code: 'dns.private-address',
    severity: 'info',
    facts: ['dns.host', 'dns.address'],
    sentence: {
      zh: '{dns.host} 是内网地址，在公司外面要先连 VPN',
      en: '{dns.host} is an internal address; outside the company it needs the VPN',
    },
  },
  {
    code: 'dns.resolved',
    severity: 'info',
    facts: ['dns.host', 'dns.address'],
    sentence: { zh: '{dns.host} 的 DNS 记录正常', en: 'the DNS record of {dns.host} is fine' },
    rulesOut: ['dns-records'],
  },
];
