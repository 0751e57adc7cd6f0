import type { ErrorCode } from '../domain/index.js';

/** How every error looks to a client. */
export interface ErrorBody {
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly remedy: string };
}
