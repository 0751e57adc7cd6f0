import type { ErrorBody } from '../../api/index.js';

/** What the server said instead of an answer; `unreachable` when it said nothing. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  readonly code: string;
  readonly remedy: string;
  readonly status: number;

  constructor(code: string, message: string, remedy: string, status: number) {
    super(message);
    this.code = code;
    this.remedy = remedy;
    this.status = status;
  }
}

function isErrorBody(given: unknown): given is ErrorBody {
  return typeof given === 'object' && given !== null && 'error' in given;
}

/** The server gives up on a request long before; what takes longer is lost on the way. */
const LONGEST_MS = 15_000;

/** Asks the server: `GET`, or `POST` with a body. @throws ServerError */
export async function call<Answer>(path: string, body?: unknown): Promise<Answer> {
  const signal = AbortSignal.timeout(LONGEST_MS);
  let response: Response;
  try {
    response = await fetch(
      path,
      body === undefined
        ? { signal }
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
            signal,
          },
    );
  } catch {
    throw new ServerError('unreachable', 'The server cannot be reached.', 'Try again in a moment.', 0);
  }
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer as Answer;
  if (isErrorBody(answer)) {
    const { code, message, remedy } = answer.error;
    throw new ServerError(code, message, remedy, response.status);
  }
  throw new ServerError('MM_INTERNAL', `HTTP ${response.status}`, 'Try again in a moment.', response.status);
}
