import type { IncomingHttpHeaders } from 'node:http';

import { isLoopbackHost, mailmedicError } from '../domain/index.js';

/** The part of the settings that says where this server can be reached. */
export interface HttpSettings {
  readonly host: string;
  readonly port: number;
  readonly publicUrl?: string;
}

const SITES = new Set(['same-origin', 'none']);

/**
 * Whether the chat API may answer at all. Nobody is signed in there, so it must be out of reach for others:
 * neither listened to beyond loopback nor published by a proxy under a public address.
 */
function isChatOpen(settings: HttpSettings): boolean {
  const published = settings.publicUrl === undefined ? 'localhost' : new URL(settings.publicUrl).hostname;
  return isLoopbackHost(settings.host) && isLoopbackHost(published);
}

function isOwnHost(host: string, settings: HttpSettings): boolean {
  if (/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/iu.test(host)) return true;
  return settings.publicUrl !== undefined && host.toLowerCase() === new URL(settings.publicUrl).host;
}

function isSameOrigin(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}

/**
 * Keeps web pages of strangers away from an API on loopback. A page whose name was re-pointed to 127.0.0.1
 * (DNS rebinding) still sends its own name as Host; a page elsewhere sends its Origin.
 *
 * @throws MM_FORBIDDEN
 */
export function refuseStrangers(headers: IncomingHttpHeaders, settings: HttpSettings): void {
  if (!isChatOpen(settings)) {
    throw mailmedicError(
      'MM_FORBIDDEN',
      { reason: 'the chat API is open on this machine only, because nobody is signed in there' },
      'Set HOST to 127.0.0.1 and leave PUBLIC_URL unset to use it.',
    );
  }
  const host = headers.host ?? '';
  if (!isOwnHost(host, settings)) {
    throw mailmedicError(
      'MM_FORBIDDEN',
      { reason: 'the Host header names another server' },
      'Use http://localhost or http://127.0.0.1 with the port of this server.',
    );
  }
  const site = headers['sec-fetch-site'];
  if (
    (headers.origin !== undefined && !isSameOrigin(headers.origin, host)) ||
    (typeof site === 'string' && !SITES.has(site))
  ) {
    throw mailmedicError(
      'MM_FORBIDDEN',
      { reason: 'it comes from a web page of another origin' },
      'Call the API from a program, or from a page of this server.',
    );
  }
}
