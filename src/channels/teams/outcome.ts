import { reasonOf, type SendOutcome } from '../../domain/index.js';
import type { Wire } from './bot-framework.js';

/** What Teams wants to be asked again about: busy, or somebody between us and Teams was. */
const AGAIN: ReadonlySet<number> = new Set([412, 429, 502, 503, 504]);
/** No connection came about, so nothing can have arrived. */
const UNREACHED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

const LONGEST_WAIT_S = 60;
/** A secret that ran out is not mended within seconds. */
const NO_TOKEN_MS = 60_000;

/** What became of a send that threw, and whether the chat is lost to us. */
export interface Failure {
  readonly outcome: Exclude<SendOutcome, { readonly kind: 'sent' }>;
  readonly status?: number;
  /** The bot was removed or blocked: the chat can't be spoken in until somebody writes there again. */
  readonly gone?: true;
  /** Microsoft does not take who we say we are; somebody must look at the registration. */
  readonly unknownToThem?: true;
}

/**
 * Reads a failed call as the platform asks: 412, 429, 502, 503 and 504 again after a while, 403 and 404 never,
 * 401 again once the registration is mended. `misses` is how often in a row this chat was busy. `chance` is 0 to 1.
 */
export function readFailure(error: unknown, wire: Wire, misses: number, chance: number): Failure {
  const status = statusOf(error);
  if (status === undefined) return noAnswer(error, wire);
  const reason = `HTTP ${status}${codeOf(error)}`;
  if (AGAIN.has(status)) {
    return { status, outcome: { kind: 'later', afterMs: waitMs(wire.retryAfter, misses, chance), reason } };
  }
  if (status === 401) {
    return { status, unknownToThem: true, outcome: { kind: 'later', afterMs: NO_TOKEN_MS, reason } };
  }
  if (status === 403 || status === 404) {
    return { status, gone: true, outcome: { kind: 'refused', reason } };
  }
  if (status >= 500) return { status, outcome: { kind: 'unknown', reason } };
  return { status, outcome: { kind: 'refused', reason } };
}

function noAnswer(error: unknown, wire: Wire): Failure {
  const reason = reasonOf(error).slice(0, 200);
  if (!wire.posted) {
    return {
      unknownToThem: true,
      outcome: { kind: 'later', afterMs: NO_TOKEN_MS, reason: `no token: ${reason}` },
    };
  }
  const code = textIn(error, 'code');
  if (code !== undefined && UNREACHED.has(code)) {
    return { outcome: { kind: 'later', afterMs: 5_000, reason: code } };
  }
  return { outcome: { kind: 'unknown', reason: code ?? reason } };
}

/** `Retry-After` in seconds where it makes sense, else twice as long each time; never above a minute. */
function waitMs(retryAfter: string | undefined, misses: number, chance: number): number {
  const told =
    retryAfter !== undefined && /^\d{1,9}$/u.test(retryAfter) ? Number(retryAfter) : 2 ** Math.min(misses, 6);
  const seconds = Math.min(Math.max(told, 1), LONGEST_WAIT_S);
  // Jitter on top: what was told is the least.
  return Math.min(Math.round(seconds * 1_000 * (1 + chance / 2)), LONGEST_WAIT_S * 1_000);
}

function statusOf(error: unknown): number | undefined {
  const status = fieldOf(error, 'statusCode');
  return typeof status === 'number' ? status : undefined;
}

function codeOf(error: unknown): string {
  const code = textIn(error, 'code');
  return code === undefined ? '' : ` ${code.slice(0, 80)}`;
}

function textIn(error: unknown, key: string): string | undefined {
  const value = fieldOf(error, key);
  return typeof value === 'string' ? value : undefined;
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
