const PATIENCE_MS = 8_000;

/** `at`: the middle of the call, by this machine's clock. `body`: the JSON, `undefined` when it is none. */
export type Answer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Headers;
      readonly body: unknown;
      readonly at: number;
    }
  | { readonly kind: 'silent'; readonly reason: string };

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EAI_AGAIN: 'the DNS server does not answer',
  ENOTFOUND: 'DNS does not know the name',
  ETIMEDOUT: 'no connection within the time',
  UND_ERR_CONNECT_TIMEOUT: 'no connection within the time',
  EHOSTUNREACH: 'there is no way to that network',
  ENETUNREACH: 'there is no way to that network',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not signed by an authority this machine knows',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not signed by an authority this machine knows',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes without the ones between it and its authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is not signed by an authority this machine knows',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** Asks once, within 8 s, following no redirect. Never rejects. */
export async function ask(
  world: { readonly fetch: typeof fetch; readonly now: () => number },
  url: string,
  init: RequestInit = {},
): Promise<Answer> {
  const before = world.now();
  try {
    const response = await world.fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const at = (before + world.now()) / 2;
    const body = parse(await response.text());
    return { kind: 'answer', status: response.status, headers: response.headers, body, at };
  } catch (error) {
    return { kind: 'silent', reason: reasonIn(error) };
  }
}

/** By its code only: undici quotes a header it can't send, and with it a token. */
function reasonIn(error: unknown): string {
  if (!(error instanceof Error)) return 'it failed';
  if (error.name === 'TimeoutError') return 'no answer within 8 s';
  const code = codeOf(error.cause) ?? codeOf(error);
  if (code === undefined) return 'the request could not be made';
  return REASONS[code] ?? code;
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^\w+$/u.test(error.code) ? error.code : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
