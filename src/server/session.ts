import { createHash, randomBytes } from 'node:crypto';

import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { SessionStore, WebUser } from '../domain/index.js';
import { ownOrigin, type HttpSettings } from './guard.js';

/** A session ends when nothing asked in its name for so long. */
export const IDLE_MS = 30 * 60_000;
/** A session ends after so long whatever happens. */
export const ABSOLUTE_MS = 12 * 3_600_000;

/** 256 random bits, URL-safe: nothing to guess, so a plain hash keeps it secret in the store. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the store knows a token by. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** True for a text that {@link newToken} could have made; others need no query. */
export function looksLikeToken(text: string | undefined): text is string {
  return text !== undefined && /^[\w-]{43}$/u.test(text);
}

/**
 * Browsers take a `__Host-` name only from https, with Secure, without Domain, for all paths: no other host and
 * no plain-http page can plant it (RFC 6265bis section 4.1.3.2). Safari takes neither prefix nor Secure from
 * http://localhost (Chromium takes both), so on plain loopback they are left out.
 */
export function cookieName(name: string, settings: HttpSettings): string {
  return isHttps(settings) ? `__Host-${name}` : name;
}

/** Out of reach of scripts. Lax, because links in mails and the provider's redirect lead here from elsewhere. */
export function cookieOptions(settings: HttpSettings): CookieSerializeOptions {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps(settings) };
}

function isHttps(settings: HttpSettings): boolean {
  return ownOrigin(settings).startsWith('https:');
}

const SESSION = 'mailmedic';

/** What the browser holds of its session, if it can be one. */
export function sessionToken(request: FastifyRequest, settings: HttpSettings): string | undefined {
  const token = request.cookies[cookieName(SESSION, settings)];
  return looksLikeToken(token) ? token : undefined;
}

/** Signs `user` in here: always under a new token, so that one planted before is worth nothing. */
export async function openSession(
  request: FastifyRequest,
  reply: FastifyReply,
  user: WebUser,
  ports: { readonly settings: HttpSettings; readonly sessions: SessionStore },
): Promise<void> {
  const { settings, sessions } = ports;
  const before = sessionToken(request, settings);
  if (before !== undefined) await sessions.close(hashOf(before));
  const token = newToken();
  await sessions.open({ hash: hashOf(token), user, absoluteMs: ABSOLUTE_MS });
  reply.setCookie(cookieName(SESSION, settings), token, cookieOptions(settings));
}

/** Ends the session of this browser, here and in the store. */
export async function closeSession(
  request: FastifyRequest,
  reply: FastifyReply,
  ports: { readonly settings: HttpSettings; readonly sessions: SessionStore },
): Promise<void> {
  const { settings, sessions } = ports;
  const token = sessionToken(request, settings);
  if (token !== undefined) await sessions.close(hashOf(token));
  reply.clearCookie(cookieName(SESSION, settings), cookieOptions(settings));
}
