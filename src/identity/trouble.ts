import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';

import { MailmedicError, mailmedicError, reasonOf, type SignInTrouble } from '../domain/index.js';

const REMEDIES: Readonly<Record<SignInTrouble, string>> = {
  unreachable: 'Check the provider and MAILMEDIC_OIDC_ISSUER, then sign in again.',
  refused: 'Sign in again; if it stays so, check the client at the provider.',
  untrusted: 'Sign in again; if it stays so, check the settings of sign-in and both clocks.',
  over: 'Sign in again.',
};

/** Nobody answered, or not as a provider does. */
const NO_ANSWER = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_WWW_AUTHENTICATE_CHALLENGE',
]);

/** Makes `MM_SIGN_IN`; its fact `why` says what kind of trouble it is, `reason` is words of ours or the library's. */
export function signInFailed(why: SignInTrouble, reason: string): MailmedicError {
  return mailmedicError('MM_SIGN_IN', { reason, why }, REMEDIES[why]);
}

/**
 * What the library threw, as `MM_SIGN_IN`. Its errors carry tokens and claims in `cause`, so they are not passed
 * on; their messages are fixed sentences. Of the provider's own words only an error code is kept.
 */
export function troubleOf(error: unknown): MailmedicError {
  if (error instanceof MailmedicError) return error;
  if (error instanceof AuthorizationResponseError) {
    return signInFailed('refused', `the provider answered ${codeIn(error.error)}`);
  }
  if (error instanceof ResponseBodyError) {
    const code = codeIn(error.error);
    return signInFailed(code === 'invalid_grant' ? 'over' : 'refused', `the provider answered ${code}`);
  }
  if (error instanceof ClientError) {
    // An error thrown inside our own fetch arrives wrapped.
    if (error.cause instanceof MailmedicError) return error.cause;
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    return signInFailed(NO_ANSWER.has(error.code ?? '') ? 'unreachable' : 'untrusted', reason);
  }
  if (error instanceof TypeError) {
    return signInFailed('unreachable', `${error.message}${networkCode(error.cause)}`);
  }
  return signInFailed('untrusted', reasonOf(error));
}

/** RFC 6749 section 4.1.2.1 names the codes; anything that does not look like one is not repeated. */
function codeIn(given: unknown): string {
  return typeof given === 'string' && /^[a-z_]{1,40}$/u.test(given) ? given : 'an error';
}

function networkCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    ? ` (${cause.code})`
    : '';
}
