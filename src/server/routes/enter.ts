import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import type { Log, OneTimeTokens, SessionStore, WebUser } from '../../domain/index.js';
import { needOwnPage, refuseForeignHost, type HttpSettings } from '../guard.js';
import { showNotice, type Notice } from '../notice.js';
import { hashOf, looksLikeToken, newToken, openSession } from '../session.js';
import { LOCAL_ID } from '../who.js';

const PURPOSE = 'enter';
const TTL_MS = 10 * 60_000;
const COMMAND = 'npx mailmedic console';

const entranceBody = z.object({ name: z.string() });
const params = z.object({ token: z.string() });

export interface EnterPorts {
  readonly settings: HttpSettings;
  readonly log: Log;
  readonly tokens: OneTimeTokens;
  readonly sessions: SessionStore;
}

/**
 * Makes a link into the console for `name`, the person at this machine: one use, 10 minutes, 256 random bits of
 * which the store keeps a hash. It works only where sign-in is open. `origin` is the server's, as a browser here
 * reaches it.
 */
export async function createEntrance(tokens: OneTimeTokens, origin: string, name: string): Promise<string> {
  const token = newToken();
  await tokens.put({ hash: hashOf(token), purpose: PURPOSE, body: { name }, ttlMs: TTL_MS });
  return `${origin}/enter/${token}`;
}

/**
 * `/enter/:token`, the page behind a printed link. Looking at it changes nothing (previews and scanners look);
 * its button takes the token and lets the person in as a local administrator.
 */
export function addEnterRoutes(app: FastifyInstance, ports: EnterPorts): void {
  const { settings, log, tokens } = ports;

  app.get('/enter/:token', async (request, reply) => {
    refuseForeignHost(request.headers, settings);
    const { token } = params.parse(request.params);
    if (!looksLikeToken(token) || !(await tokens.waits(hashOf(token), PURPOSE))) return ended(request, reply);
    return showNotice(request, reply, 200, { ...ASK, action: { ...ASK.action, path: `/enter/${token}` } });
  });

  app.post('/enter/:token', async (request, reply) => {
    needOwnPage(request.headers, settings);
    const { token } = params.parse(request.params);
    const taken = looksLikeToken(token) ? await tokens.take(hashOf(token), PURPOSE) : undefined;
    const body = entranceBody.safeParse(taken);
    if (!body.success) return ended(request, reply);
    const user: WebUser = {
      id: `${LOCAL_ID}${body.data.name}`,
      name: body.data.name,
      roles: ['admin', 'agent'],
    };
    await openSession(request, reply, user, ports);
    log.info('entered by a printed link', { user: user.id });
    return reply.redirect('/console/cases', 303);
  });
}

const ASK = {
  zh: { title: '打开工单页', text: '链接 10 分钟内有效，只能用一次。' },
  en: { title: 'Open the console', text: 'The link works once, within 10 minutes.' },
  action: { zh: '进入', en: 'Enter', path: '', post: true },
} as const satisfies Notice;

/** The same for a link that never was, was used or has run out. */
function ended(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return showNotice(request, reply, 404, {
    zh: { title: '链接已失效', text: '链接只能用一次，10 分钟内有效。运行下面的命令，可以拿到新的链接。' },
    en: {
      title: 'This link no longer works',
      text: 'A link works once, within 10 minutes. This command prints a new one.',
    },
    command: COMMAND,
  });
}

/** For `/sign-in` where nobody signs in: how the person at this machine gets into the console. */
export function showTheCommand(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return showNotice(request, reply, 200, {
    zh: {
      title: '从终端进入工单页',
      text: '在运行 Mailmedic 的机器上执行下面的命令，再打开打印出来的链接。聊天不用登录。',
    },
    en: {
      title: 'Enter the console from a terminal',
      text: 'Run this on the machine that runs Mailmedic, then open the link it prints. The chat needs no sign-in.',
    },
    command: COMMAND,
    action: { zh: '回到聊天', en: 'Back to the chat', path: '/' },
  });
}
