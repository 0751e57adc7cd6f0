import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { reasonOf } from '../domain/index.js';

/** An answer is an outcome and a few short facts. */
const LONGEST_ANSWER_BYTES = 64 * 1_024;

/** What came of one request. */
export type Posted =
  /** `body` is absent when it was longer than 64 KB or not UTF-8. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly retryAfter?: string;
      readonly body?: string;
    }
  /** Not a byte of it was sent. `certificate`: the other side could not prove who it is. */
  | { readonly kind: 'not-sent'; readonly reason: string; readonly certificate: boolean }
  /** It was sent, and the connection or the time ended before the answer did. */
  | { readonly kind: 'cut'; readonly reason: string };

/**
 * One POST on a connection of its own: no redirect is followed, nothing is tried again. `fetch` does not tell whether
 * a request had left when its connection broke, and a connection that is used twice may break for the first one;
 * both matter to “it may have happened”. `timeoutMs` is the whole time, the look-up of the name included.
 */
export function postOnce(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  timeoutMs: number,
): Promise<Posted> {
  return new Promise((resolve) => {
    const secure = url.protocol === 'https:';
    let sent = false;
    const lost = (error: unknown) => {
      const reason = whyNot(error, timeoutMs);
      resolve(
        sent
          ? { kind: 'cut', reason }
          : { kind: 'not-sent', reason, certificate: isCertificateTrouble(error) },
      );
    };
    const request = (secure ? https : http).request(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
    });
    request.on('socket', (socket) => {
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        sent = true;
      });
    });
    request.on('error', lost);
    request.on('response', (response) => {
      sent = true;
      readAnswer(response).then(resolve, lost);
    });
    request.end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<Posted> {
  const status = response.statusCode ?? 0;
  const retryAfter = response.headers['retry-after'];
  const about = { kind: 'answer', status, ...(retryAfter === undefined ? {} : { retryAfter }) } as const;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop closes the connection.
    if (size > LONGEST_ANSWER_BYTES) return about;
    chunks.push(chunk);
  }
  const body = decode(Buffer.concat(chunks));
  return body === undefined ? about : { ...about, body };
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function whyNot(error: unknown, timeoutMs: number): string {
  const code = codeOf(error);
  if (code === 'ABORT_ERR') return `no answer within ${timeoutMs / 1_000} seconds`;
  return code ?? reasonOf(error);
}

/** Names of OpenSSL's verify results and of Node's own check of the name. */
function isCertificateTrouble(error: unknown): boolean {
  return /^(?:ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA)/u.test(
    codeOf(error) ?? '',
  );
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
