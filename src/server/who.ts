import { createHash } from 'node:crypto';

import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { MeAnswer } from '../api/index.js';
import {
  mailmedicError,
  mayActAs,
  type Log,
  type Role,
  type SessionStore,
  type WebUser,
} from '../domain/index.js';
import { needOwnPage, type HttpSettings } from './guard.js';
import { hashOf, IDLE_MS, sessionToken } from './session.js';

export interface WhoPorts {
  readonly settings: HttpSettings;
  readonly log: Log;
  readonly sessions: SessionStore;
  /** `open`: whoever is on this machine may chat · `needed`: nobody does anything without signing in. */
  readonly signIn: MeAnswer['signIn'];
}

interface Visit {
  readonly ports: WhoPorts;
  user?: Promise<WebUser | undefined>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Pages ask this by themselves, so it does not show that somebody is there: it keeps no session alive. */
    isBackground?: true;
  }
  interface FastifyRequest {
    /** Read by the functions of who.ts only. */
    visit: Visit | null;
  }
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Users let in by a printed link, on loopback only. A provider's ids begin with its issuer, a URL. */
export const LOCAL_ID = 'local#';

/** The part of the API that answers people who are not signed in yet, and a platform that brings its own token. */
const BEFORE_SIGN_IN = new Set(['/api/me', '/api/messages']);

/**
 * Lets every request below be asked who makes it. Costs no query until somebody asks. Two things hold whatever a
 * route does or forgets: a request that carries cookies and changes something comes from a page of ours, else
 * `MM_FORBIDDEN`; and where sign-in is needed nobody uses the API without, else `MM_SIGN_IN_NEEDED`.
 */
export function addWho(app: FastifyInstance, ports: WhoPorts): void {
  app.decorateRequest('visit', null);
  app.addHook('onRequest', (request, _reply, done) => {
    request.visit = { ports };
    const { method, headers } = request;
    if (!SAFE_METHODS.has(method) && headers.cookie !== undefined) needOwnPage(headers, ports.settings);
    done();
  });
  // The first moment at which cookies have been read; bodies have not.
  app.addHook('preParsing', async (request) => {
    const route = request.routeOptions.url ?? '';
    if (ports.signIn === 'open' || !route.startsWith('/api/') || BEFORE_SIGN_IN.has(route)) return;
    await needUser(request);
  });
}

/** Who makes this request; `undefined` when nobody is signed in. One query a request. @throws MM_UNAVAILABLE */
export function whoIs(request: FastifyRequest): Promise<WebUser | undefined> {
  const visit = visitOf(request);
  return (visit.user ??= findUser(request, visit.ports));
}

/** @throws MM_SIGN_IN_NEEDED, MM_UNAVAILABLE */
export async function needUser(request: FastifyRequest): Promise<WebUser> {
  const user = await whoIs(request);
  if (user !== undefined) return user;
  const remedy =
    visitOf(request).ports.signIn === 'needed'
      ? 'Sign in at /sign-in.'
      : 'Open the link that this prints: npx mailmedic console';
  throw mailmedicError('MM_SIGN_IN_NEEDED', {}, remedy);
}

/** For what a role is needed for; an admin may do everything. @throws MM_SIGN_IN_NEEDED, MM_FORBIDDEN, MM_UNAVAILABLE */
export async function needRole(request: FastifyRequest, role: Role): Promise<WebUser> {
  const user = await needUser(request);
  if (mayActAs(user, role)) return user;
  throw mailmedicError(
    'MM_FORBIDDEN',
    { reason: `it takes the role ${role}` },
    'Ask an administrator for it (MAILMEDIC_ROLES), then sign in again.',
  );
}

/** Whether a page must send this visitor to {@link signInUrl} first. @throws MM_UNAVAILABLE */
export async function mustSignIn(request: FastifyRequest): Promise<boolean> {
  return visitOf(request).ports.signIn === 'needed' && (await whoIs(request)) === undefined;
}

/** For what everybody here may see who has its link. @throws MM_SIGN_IN_NEEDED, MM_UNAVAILABLE */
export async function mayLook(request: FastifyRequest): Promise<void> {
  if (visitOf(request).ports.signIn === 'needed') await needUser(request);
}

/**
 * Whether this visitor may read and write this chat, and who it is. Where sign-in is `open`, whoever knows the id
 * (128 random bits or more; the caller checks its shape) is in. Elsewhere there is one's own chat only, and every
 * other id is answered alike, whether it exists or not.
 *
 * @throws MM_SIGN_IN_NEEDED, MM_NOT_FOUND, MM_UNAVAILABLE
 */
export async function mayUseChat(
  request: FastifyRequest,
  conversation: string,
): Promise<WebUser | undefined> {
  if (visitOf(request).ports.signIn === 'open') return whoIs(request);
  const user = await needUser(request);
  if (conversation === conversationOf(user)) return user;
  const path = request.url.split('?')[0]?.slice(0, 100) ?? '';
  throw mailmedicError('MM_NOT_FOUND', { path }, 'Check the address.');
}

/** The id of a signed-in person's own chat: the same in every browser, 43 URL-safe characters. */
export function conversationOf(user: Pick<WebUser, 'id'>): string {
  return createHash('sha256').update(`web\n${user.id}`).digest('base64url');
}

/** Where a page sends a visitor who must sign in first; `path` is where they wanted to go. */
export function signInUrl(path: string): string {
  return `/sign-in?to=${encodeURIComponent(path)}`;
}

/** `GET /api/me`. @throws MM_UNAVAILABLE */
export async function describeVisitor(request: FastifyRequest): Promise<MeAnswer> {
  const { signIn } = visitOf(request).ports;
  const user = await whoIs(request);
  return {
    signIn,
    ...(user === undefined ? {} : { user }),
    ...(user === undefined || signIn === 'open' ? {} : { conversation: conversationOf(user) }),
  };
}

function visitOf(request: FastifyRequest): Visit {
  if (request.visit !== null) return request.visit;
  throw mailmedicError('MM_INTERNAL', { reference: 'addWho' }, 'Call addWho before adding routes.');
}

async function findUser(request: FastifyRequest, ports: WhoPorts): Promise<WebUser | undefined> {
  const token = sessionToken(request, ports.settings);
  if (token === undefined) return undefined;
  let user: WebUser | undefined;
  try {
    const { isBackground } = request.routeOptions.config;
    user = await ports.sessions[isBackground ? 'look' : 'use'](hashOf(token), IDLE_MS);
  } catch (error) {
    ports.log.warn('session not read', { error });
    throw mailmedicError(
      'MM_UNAVAILABLE',
      { reason: 'the session could not be read' },
      'Try again in a second.',
    );
  }
  // A printed link is no sign-in: its sessions end where a provider begins to be needed.
  const isLocal = user?.id.startsWith(LOCAL_ID) === true;
  return isLocal && ports.signIn === 'needed' ? undefined : user;
}
