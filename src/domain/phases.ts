import type { Language, LocalText } from './language.js';

/**
 * Short names of the steps of a measurement, and of the probes that take them: for pages, cards and the terminal,
 * which all have little room.
 */
export const PHASE_WORDS = {
  mx: { zh: 'MX', en: 'MX' },
  srv: { zh: 'SRV', en: 'SRV' },
  guess: { zh: '常用名', en: 'Guess' },
  autoconfig: { zh: '自动配置', en: 'Setup file' },
  ispdb: { zh: '公开配置库', en: 'Setup database' },
  autodiscover: { zh: '自动发现', en: 'Autodiscover' },
  dns: { zh: '域名', en: 'DNS' },
  witness: { zh: '对照查询', en: 'Cross-check' },
  compare: { zh: '其他解析', en: 'Other name servers' },
  connect: { zh: '连接', en: 'Connect' },
  ports: { zh: '各端口', en: 'Ports' },
  tls: { zh: '加密', en: 'TLS' },
  starttls: { zh: '转加密', en: 'STARTTLS' },
  certificate: { zh: '证书', en: 'Certificate' },
  'first-bytes': { zh: '首个回应', en: 'First answer' },
  'tls-1.2': { zh: '旧版加密', en: 'Older TLS' },
  'tls-ipv4': { zh: '加密（IPv4）', en: 'TLS over IPv4' },
  'tls-ipv6': { zh: '加密（IPv6）', en: 'TLS over IPv6' },
  greeting: { zh: '应答', en: 'Greeting' },
  capabilities: { zh: '功能', en: 'Features' },
  'sign-in': { zh: '登录', en: 'Sign-in' },
  target: { zh: '目标', en: 'Target' },
  discover: { zh: '找服务器', en: 'Discovery' },
  tcp: { zh: '端口', en: 'Ports' },
  imap: { zh: 'IMAP', en: 'IMAP' },
  pop3: { zh: 'POP3', en: 'POP3' },
  smtp: { zh: 'SMTP', en: 'SMTP' },
} as const satisfies Readonly<Record<string, LocalText>>;

/** Looks taken beside the way of a mail app: they explain a break, and say nothing good or bad by themselves. */
const ASIDES: ReadonlySet<string> = new Set([
  'witness',
  'compare',
  'certificate',
  'first-bytes',
  'tls-1.2',
  'tls-ipv4',
  'tls-ipv6',
]);

/** Whether no mail app takes this step; what it told is in the findings. */
export function isAside(phase: string): boolean {
  return ASIDES.has(phase);
}

/** A phase or a probe as people read it. One newer than this table shows its own name. */
export function phaseName(phase: string, language: Language): string {
  return Object.hasOwn(PHASE_WORDS, phase) ? PHASE_WORDS[phase as keyof typeof PHASE_WORDS][language] : phase;
}

/** Whether a look beside the way found trouble that some mail apps meet: those that come over the other address family. */
export function isTroubleAside(phase: string, status: string): boolean {
  return status === 'fail' && phase.startsWith('tls-ipv');
}
