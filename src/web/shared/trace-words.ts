import type { Words } from './words.js';
import { speak } from './words.js';
import { phaseName, type Language } from '../../domain/index.js';
import type { Station, StationState, TraceRow } from './trace-model.js';

export const STATE_WORDS = {
  ok: { zh: '正常', en: 'fine' },
  warn: { zh: '需留意', en: 'warning' },
  fail: { zh: '断在这里', en: 'breaks here' },
  skip: { zh: '没有结果', en: 'no result' },
  running: { zh: '正在检查', en: 'being checked' },
  unreached: { zh: '还没走到', en: 'not reached' },
} as const satisfies Words<StationState>;

export const TRACE_WORDS = {
  running: { zh: '正在检查', en: 'Checking' },
  broken: { zh: '断在“{phase}”', en: 'Breaks at {phase}' },
  wavering: { zh: '“{phase}”需留意', en: 'Warning at {phase}' },
  through: { zh: '一路正常', en: 'All the way through' },
  unmeasured: { zh: '没有测到', en: 'Nothing measured' },
  refused: { zh: '不在可检查的范围', en: 'Not a target I may check' },
  line: { zh: '{target} 的检查过程', en: 'The checks of {target}, in order' },
  time: { zh: '{ms} 毫秒', en: '{ms} ms' },
  more: { zh: '另外 {count} 项检查', en: '{count} more checks' },
  one: { zh: '另外 1 项检查', en: '1 more check' },
} as const satisfies Words;

/** What is being done right now, as a sentence; by the probe's name for the phase. */
const DOING_WORDS: Words = {
  mx: { zh: '正在找 {target} 的收件服务器…', en: 'Looking for the mail servers of {target}…' },
  srv: { zh: '正在找 {target} 的收件服务器…', en: 'Looking for the mail servers of {target}…' },
  guess: { zh: '正在找 {target} 的收件服务器…', en: 'Looking for the mail servers of {target}…' },
  dns: { zh: '正在查 {target} 的 DNS 记录…', en: 'Looking up the DNS record of {target}…' },
  connect: { zh: '正在连接 {target}…', en: 'Connecting to {target}…' },
  tls: { zh: '正在检查 {target} 的证书…', en: 'Checking the certificate of {target}…' },
  certificate: { zh: '正在检查 {target} 的证书…', en: 'Checking the certificate of {target}…' },
  starttls: { zh: '正在让 {target} 转为加密…', en: 'Asking {target} to switch to encryption…' },
  greeting: { zh: '正在等 {target} 应答…', en: 'Waiting for {target} to answer…' },
  capabilities: { zh: '正在看 {target} 支持哪些登录方式…', en: 'Reading how {target} lets people sign in…' },
  'sign-in': { zh: '正在登录 {target}…', en: 'Signing in to {target}…' },
  other: { zh: '正在检查 {target}…', en: 'Checking {target}…' },
};

/** “Breaks at TLS”. */
export function verdictWords(row: TraceRow, language: Language): string {
  const phase = row.at ? phaseName(row.at.phase, language) : '';
  return speak(TRACE_WORDS, language)(row.verdict, { phase });
}

/** What is being measured right now, in a sentence; `undefined` when nothing is. */
export function doingWords(rows: readonly TraceRow[], language: Language): string | undefined {
  const row = rows.find(({ verdict }) => verdict === 'running');
  if (!row?.at) return undefined;
  const key = row.at.phase in DOING_WORDS ? row.at.phase : 'other';
  return speak(DOING_WORDS, language)(key, { target: row.target.replace(/:\d+$/u, '') });
}

/** “fine, 34 ms”: what the picture of a station says, in words. */
export function stationWords(station: Station, language: Language): string {
  const state = STATE_WORDS[station.state][language];
  if (station.ms === undefined || station.state === 'unreached' || station.state === 'skip') return state;
  const time = speak(TRACE_WORDS, language)('time', { ms: Math.round(station.ms) });
  return language === 'zh' ? `${state}，${time}` : `${state}, ${time}`;
}
