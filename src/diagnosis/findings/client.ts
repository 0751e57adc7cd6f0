import type { FindingDefinition } from '../finding-type.js';

/**
 * What the form of a typed password shows before it is tried, and what a mail app reports of itself. None tells
 * anything of what was typed.
 */
export const clientFindings: readonly FindingDefinition[] = [
  {
    code: 'client.typed.spaces',
    severity: 'warning',
    facts: [],
    sentence: { zh: '填的密码前后带着空格', en: 'there are spaces before or after the password' },
  },
  {
    code: 'client.typed.line-break',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '复制密码时把换行也带进来了',
      en: 'a line break was copied along with the password',
    },
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
  {
    code: 'client.typed.code-not-needed',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '填的像授权码，而这家邮箱在客户端里用的就是登录密码',
      en: 'what was typed looks like an app code, and this mailbox takes its ordinary password',
    },
  },
  {
    code: 'client.not-understood',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '客户端和服务器互相听不懂，端口或协议可能填错了',
      en: 'mail app and server don’t understand each other; port or protocol may be wrong',
    },
  },
  {
    code: 'client.settings-incomplete',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '客户端里的服务器设置不完整或不对',
      en: 'the server settings in the mail app are incomplete or wrong',
    },
  },
  {
    code: 'client.connection-lost',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '客户端和服务器之间的连接中途断了',
      en: 'the connection between mail app and server broke off',
    },
  },
  {
    code: 'client.data-damaged',
    severity: 'warning',
    facts: [],
    sentence: {
      zh: '客户端本机的邮件数据或保存的账号信息有问题',
      en: 'the mail app has trouble with the data or accounts it keeps on the device',
    },
  },
];
