import { createHash } from 'node:crypto';

import type { FastifyInstance } from 'fastify';

const STYLE = `
:root{color-scheme:light dark;--ground:#f6f7f5;--sheet:#fff;--ink:#1c2321;--soft:#5a6662;--line:#dfe4e1;--accent:#0b6e5b;--code:#eef3f1}
@media (prefers-color-scheme:dark){:root{--ground:#121716;--sheet:#1a211f;--ink:#e7edeb;--soft:#9fada8;--line:#2d3835;--accent:#5fc9b1;--code:#222c29}}
*{box-sizing:border-box;margin:0}
body{min-height:100vh;display:grid;place-items:center;padding:2rem 1.25rem;background:var(--ground);color:var(--ink);font:1rem/1.65 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{width:100%;max-width:58rem;background:var(--sheet);border:1px solid var(--line);border-radius:14px;overflow:hidden}
header{display:flex;align-items:center;gap:.85rem;padding:1.4rem 2rem;border-bottom:1px solid var(--line)}
header svg{width:2.1rem;height:2.1rem;flex:none;color:var(--accent)}
h1{font-size:1.2rem;font-weight:650;letter-spacing:.01em}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr))}
section{display:flex;flex-direction:column;padding:2rem}
section+section{box-shadow:-1px -1px 0 var(--line)}
h2{font-size:1.35rem;line-height:1.35;font-weight:650;margin-bottom:.75rem;text-wrap:balance}
p{color:var(--soft)}
h3{font-size:.9rem;font-weight:600;margin:auto 0 .5rem;padding-top:1.5rem}
.keep{white-space:nowrap}
code{display:block;padding:.7rem .9rem;border-radius:8px;background:var(--code);color:var(--ink);font:.92rem/1.5 ui-monospace,SFMono-Regular,Consolas,monospace;user-select:all}
.note{padding-top:1.25rem;font-size:.9rem}
footer{display:flex;flex-wrap:wrap;gap:.35rem 1.5rem;align-items:baseline;padding:1.1rem 2rem;border-top:1px solid var(--line);font-size:.9rem;color:var(--soft)}
a{color:var(--accent);text-underline-offset:.2em}
a:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:3px}
`;

const ICON_SHAPES = `<rect x="3" y="7" width="26" height="18" rx="3.5"/><path d="M4.5 16H11l2.5-4.5 4 9L20.5 16h7"/>`;

const MARK = `<svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${ICON_SHAPES}</svg>`;

const ICON = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#0b6e5b" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">${ICON_SHAPES}</svg>`,
)}`;

const PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mailmedic</title>
<link rel="icon" href="${ICON}">
<style>${STYLE}</style>
</head>
<body>
<main>
<header>${MARK}<h1>Mailmedic</h1></header>
<div class="columns">
<section>
<h2>邮件客户端提示<span class="keep">“密码错误”，</span>原因常常不在密码</h2>
<p>Mailmedic 会检查邮件服务器的地址、端口、证书和登录方式，找出真正的原因，再一步一步带您修好。修不好的交给 IT，检查结果一并附上，不用再说一遍。</p>
<h3>在这台机器的终端里对话</h3>
<code>npx mailmedic chat</code>
<p class="note">密码和授权码请不要发到聊天里。</p>
</section>
<section lang="en">
<h2>“Wrong password”, says the mail app. Often it isn’t the password</h2>
<p>Mailmedic checks the mail server’s address, ports, certificate and ways to sign in, finds the actual cause and walks you through the fix. What it can’t fix goes to IT with the results attached, so nobody has to explain twice.</p>
<h3>Chat in a terminal on this machine</h3>
<code>npx mailmedic chat --language en</code>
<p class="note">Keep passwords and authorization codes out of the chat.</p>
</section>
</div>
<footer>
<span>运行状态 <span lang="en">· Status</span></span>
<a href="/healthz">/healthz</a>
<a href="/readyz">/readyz</a>
<a href="/metrics">/metrics</a>
</footer>
</main>
</body>
</html>
`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `/`: says what runs here and how to talk to it. No script, nothing loaded from anywhere. */
export function addPageRoute(app: FastifyInstance): void {
  app.get('/', (_request, reply) =>
    reply.header('Content-Security-Policy', POLICY).type('text/html; charset=utf-8').send(PAGE),
  );
}
