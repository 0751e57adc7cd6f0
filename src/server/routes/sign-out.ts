import type { FastifyInstance } from 'fastify';

import type { SessionStore } from '../../domain/index.js';
import type { HttpSettings } from '../guard.js';
import { showNotice } from '../notice.js';
import { closeSession } from '../session.js';
import { signInUrl, whoIs, type WhoPorts } from '../who.js';

export interface SignOutPorts {
  readonly settings: HttpSettings;
  readonly sessions: SessionStore;
  readonly signIn: WhoPorts['signIn'];
}

/**
 * `POST /sign-out` ends the session of the cookie that came along, which addWho (who.ts) takes from our own pages
 * only; `GET /sign-out` shows where one stands, with the button if it is needed.
 */
export function addSignOutRoutes(app: FastifyInstance, ports: SignOutPorts): void {
  app.post('/sign-out', async (request, reply) => {
    await closeSession(request, reply, ports);
    return reply.redirect('/sign-out', 303);
  });

  app.get('/sign-out', async (request, reply) => {
    if ((await whoIs(request)) !== undefined) {
      return showNotice(request, reply, 200, {
        zh: { title: '退出登录', text: '聊天和工单都会保留。' },
        en: { title: 'Sign out', text: 'Chats and cases stay as they are.' },
        action: { zh: '退出', en: 'Sign out', path: '/sign-out', post: true },
      });
    }
    if (ports.signIn === 'open') {
      return showNotice(request, reply, 200, {
        zh: { title: '已退出', text: '聊天不用登录，可以接着用。' },
        en: { title: 'You are signed out', text: 'The chat needs no sign-in.' },
        action: { zh: '回到聊天', en: 'Back to the chat', path: '/' },
      });
    }
    return showNotice(request, reply, 200, {
      zh: {
        title: '已退出登录',
        text: '公司登录服务那边可能还保持登录。用的是共用电脑的话，请关掉浏览器。',
      },
      en: {
        title: 'You are signed out',
        text: 'You may still be signed in at your company’s sign-in service. On a shared computer, close the browser too.',
      },
      action: { zh: '重新登录', en: 'Sign in again', path: signInUrl('/') },
    });
  });
}
