import {
  ErrorCode as SlackErrorCode,
  LogLevel,
  WebClient,
  type Logger,
  type WebClientOptions,
} from '@slack/web-api';

import { reasonOf, type Log } from '../../domain/index.js';
import type { SlackSettings } from './ports.js';

/** The platform send deadline of the house. */
export const CALL_TIMEOUT_MS = 5_000;

const SHORTEST_WAIT_S = 1;
const LONGEST_WAIT_S = 60;

/** Our token is refused; an administrator must act, and nothing is lost until then. */
const TOKEN_ERRORS = new Set([
  'account_inactive',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'token_expired',
  'token_revoked',
]);

/** Slack did not take the call, and will at another time. */
const BUSY_ERRORS = new Set([
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);

/** “It's possible some aspect of the operation succeeded before the error was raised” (docs of chat.postMessage). */
const HALF_DONE_ERRORS = new Set(['fatal_error', 'internal_error']);

/** Causes of a failed request that can only happen before a byte of it was sent. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Why a call of the Web API did not work. */
export type SlackTrouble =
  /** Too many calls: not taken. */
  | { readonly kind: 'rate'; readonly afterMs: number; readonly reason: string }
  /** Not taken, and will be at another time. */
  | { readonly kind: 'later'; readonly afterMs: number; readonly reason: string }
  /** Slack's own word for why it will not be taken. */
  | { readonly kind: 'refused'; readonly error: string; readonly reason: string }
  /** Nobody knows whether it was taken. */
  | { readonly kind: 'unknown'; readonly reason: string };

export type SlackResult =
  | { readonly ok: true; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly trouble: SlackTrouble };

/** Calls one method of the Web API, once, within 5 s. Never throws. */
export type SlackCall = (method: string, args: Readonly<Record<string, unknown>>) => Promise<SlackResult>;

/**
 * Options of every client of the SDK here: one request per call. By default the SDK repeats for half an hour, doubles
 * messages whose answer got lost, and one 429 stops its whole queue.
 */
export function clientOptions(settings: SlackSettings, doFetch: typeof fetch): WebClientOptions {
  return {
    ...(settings.apiUrl === undefined ? {} : { slackApiUrl: settings.apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT_MS,
    allowAbsoluteUrls: false,
    maxRequestConcurrency: 1_000,
    logger: silentLogger(),
    fetch: withSaneRetryAfter(doFetch),
  };
}

/** The Web API with our token. `onTrouble` hears when the token is refused, and when it works again. */
export function createSlackCall(
  settings: SlackSettings,
  log: Log,
  doFetch: typeof fetch,
  onTrouble: (reason: string | undefined) => void,
): SlackCall {
  const client = new WebClient(settings.botToken.reveal(), clientOptions(settings, doFetch));
  let refusedFor: string | undefined;

  function tokenRefused(error: string): void {
    if (refusedFor === error) return;
    refusedFor = error;
    log.error('Slack refuses our token; sends wait until it is taken again', { error });
    onTrouble(`Slack refuses the bot's token: ${error}`);
  }

  function tokenTaken(): void {
    if (refusedFor === undefined) return;
    refusedFor = undefined;
    log.info('Slack takes our token again');
    onTrouble(undefined);
  }

  return async function call(method, args) {
    try {
      const body: Readonly<Record<string, unknown>> = { ...(await client.apiCall(method, { ...args })) };
      tokenTaken();
      return { ok: true, body };
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble.kind === 'later' && TOKEN_ERRORS.has(trouble.reason)) {
        // Without the scope of a courtesy the bot still works; without that of sending it does not.
        if (trouble.reason !== 'missing_scope' || method.startsWith('chat.')) tokenRefused(trouble.reason);
      }
      if (trouble.kind === 'refused') tokenTaken();
      return { ok: false, trouble };
    }
  };
}

function troubleOf(error: unknown): SlackTrouble {
  if (!(error instanceof Error)) return { kind: 'unknown', reason: reasonOf(error) };
  const failure = error as Error & {
    code?: string;
    data?: { error?: unknown };
    retryAfter?: number;
    statusCode?: number;
    original?: Error;
  };
  switch (failure.code) {
    case SlackErrorCode.RateLimitedError:
      return {
        kind: 'rate',
        afterMs: (failure.retryAfter ?? SHORTEST_WAIT_S) * 1_000,
        reason: 'too many calls',
      };
    case SlackErrorCode.PlatformError:
      return platformTrouble(failure.data?.error);
    case SlackErrorCode.HTTPError: {
      const status = failure.statusCode ?? 0;
      const reason = `HTTP status ${status}`;
      if (status >= 500) return { kind: 'unknown', reason };
      return { kind: 'later', afterMs: 30_000, reason };
    }
    case SlackErrorCode.RequestError:
      return requestTrouble(failure.original ?? failure);
    default:
      return { kind: 'unknown', reason: reasonOf(error) };
  }
}

function platformTrouble(error: unknown): SlackTrouble {
  // What is no code of Slack's comes from something else on the way, a proxy's page with status 200 for one.
  if (typeof error !== 'string' || !/^[a-z_]{2,60}$/u.test(error)) {
    return { kind: 'unknown', reason: 'the answer is not one of Slack' };
  }
  if (HALF_DONE_ERRORS.has(error)) return { kind: 'unknown', reason: error };
  if (TOKEN_ERRORS.has(error)) return { kind: 'later', afterMs: 30_000, reason: error };
  if (BUSY_ERRORS.has(error)) return { kind: 'rate', afterMs: 5_000, reason: error };
  return { kind: 'refused', error, reason: error };
}

function requestTrouble(original: Error): SlackTrouble {
  const code = causeCode(original);
  if (code !== undefined && NEVER_SENT.has(code)) return { kind: 'later', afterMs: 5_000, reason: code };
  return { kind: 'unknown', reason: code ?? original.name };
}

/** fetch hides what happened in `cause`, sometimes twice. */
function causeCode(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 4) return undefined;
  const { code, cause } = error as Error & { code?: unknown };
  return typeof code === 'string' ? code : causeCode(cause, depth + 1);
}

/**
 * The SDK takes a 429 without a usable `Retry-After` for an error of another kind, and believes any number. This puts
 * every wait between 1 s and 60 s.
 */
function withSaneRetryAfter(doFetch: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await doFetch(input, init);
    if (response.status !== 429) return response;
    const asked = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
    const seconds = Number.isNaN(asked) ? 5 : Math.min(Math.max(asked, SHORTEST_WAIT_S), LONGEST_WAIT_S);
    const headers = new Headers(response.headers);
    headers.set('retry-after', String(seconds));
    return new Response(await response.text(), { status: 429, headers });
  };
}

/** The SDK's own log holds requests word for word; what matters of it comes back as errors. */
export function silentLogger(): Logger {
  function quiet(): void {
    // Nothing: see above.
  }
  return {
    debug: quiet,
    info: quiet,
    warn: quiet,
    error: quiet,
    setLevel: quiet,
    getLevel: () => LogLevel.ERROR,
    setName: quiet,
  };
}
