import { z } from 'zod';

import { reasonOf, TEAMS_CLOUD_PLACES, type DoorAnswer, type Log } from '../../domain/index.js';
import type { TeamsActivity } from './activity.js';
import type { BotFramework, Claims } from './bot-framework.js';
import type { TeamsSettings } from './settings.js';

const SKEW_S = 5 * 60;

const UNSIGNED: DoorAnswer = { status: 401 };
const FORBIDDEN: DoorAnswer = { status: 403 };
const UNREACHABLE: DoorAnswer = { status: 503, headers: { 'retry-after': '2' } };

/** Claims of a token that Teams signs for a bot. */
const CLAIMS = z.looseObject({
  iss: z.string(),
  aud: z.string(),
  serviceurl: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  tid: z.string().optional(),
});

/**
 * Who may come in. `undefined` lets the activity pass; everything else is an answer without detail. Cheap checks come
 * first, so that what can't hold costs no look-up of keys.
 */
export async function admit(
  activity: TeamsActivity,
  authorization: string,
  settings: TeamsSettings,
  framework: () => Promise<BotFramework>,
  now: Date,
  log: Log,
): Promise<DoorAnswer | undefined> {
  const { identity } = settings;
  const development = identity.kind === 'development';
  if (!isOurChannel(activity.channelId, development) || !isAllowedService(activity.serviceUrl, settings)) {
    return FORBIDDEN;
  }
  if (development) return undefined;
  const token = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/u.exec(authorization);
  if (!token || !isSigned(token[1] ?? '') || !holds(decoded(token[2] ?? ''), activity, settings, now)) {
    return UNSIGNED;
  }
  let claims: Claims;
  try {
    claims = await (await framework()).claims(activity, authorization);
  } catch (error) {
    if (!isNetworkTrouble(error)) return UNSIGNED;
    log.warn('the keys that sign requests of Teams could not be fetched', { error: reasonOf(error) });
    return UNREACHABLE;
  }
  if (!holds(Object.fromEntries(claims), activity, settings, now)) return UNSIGNED;
  return isAllowedTenant(activity, settings) ? undefined : FORBIDDEN;
}

function isOurChannel(channelId: string, development: boolean): boolean {
  // Others take roads of their own through botbuilder's checks, AseChannel with no tie to a service URL at all.
  return channelId === 'msteams' || (development && channelId === 'emulator');
}

/** Answers, and with them the bot's token, go to this address. */
export function isAllowedService(serviceUrl: string, settings: TeamsSettings): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const url = new URL(serviceUrl);
  if (url.username !== '' || url.password !== '') return false;
  const loopback = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/u.test(url.hostname);
  if (settings.identity.kind === 'development') return loopback;
  // Plain HTTP never leaves this machine.
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) return false;
  return isListedHost(
    url.hostname,
    settings.serviceHosts ?? TEAMS_CLOUD_PLACES[settings.cloud ?? 'public'].serviceHosts,
  );
}

/** `*.` in front of a listed host stands for every name below it, not for itself. */
export function isListedHost(host: string, listed: readonly string[]): boolean {
  return listed.some((one) =>
    one.startsWith('*.') ? host.endsWith(one.slice(1)) && host.length > one.length - 1 : host === one,
  );
}

function isSigned(header: string): boolean {
  const read = z.looseObject({ alg: z.enum(['RS256', 'RS384', 'RS512']) }).safeParse(decoded(header));
  return read.success;
}

/** The same is asked of a token before its signature is checked and of what botbuilder made of it. */
function holds(claims: unknown, activity: TeamsActivity, settings: TeamsSettings, now: Date): boolean {
  const { identity } = settings;
  const read = CLAIMS.safeParse(claims);
  if (!read.success) return false;
  const { iss, aud, serviceurl, exp, nbf, tid } = read.data;
  const seconds = now.getTime() / 1_000;
  return (
    identity.kind === 'app' &&
    iss === TEAMS_CLOUD_PLACES[settings.cloud ?? 'public'].issuer &&
    aud === identity.appId &&
    serviceurl === activity.serviceUrl &&
    exp > seconds - SKEW_S &&
    (nbf === undefined || nbf < seconds + SKEW_S) &&
    (tid === undefined || tenantsOf(settings).has(tid))
  );
}

/** Every tenant that the activity names must be one of ours, and it must name one. */
function isAllowedTenant(activity: TeamsActivity, settings: TeamsSettings): boolean {
  const named = [activity.conversation.tenantId, activity.channelData?.tenant?.id].filter(
    (tenant) => tenant !== undefined,
  );
  const allowed = tenantsOf(settings);
  return named.length > 0 && named.every((tenant) => allowed.has(tenant));
}

function tenantsOf({ allowedTenants = [], identity }: TeamsSettings): ReadonlySet<string> {
  if (allowedTenants.length > 0 || identity.kind === 'development') return new Set(allowedTenants);
  return new Set([identity.tenantId]);
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The key server did not answer, or not with keys; everything else is the token's fault. */
function isNetworkTrouble(error: unknown): boolean {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' };
  return name === 'FetchError' || /^Failed to load/u.test(message);
}
