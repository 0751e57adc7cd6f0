import type { Words } from '../shared/words.js';

export const PROBE_WORDS = {
  title: { zh: '检查结果', en: 'Results of a check' },
  loading: { zh: '正在读取…', en: 'Loading…' },
  when: { zh: '{time} 检查', en: 'Checked {time}' },
  ago: { zh: '{age}前', en: '{age} ago' },
  justNow: { zh: '刚刚', en: 'just now' },
  where: {
    zh: '在机器人所在的网络检查。您所在的网络，它看不到。',
    en: 'Seen from the bot’s network; it does not stand where you stand.',
  },
  trace: { zh: '走到哪一步', en: 'How far it gets' },
  timeline: { zh: '每一步用了多久', en: 'How long each step took' },
  view: { zh: '显示为', en: 'Show as' },
  picture: { zh: '图', en: 'Picture' },
  table: { zh: '表格', en: 'Table' },
  axis: { zh: '毫秒，从开始算起', en: 'ms since the start' },
  findings: { zh: '查到的情况', en: 'Findings' },
  causes: { zh: '可能的原因', en: 'What it could be' },
  noCauses: { zh: '单凭检查，没有指向哪个原因。', en: 'The check alone points to no cause.' },
  because: {
    zh: '只看检查结果，没有用到谁说过的话。',
    en: 'By what was measured alone, without anybody’s words.',
  },
  link: { zh: '转给别人', en: 'Pass it on' },
  copyLink: { zh: '复制链接', en: 'Copy link' },
  linkSafe: {
    zh: '这一页不显示邮箱地址，可以发给同事或邮件管理员。保留 14 天。',
    en: 'This page shows no mail address, so it can go to colleagues and mail administrators. Kept for 14 days.',
  },
  print: { zh: '打印', en: 'Print' },
  failed: { zh: '没有测成：{reason}', en: 'Not measured: {reason}' },
  refused: { zh: '不在可检查的范围：{reason}', en: 'Not a target that may be checked: {reason}' },
  sideBySide: { zh: '同时进行', en: 'at the same time' },
  rest: { zh: '不在任何步骤里', en: 'In no step' },
  colTarget: { zh: '目标', en: 'Target' },
  colProbe: { zh: '检查', en: 'Check' },
  colPhase: { zh: '步骤', en: 'Step' },
  colStatus: { zh: '结果', en: 'Result' },
  colFrom: { zh: '开始（ms）', en: 'Begins (ms)' },
  colMs: { zh: '用时（ms）', en: 'Takes (ms)' },
  colDetail: { zh: '详情', en: 'Detail' },
  gone: { zh: '没有这次检查，或者已超过 14 天', en: 'Not found, or older than 14 days' },
  goneWhy: {
    zh: '检查结果只保留 14 天。需要新的结果，请在对话里再检查一次。',
    en: 'Results are kept for 14 days. For a new one, ask the bot to check again.',
  },
  chat: { zh: '打开对话', en: 'Open the chat' },
  signInFirst: { zh: '登录后才能看检查结果', en: 'Sign in to see this check' },
  signIn: { zh: '登录', en: 'Sign in' },
  trouble: { zh: '现在读不到这次检查', en: 'This check can’t be read right now' },
  again: { zh: '再试一次', en: 'Try again' },
} as const satisfies Words;

/** What became of a step, for the table and the notes below the bars. */
export const PHASE_STATES = {
  ok: { zh: '正常', en: 'ok' },
  warn: { zh: '需留意', en: 'warning' },
  fail: { zh: '失败', en: 'failed' },
  skip: { zh: '没有结果', en: 'no result' },
} as const satisfies Words;
