import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import {
  isOnThisMachineOnly,
  MailmedicError,
  type IdentityProvider,
  type Log,
  type OneTimeTokens,
  type SessionStore,
  type SignInTrouble,
} from '../../domain/index.js';
import { isOwnHost, ownOrigin, type HttpSettings } from '../guard.js';
import { showNotice, type Notice } from '../notice.js';
import { ownPath } from '../own-path.js';
import { cookieName, cookieOptions, hashOf, looksLikeToken, newToken, openSession } from '../session.js';
import { signInUrl } from '../who.js';

const PURPOSE = 'sign-in';
const TTL_MS = 10 * 60_000;
const COOKIE = 'mailmedic-sign-in';

const toQuery = z.object({ to: z.unknown().optional() });
const callbackQuery = z.object({ state: z.string() });

const startedBody = z.object({
  to: z.string(),
  pending: z.object({ state: z.string(), nonce: z.string(), codeVerifier: z.string() }),
});

export interface SignInPorts {
  readonly settings: HttpSettings;
  readonly log: Log;
  readonly identity: IdentityProvider;
  readonly tokens: OneTimeTokens;
  readonly sessions: SessionStore;
}

/**
 * `/sign-in?to=/path` leaves for the provider, `/sign-in/callback` comes back. In between the browser holds one
 * random secret; what belongs to the sign-in waits in the store under the hash of that secret and the state, so
 * several tabs can sign in at once and a state of somebody else's browser finds nothing.
 */
export function addSignInRoutes(app: FastifyInstance, ports: SignInPorts): void {
  const { settings, log, identity, tokens } = ports;
  const cookie = cookieName(COOKIE, settings);

  app.get('/sign-in', async (request, reply) => {
    const to = ownPath(toQuery.parse(request.query).to);
    const { host = '' } = request.headers;
    // The provider returns to one name; a cookie set under another one would be missing there.
    const astray = isOnThisMachineOnly(settings) && isOwnHost(host, settings) && host !== hostOf(settings);
    if (astray) return reply.redirect(`${ownOrigin(settings)}${signInUrl(to)}`, 302);
    try {
      const { url, pending } = await identity.begin();
      const held = request.cookies[cookie];
      const secret = looksLikeToken(held) ? held : newToken();
      const hash = hashOfStart(secret, pending.state);
      await tokens.put({ hash, purpose: PURPOSE, body: { to, pending }, ttlMs: TTL_MS });
      reply.setCookie(cookie, secret, { ...cookieOptions(settings), maxAge: TTL_MS / 1_000 });
      return await reply.redirect(url, 302);
    } catch (error) {
      return showTrouble(request, reply, log, to, error);
    }
  });

  app.get('/sign-in/callback', async (request, reply) => {
    let to = '/';
    try {
      const started = await takeStart(request);
      if (started === undefined) return showTrouble(request, reply, log, to, undefined);
      to = ownPath(started.to);
      const user = await identity.finish(`${ownOrigin(settings)}${request.url}`, started.pending);
      await openSession(request, reply, user, ports);
      log.info('signed in', { user: user.id, roles: user.roles });
      return await reply.redirect(to, 303);
    } catch (error) {
      return showTrouble(request, reply, log, to, error);
    }
  });

  async function takeStart(request: FastifyRequest): Promise<z.infer<typeof startedBody> | undefined> {
    const secret = request.cookies[cookie];
    const query = callbackQuery.safeParse(request.query);
    if (!looksLikeToken(secret) || !query.success) return undefined;
    return startedBody.safeParse(await tokens.take(hashOfStart(secret, query.data.state), PURPOSE)).data;
  }
}

function hashOfStart(secret: string, state: string): string {
  return hashOf(`${secret}\n${state}`);
}

function hostOf(settings: HttpSettings): string {
  return new URL(ownOrigin(settings)).host;
}

const STATUS: Readonly<Record<SignInTrouble, number>> = {
  unreachable: 503,
  refused: 403,
  untrusted: 403,
  over: 400,
};

const WORDS: Readonly<Record<SignInTrouble, Pick<Notice, 'zh' | 'en'>>> = {
  unreachable: {
    zh: {
      title: '登录服务暂时连不上',
      text: '公司的登录服务没有正常回应，和您的账号无关。五分钟后再登录一次；还是这样的话，请告诉 IT。',
    },
    en: {
      title: 'The sign-in service isn’t answering',
      text: 'Your company’s sign-in gave no usable answer. Your account isn’t the reason. Sign in again in five minutes; if it stays so, tell IT.',
    },
  },
  refused: {
    zh: {
      title: '登录没有完成',
      text: '登录中途取消了，或者登录服务没有放行。可以重新登录；还是这样的话，请告诉 IT。',
    },
    en: {
      title: 'The sign-in didn’t finish',
      text: 'It was cancelled on the way, or the sign-in service said no. Sign in again; if it stays so, tell IT.',
    },
  },
  untrusted: {
    zh: {
      title: '这次登录没有通过核对',
      text: '登录服务的回答对不上，为了安全没有放行。可以重新登录；还是这样的话，请把最下面一行告诉 IT。',
    },
    en: {
      title: 'This sign-in didn’t check out',
      text: 'The answer of the sign-in service failed a check, so nobody was signed in. Sign in again; if it stays so, tell IT the last line here.',
    },
  },
  over: {
    zh: { title: '这次登录已失效', text: '登录要在 10 分钟内完成，只能用一次。重新登录就好。' },
    en: {
      title: 'This sign-in has run out',
      text: 'A sign-in works once and must finish within 10 minutes. Just sign in again.',
    },
  },
};

/** Says what happened and offers to begin again. Nothing that the provider wrote is shown. */
function showTrouble(
  request: FastifyRequest,
  reply: FastifyReply,
  log: Log,
  to: string,
  error: unknown,
): FastifyReply {
  const why = error === undefined ? 'over' : troubleIn(error);
  if (error !== undefined) log.warn('sign-in failed', { why, ...describe(error) });
  return showNotice(request, reply, STATUS[why], {
    ...WORDS[why],
    action: { zh: '重新登录', en: 'Sign in again', path: signInUrl(to) },
    note: `MM_SIGN_IN · ${why}`,
  });
}

function troubleIn(error: unknown): SignInTrouble {
  const why = error instanceof MailmedicError ? error.facts['why'] : undefined;
  return why === 'refused' || why === 'untrusted' || why === 'over' ? why : 'unreachable';
}

function describe(error: unknown): Readonly<Record<string, unknown>> {
  return error instanceof MailmedicError && error.code === 'MM_SIGN_IN'
    ? { code: error.code, reason: error.facts['reason'] }
    : { error };
}
