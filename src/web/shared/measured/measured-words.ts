import type { FindingSeverity } from '../../../domain/index.js';
import type { Words } from '../words.js';

export const SEVERITY_WORDS = {
  critical: { zh: '故障', en: 'Fault' },
  warning: { zh: '需留意', en: 'Warning' },
  info: { zh: '供参考', en: 'For reference' },
} as const satisfies Words<FindingSeverity>;

export const MEASURED_WORDS = {
  seenFrom: {
    zh: '在机器人所在的网络检查，看不到用户那边的网络。',
    en: 'Seen from the bot’s network; it does not stand where the person stands.',
  },
  byPerson: { zh: '用户自己看到的', en: 'as the person sees it' },
  at: { zh: '检查于', en: 'checked' },
  background: { zh: '另外 {count} 项正常或供参考', en: '{count} more, in order or for reference' },
  backgroundOne: { zh: '另外 1 项正常或供参考', en: '1 more, in order or for reference' },
  noTrouble: { zh: '没有发现异常。', en: 'Nothing is out of order.' },
  evidence: { zh: '证据（{count}）', en: 'Evidence ({count})' },
  copy: { zh: '复制', en: 'Copy' },
  copyCommand: { zh: '复制命令', en: 'Copy the command' },
  copied: { zh: '已复制', en: 'Copied' },
  refused: { zh: '浏览器不让复制', en: 'The browser won’t copy' },
  selected: { zh: '已选中，请按 Ctrl + C', en: 'Selected; press Ctrl + C' },
} as const satisfies Words;
