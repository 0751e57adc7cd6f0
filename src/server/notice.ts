import { createHash } from 'node:crypto';

import type { FastifyReply, FastifyRequest } from 'fastify';

interface Words {
  readonly title: string;
  readonly text: string;
}

/** A page with one thing to say, in both languages, and one thing to do next. */
export interface Notice {
  readonly zh: Words;
  readonly en: Words;
  /** To type in a terminal. */
  readonly command?: string;
  /** A link, or with `post` a button that sends a form. */
  readonly action?: {
    readonly zh: string;
    readonly en: string;
    readonly path: string;
    readonly post?: boolean;
  };
  /** Small print for the people who are asked about it. */
  readonly note?: string;
}

/** The look of a page that stands alone. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ground:#f5f7f6;--sheet:#fff;--sunken:#edf1ef;--ink:#17201d;--soft:#53615c;--line:#d9e0dd;--accent:#0b6e5b;--on-accent:#fff}
@media (prefers-color-scheme:dark){:root{--ground:#101514;--sheet:#182020;--sunken:#131a19;--ink:#e8eeec;--soft:#a3b2ad;--line:#2b3734;--accent:#5fc9b1;--on-accent:#06231c}}
*{box-sizing:border-box;margin:0}
body{min-height:100vh;min-height:100dvh;display:grid;place-items:center;padding:2rem 1.25rem;background:var(--ground);color:var(--ink);font:.9375rem/1.6 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{width:100%;max-width:30rem;background:var(--sheet);border:1px solid var(--line);border-radius:18px;box-shadow:0 1px 2px rgb(23 32 29/6%),0 6px 24px rgb(23 32 29/7%);overflow:hidden}
header{display:flex;align-items:center;gap:.6rem;padding:1.1rem 1.75rem;border-bottom:1px solid var(--line);font-weight:600}
svg{width:1.6rem;height:1.6rem;flex:none;color:var(--accent)}
section{padding:1.5rem 1.75rem 0}
h1{font-size:1.375rem;line-height:1.3;font-weight:650;margin-bottom:.5rem;text-wrap:balance}
h2{font-size:.9375rem;font-weight:600;margin-bottom:.15rem}
p{color:var(--soft);text-wrap:pretty}
section+section{padding-top:1.1rem;font-size:.875rem}
.next{padding:1.5rem 1.75rem 1.75rem}
code{display:block;padding:.7rem .9rem;border-radius:6px;background:var(--sunken);font:.875rem/1.5 ui-monospace,SFMono-Regular,Consolas,monospace;user-select:all}
code+.go{margin-top:1rem}
.go{display:block;width:100%;padding:.7rem 1rem;border:0;border-radius:12px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.go:hover{filter:brightness(1.08)}
.go:focus-visible{outline:2px solid var(--accent);outline-offset:3px}
small{display:block;margin-top:1rem;font-size:.8125rem;color:var(--soft)}
`;

/** Our sign. */
export const MARK = `<svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><rect x="3" y="7" width="26" height="18" rx="3.5"/><path d="M4.5 16H11l2.5-4.5 4 9L20.5 16h7"/></svg>`;

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers with a page: the browser's language first, the other one below. No script, nothing loaded. */
export function showNotice(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  notice: Notice,
): FastifyReply {
  const wanted = request.headers['accept-language'] ?? '';
  return (
    reply
      .code(status)
      .header('Content-Security-Policy', POLICY)
      // With no-referrer a browser sends the Origin of a form as `null` (Fetch standard, “append a request Origin”).
      .header('Referrer-Policy', 'same-origin')
      .type('text/html; charset=utf-8')
      .send(draw(notice, /^\s*en\b/iu.test(wanted) ? 'en' : 'zh'))
  );
}

function draw(notice: Notice, first: 'zh' | 'en'): string {
  const { command, action, note } = notice;
  const second = first === 'zh' ? 'en' : 'zh';
  return `<!doctype html>
<html lang="${first === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(notice[first].title)} · Mailmedic</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<header>${MARK}Mailmedic</header>
${drawWords(notice[first], first, 'h1')}
${drawWords(notice[second], second, 'h2')}
<div class="next">
${command === undefined ? '' : `<code>${escapeHtml(command)}</code>`}
${action === undefined ? '' : drawAction(action, first)}
${note === undefined ? '' : `<small>${escapeHtml(note)}</small>`}
</div>
</main>
</body>
</html>
`;
}

function drawWords({ title, text }: Words, language: 'zh' | 'en', heading: 'h1' | 'h2'): string {
  const lang = language === 'zh' ? 'zh-CN' : 'en';
  return `<section lang="${lang}"><${heading}>${escapeHtml(title)}</${heading}><p>${escapeHtml(text)}</p></section>`;
}

function drawAction(action: NonNullable<Notice['action']>, first: 'zh' | 'en'): string {
  const label = first === 'zh' ? `${action.zh} · ${action.en}` : `${action.en} · ${action.zh}`;
  const path = escapeHtml(action.path);
  return action.post === true
    ? `<form method="post" action="${path}"><button class="go">${escapeHtml(label)}</button></form>`
    : `<a class="go" href="${path}">${escapeHtml(label)}</a>`;
}

/** Text as it stands in HTML, in elements and attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => `&#${character.codePointAt(0)};`);
}
