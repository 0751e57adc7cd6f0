import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { SecretBytes, type Language, type SignInDesk } from '../../domain/index.js';
import { readForm } from '../form.js';
import { refuseForeignHost, type HttpSettings } from '../guard.js';
import { showNotice, type Notice } from '../notice.js';
import { showSignInPage } from '../sign-in-page.js';

const FORM = 'application/x-www-form-urlencoded';
/** 512 characters of four bytes, each percent-encoded, and the rest of the form. */
const LARGEST_FORM = 8_192;

const params = z.object({ token: z.string().max(200) });
const query = z.object({ lang: z.enum(['zh', 'en']).optional().catch(undefined) });

export interface OneTimeSignInPorts {
  readonly settings: HttpSettings;
  readonly signIns: SignInDesk;
}

/**
 * `/sign-in/:token`, the page behind a one-time link; it needs no session. Looking changes nothing (previews and
 * scanners look). A posted form is judged first; one that is fit to be tried uses the link up. A link that never was,
 * was used or has run out looks the same.
 */
export function addOneTimeSignIn(app: FastifyInstance, { settings, signIns }: OneTimeSignInPorts): void {
  app.register((pages, _options, done) => {
    // As bytes: a body that was text could not be wiped.
    pages.addContentTypeParser(
      FORM,
      { parseAs: 'buffer', bodyLimit: LARGEST_FORM },
      (_request, body, parsed) => parsed(null, body),
    );

    pages.get('/sign-in/done', (request, reply) => quiet(request, reply, 200, DONE));
    pages.get('/sign-in/declined', (request, reply) => quiet(request, reply, 200, DECLINED));

    pages.get('/sign-in/:token', async (request, reply) => {
      refuseForeignHost(request.headers, settings);
      const { token } = params.parse(request.params);
      const view = await signIns.look(token);
      if (!view) return quiet(request, reply, 404, GONE);
      return showSignInPage(reply, {
        view,
        language: languageOf(request, view.language),
        path: pathOf(token),
      });
    });

    pages.post('/sign-in/:token', async (request, reply) => {
      refuseForeignHost(request.headers, settings);
      const { token } = params.parse(request.params);
      const form = readForm(request.body);
      const typed = form.take('typed');
      const [deed, asTyped] = [form.text('deed'), form.text('as_typed') === '1'];
      form.wipe();
      if (deed === 'decline') {
        typed?.fill(0);
        const declined = await signIns.decline(token);
        return declined ? reply.redirect('/sign-in/declined', 303) : quiet(request, reply, 404, GONE);
      }
      if (typed === undefined || typed.length === 0) {
        const view = await signIns.look(token);
        if (!view) return quiet(request, reply, 404, GONE);
        const language = languageOf(request, view.language);
        return showSignInPage(reply, { view, language, path: pathOf(token), empty: true });
      }
      const submitted = await signIns.submit(token, new SecretBytes(typed), asTyped);
      switch (submitted.kind) {
        case 'gone':
          return quiet(request, reply, 404, GONE);
        case 'trying':
          // Going back or reloading must not send the form again.
          return reply.redirect('/sign-in/done', 303);
        case 'mistyped': {
          const { view, codes } = submitted;
          const language = languageOf(request, view.language);
          return showSignInPage(reply, { view, language, path: pathOf(token), codes });
        }
      }
    });
    done();
  });
}

function languageOf(request: FastifyRequest, own: Language): Language {
  return query.parse(request.query).lang ?? own;
}

/** Only ever called with a token that was found, which is hexadecimal. */
function pathOf(token: string): string {
  return `/sign-in/${token}`;
}

function quiet(request: FastifyRequest, reply: FastifyReply, status: number, notice: Notice): FastifyReply {
  return showNotice(request, reply, status, notice).header('Referrer-Policy', 'no-referrer');
}

const DONE = {
  zh: { title: '收到，正在试', text: '十几秒后结果会写在聊天里。这一页可以关了。' },
  en: {
    title: 'Got it; trying now',
    text: 'The result comes back to the chat within some seconds. You can close this page.',
  },
} as const satisfies Notice;

const DECLINED = {
  zh: { title: '好的，不试了', text: '什么都没有发送。这一页可以关了，回到聊天里继续。' },
  en: { title: 'Fine, nothing was tried', text: 'Nothing was sent. Close this page and go on in the chat.' },
} as const satisfies Notice;

const GONE = {
  zh: { title: '链接已失效', text: '链接只能用一次，10 分钟内有效。回到聊天里，需要时会有新的链接。' },
  en: {
    title: 'This link no longer works',
    text: 'A link works once, within 10 minutes. Go back to the chat; there will be a new one when it is needed.',
  },
} as const satisfies Notice;
