import type { FindingDefinition } from '../finding-type.js';

const HOST = ['link.host'];

/** What the spelling of a pasted link shows; nothing was opened. None says that a link is safe. */
export const linkFindings: readonly FindingDefinition[] = [
  {
    code: 'link.look-alike',
    severity: 'critical',
    facts: [...HOST, 'link.like'],
    sentence: {
      zh: '{link.host} 仿的是 {link.like}，只差一点点',
      en: '{link.host} imitates {link.like} and is another site',
    },
  },
  {
    code: 'link.brand-inside',
    severity: 'critical',
    facts: [...HOST, 'link.like'],
    sentence: {
      zh: '{link.host} 里带着 {link.like} 的名字，但不是它的网站',
      en: '{link.host} carries the name of {link.like} and belongs to somebody else',
    },
  },
  {
    code: 'link.other-letters',
    severity: 'critical',
    facts: HOST,
    sentence: {
      zh: '{link.host} 里混有其他文字的相似字母',
      en: '{link.host} is written with letters of another alphabet',
    },
  },
  {
    code: 'link.user-info',
    severity: 'critical',
    facts: HOST,
    sentence: {
      zh: '@ 前面的部分是障眼法，实际打开的是 {link.host}',
      en: 'what stands before the @ is a decoy; it really leads to {link.host}',
    },
  },
  {
    code: 'link.ip-address',
    severity: 'critical',
    facts: HOST,
    sentence: {
      zh: '网址是一串数字 {link.host}，正规的登录页不这样写',
      en: 'it leads to a bare number, {link.host}; no real sign-in page does',
    },
  },
  {
    code: 'link.text-differs',
    severity: 'critical',
    facts: [...HOST, 'link.shown'],
    sentence: {
      zh: '文字写的是 {link.shown}，实际打开的是 {link.host}',
      en: 'it shows {link.shown} and leads to {link.host}',
    },
  },
  {
    code: 'link.leads-on',
    severity: 'warning',
    facts: [...HOST, 'link.next'],
    sentence: {
      zh: '经过 {link.host} 之后会转到 {link.next}',
      en: 'by way of {link.host} it goes on to {link.next}',
    },
  },
  {
    code: 'link.shortener',
    severity: 'warning',
    facts: HOST,
    sentence: {
      zh: '{link.host} 是短链接，看不出打开的是哪里',
      en: '{link.host} shortens links, so nobody sees where it leads',
    },
  },
  {
    code: 'link.long-name',
    severity: 'warning',
    facts: HOST,
    sentence: {
      zh: '网址特别长，真正的网站名藏在后面',
      en: 'the name is very long, and the real site stands at its end',
    },
  },
  {
    code: 'link.odd-form',
    severity: 'warning',
    facts: HOST,
    sentence: {
      zh: '这个链接写得很特别，不是普通的网页地址',
      en: 'the link has an unusual form and is no ordinary web address',
    },
  },
  {
    code: 'link.not-encrypted',
    severity: 'info',
    facts: HOST,
    sentence: {
      zh: '{link.host} 用的是不加密的 http',
      en: 'it opens {link.host} without encryption',
    },
  },
  {
    code: 'link.known',
    severity: 'info',
    facts: HOST,
    sentence: {
      zh: '{link.host} 是登记过的登录页面',
      en: '{link.host} is a sign-in page that is on record here',
    },
  },
  {
    code: 'link.unknown',
    severity: 'info',
    facts: HOST,
    sentence: {
      zh: '{link.host} 不在登记过的登录页面里',
      en: '{link.host} is not among the sign-in pages on record here',
    },
  },
];
