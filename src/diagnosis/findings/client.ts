import type { FindingDefinition } from '../finding-type.js';

/** What the form of a typed password shows before it is tried. None tells anything of what was typed. */
export const clientFindings: readonly FindingDefinition[] = [
  {
    code: 'client.typed.spaces',
    severity: 'warning',
    facts: [],
    sentence: { zh: '填的密码前后带着空格', en: 'there are spaces before or after the password' },
  },
  {
    code: 'client.typed.full-width',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '填的密码里有输入法的全角字符',
      en: 'the password holds full-width characters from an input method',
    },
  },
  {
    code: 'client.typed.input-method',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '填密码时输入法没关，里面混进了汉字或假名',
      en: 'an input method was on: the password holds Chinese, Japanese or Korean characters',
    },
  },
  {
    code: 'client.typed.caps-lock',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '填密码时大写锁定可能开着，大小写像是反的',
      en: 'Caps Lock may have been on: capitals and small letters look swapped',
    },
  },
  {
    code: 'client.typed.address',
    severity: 'warning',
    facts: [],
    sentence: { zh: '密码一栏里填的是邮箱地址', en: 'the password field holds the email address' },
  },
  {
    code: 'client.typed.not-a-code',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '填的不像这家邮箱要的授权码或专用密码',
      en: 'what was typed does not look like the code this provider asks for',
    },
  },
];
