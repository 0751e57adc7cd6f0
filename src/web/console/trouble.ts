import { ServerError } from '../shared/call.js';

/** What went wrong with a request, as data for the page. `code` is a code of the server, or `unreachable`. */
export interface Trouble {
  readonly code: string;
  readonly status: number;
  /** In English, by the server. */
  readonly message: string;
  readonly remedy: string;
}

export function troubleOf(error: unknown): Trouble {
  if (error instanceof ServerError) {
    const { code, status, message, remedy } = error;
    return { code, status, message, remedy };
  }
  return { code: 'MM_INTERNAL', status: 0, message: String(error), remedy: '' };
}
