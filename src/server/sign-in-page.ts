import { randomBytes } from 'node:crypto';

import type { FastifyReply } from 'fastify';

import type { Language, SignInView } from '../domain/index.js';
import { escapeHtml, PAGE_STYLE, MARK } from './notice.js';
import { SIGN_IN_WORDS, TYPED_WORDS } from './sign-in-words.js';

const OWN_STYLE = `
header .lang{margin-left:auto;font-weight:400;font-size:.875rem}
header a{color:var(--accent)}
dl{margin:1rem 1.75rem 0;padding:.7rem .9rem;border-radius:10px;background:var(--sunken);display:grid;grid-template-columns:auto 1fr;gap:.25rem .9rem;font-size:.875rem}
dt{color:var(--soft)}dd{overflow-wrap:anywhere;font-weight:600}
form{padding:1.1rem 1.75rem 0}form.no{padding-bottom:1.75rem}
label{display:block;font-weight:600;margin-bottom:.35rem}
.field{display:flex;gap:.5rem}
input[type=password],input[type=text]{flex:1;min-width:0;padding:.65rem .8rem;border:1px solid var(--line);border-radius:10px;background:var(--ground);color:var(--ink);font:1rem/1.4 ui-monospace,SFMono-Regular,Consolas,monospace}
input:focus-visible,button:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.show{flex:none;padding:0 .9rem;border:1px solid var(--line);border-radius:10px;background:none;color:var(--ink);font:inherit;cursor:pointer}
.as{display:flex;gap:.5rem;align-items:baseline;margin-top:.7rem;font-weight:400}
.told{margin:1rem 1.75rem 0;padding:.7rem .9rem;border-left:3px solid var(--accent);background:var(--sunken);border-radius:0 10px 10px 0}
.told p{color:var(--ink)}.told p+p{margin-top:.3rem;color:var(--soft)}
.hint{min-height:1.5em;margin-top:.3rem;font-size:.8125rem;color:var(--soft)}
form .go{margin-top:.5rem}
.later{display:block;width:100%;padding:.6rem;border:0;background:none;color:var(--soft);font:inherit;text-decoration:underline;cursor:pointer}
ul{margin:.5rem 0 0 1.1rem;padding:0;color:var(--soft)}
[hidden]{display:none}
`;

/** Hints while typing, and show/hide. The page works without it. */
const SCRIPT = `
(() => {
  const field = document.getElementById('typed');
  const hint = document.getElementById('hint');
  const show = document.getElementById('show');
  if (!field || !hint || !show) return;
  let caps = false, composing = false;
  const tell = () => {
    const mixed = /[\\u3000-\\u9fff\\uac00-\\ud7a3\\uff01-\\uffef]/.test(field.value);
    hint.textContent = composing || mixed ? hint.dataset.method : caps ? hint.dataset.caps : '';
  };
  const look = (event) => { if (event.getModifierState) { caps = event.getModifierState('CapsLock'); tell(); } };
  field.addEventListener('keydown', look);
  field.addEventListener('keyup', look);
  field.addEventListener('compositionstart', () => { composing = true; tell(); });
  field.addEventListener('compositionend', () => { composing = false; tell(); });
  field.addEventListener('input', tell);
  show.hidden = false;
  show.addEventListener('click', () => {
    const shown = field.type === 'password';
    field.type = shown ? 'text' : 'password';
    show.textContent = shown ? show.dataset.hide : show.dataset.show;
    show.setAttribute('aria-pressed', String(shown));
    field.focus();
  });
})();
`;

export interface SignInPage {
  readonly view: SignInView;
  readonly language: Language;
  /** `/sign-in/<token>`. */
  readonly path: string;
  /** What is wrong with what was typed before; then it may be sent as it is. */
  readonly codes?: readonly string[];
  /** The form came back empty. */
  readonly empty?: boolean;
}

/** Answers with the form. What was typed before is never in it. */
export function showSignInPage(reply: FastifyReply, page: SignInPage): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  const isAgain = page.empty === true || (page.codes?.length ?? 0) > 0;
  return reply
    .code(isAgain ? 422 : 200)
    .header('Content-Security-Policy', policy)
    .header('Referrer-Policy', 'no-referrer')
    .header('Cache-Control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(draw(page, nonce));
}

function draw({ view, language, path, codes = [], empty }: SignInPage, nonce: string): string {
  const words = SIGN_IN_WORDS[language];
  const other = language === 'zh' ? 'en' : 'zh';
  const name = view.providerName?.[language] ?? '';
  const what = words.credential[view.credential];
  const action = `${path}?lang=${language}`;
  return `<!doctype html>
<html lang="${langTag(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${words.title} · Mailmedic</title>
<style nonce="${nonce}">${PAGE_STYLE}${OWN_STYLE}</style>
</head>
<body>
<main>
<header>${MARK}Mailmedic<a class="lang" href="${path}?lang=${other}" lang="${langTag(other)}">${SIGN_IN_WORDS[other].name}</a></header>
<section><h1>${words.title}</h1><p>${words.intro}</p><ul>${words.promises.map((one) => `<li>${one}</li>`).join('')}</ul></section>
<dl><dt>${words.mailbox}</dt><dd>${escapeHtml(view.address)}</dd><dt>${words.server}</dt><dd>${escapeHtml(view.host)}</dd></dl>
${codes.length === 0 && empty !== true ? '' : drawTold(codes, language)}
<form method="post" action="${action}" autocomplete="off">
<label for="typed">${escapeHtml(what.label.replace('{provider}', name))}</label>
<div class="field"><input id="typed" name="typed" type="password" required autofocus autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" maxlength="512" aria-describedby="hint${codes.length > 0 ? ' told' : ''}"><button class="show" id="show" type="button" hidden aria-pressed="false" data-show="${words.show}" data-hide="${words.hide}">${words.show}</button></div>
<p class="hint" id="hint" role="status" data-caps="${words.caps}" data-method="${words.method}"></p>
${what.note === '' ? '' : `<p class="hint">${what.note}</p>`}
${codes.length === 0 ? '' : `<label class="as"><input type="checkbox" name="as_typed" value="1"> <span>${words.asTyped}</span></label>`}
<button class="go" name="deed" value="try">${words.go}</button>
</form>
<form class="no" method="post" action="${action}"><button class="later" name="deed" value="decline">${words.decline}</button></form>
</main>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>
`;
}

function drawTold(codes: readonly string[], language: Language): string {
  const words = SIGN_IN_WORDS[language];
  const told = codes.flatMap((code) => TYPED_WORDS[code]?.[language] ?? []);
  const lines = codes.length === 0 ? [words.empty] : [...told, words.notTried];
  return `<div class="told" id="told" role="alert">${lines.map((line) => `<p>${line}</p>`).join('')}</div>`;
}

function langTag(language: Language): string {
  return language === 'zh' ? 'zh-CN' : 'en';
}
