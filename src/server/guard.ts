import type { IncomingHttpHeaders } from 'node:http';

import { isOnThisMachineOnly, mailmedicError } from '../domain/index.js';

/** The part of the settings that says where this server can be reached. */
export interface HttpSettings {
  readonly host: string;
  readonly port: number;
  readonly publicUrl?: string;
}

const SITES = new Set(['same-origin', 'none']);

/** The origin under which people reach this server: `https://mailmedic.example.com`. */
export function ownOrigin(settings: HttpSettings): string {
  return settings.publicUrl === undefined
    ? `http://localhost:${settings.port}`
    : new URL(settings.publicUrl).origin;
}

/** True for a Host header that names this server: loopback, or the public name. */
export function isOwnHost(host: string, settings: HttpSettings): boolean {
  if (/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/iu.test(host)) return true;
  return settings.publicUrl !== undefined && host.toLowerCase() === new URL(settings.publicUrl).host;
}

/** On loopback a page may use any of its names; elsewhere there is one, and proxies rewrite Host. */
function isOwnOrigin(headers: IncomingHttpHeaders, settings: HttpSettings): boolean {
  const { origin, host = '' } = headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  if (settings.publicUrl !== undefined && origin === ownOrigin(settings)) return true;
  return isOnThisMachineOnly(settings) && new URL(origin).host === host.toLowerCase();
}

/**
 * Keeps pages whose name was re-pointed to 127.0.0.1 (DNS rebinding) away: they still send their own name as
 * Host. Beyond loopback a session's cookie belongs to one name, so there is nothing to keep from another one.
 *
 * @throws MM_FORBIDDEN
 */
export function refuseForeignHost(headers: IncomingHttpHeaders, settings: HttpSettings): void {
  if (!isOnThisMachineOnly(settings) || isOwnHost(headers.host ?? '', settings)) return;
  throw mailmedicError(
    'MM_FORBIDDEN',
    { reason: 'the Host header names another server' },
    'Use http://localhost or http://127.0.0.1 with the port of this server.',
  );
}

/**
 * Keeps web pages of strangers away from the API: by Host on loopback, where nobody need be signed in, and by
 * Origin and Sec-Fetch-Site everywhere. Programs send neither of the two.
 *
 * @throws MM_FORBIDDEN
 */
export function refuseStrangers(headers: IncomingHttpHeaders, settings: HttpSettings): void {
  refuseForeignHost(headers, settings);
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string' && !SITES.has(site)) throw strange();
  if (headers.origin !== undefined && !isOwnOrigin(headers, settings)) throw strange();
}

/**
 * For what changes something in a person's name: a cookie goes along by itself, so the browser must say that a
 * page of ours asked.
 *
 * @throws MM_FORBIDDEN
 */
export function needOwnPage(headers: IncomingHttpHeaders, settings: HttpSettings): void {
  refuseForeignHost(headers, settings);
  if (headers['sec-fetch-site'] === 'same-origin' || isOwnOrigin(headers, settings)) return;
  throw strange();
}

function strange(): Error {
  return mailmedicError(
    'MM_FORBIDDEN',
    { reason: 'it comes from a web page of another origin' },
    'Call the API from a program, or from a page of this server.',
  );
}
