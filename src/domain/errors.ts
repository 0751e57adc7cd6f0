/** Every error code of Mailmedic with the shape of its message. Documented in docs/errors.md; never reuse a code. */
export const ERROR_CODES = {
  MM_CONFIG: 'The configuration is not usable: {problems}',
  MM_DIRECTORY: 'The directory file {file} is not usable:{problems}',
  MM_STORE_UNREACHABLE: 'The store at {where} cannot be reached: {reason}',
  MM_STORE_LOCKED: 'Another server process already uses the store at {where}',
  MM_STORE_CORRUPT: 'A stored {what} does not have the shape it should have: {reason}',
  MM_STORE_CONFLICT: 'A write to the store would break one of its rules: {rule}',
  MM_BUNDLE_MISSING: 'No bundle was found in {folder}: it must hold intents/ and playbooks/',
  MM_BUNDLE_BROKEN: 'The bundle in {folder} has {count} errors; the first: {first}',
  MM_BUNDLE_UNKNOWN: 'Bundle {hash} is not in the store',
  MM_MODEL_TRAINING: 'The classifier could not be trained: {reason}',
  MM_INPUT: 'The request is not usable: {reason}',
  MM_FORBIDDEN: 'This request is not allowed: {reason}',
  MM_SIGN_IN_NEEDED: 'Nobody is signed in',
  MM_SIGN_IN: 'Signing in did not work: {reason}',
  MM_NOT_FOUND: 'There is nothing at {path}',
  MM_UNAVAILABLE: 'Nothing was taken, for now: {reason}',
  MM_INTERNAL: 'An error of our own, logged with reference {reference}',
  MM_CASE_UNKNOWN: 'There is no case {reference}',
  MM_CASE_TAKEN: 'Case {reference} is already with {who}',
  MM_CASE_STATE: 'Case {reference} is {state}, so it cannot be {action}',
  MM_PROBE_TARGET: 'This target is not allowed: {reason}',
  MM_PROBE_FAILED: 'The probe {probe} ended without a result: {reason}',
  MM_TARGET_REFUSED: 'The handoff target {target} did not take case {reference}: {reason}',
  MM_SERVER_UNREACHABLE: 'No Mailmedic server answers at {url}: {reason}',
  MM_PORT_IN_USE: 'Port {port} on {host} is already in use',
  MM_ENGINE_STEP: 'Playbook {playbook} has no step {step}',
  MM_ENGINE_LOOP: 'Playbook {playbook} went round more than {limit} steps without a person',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * The one error class. `code` is stable, `facts` fill the message, `remedy` says what to do.
 * Made by {@link mailmedicError} only.
 */
export class MailmedicError extends Error {
  override readonly name = 'MailmedicError';
  readonly code: ErrorCode;
  readonly facts: Readonly<Record<string, string>>;
  readonly remedy: string;

  constructor(code: ErrorCode, facts: Readonly<Record<string, string>>, remedy: string, cause?: unknown) {
    super(
      ERROR_CODES[code].replace(/\{(\w+)\}/gu, (whole, name: string) => facts[name] ?? whole),
      cause === undefined ? {} : { cause },
    );
    this.code = code;
    this.facts = facts;
    this.remedy = remedy;
  }
}

/** Makes an error of the catalogue. */
export function mailmedicError(
  code: ErrorCode,
  facts: Readonly<Record<string, string>>,
  remedy: string,
  cause?: unknown,
): MailmedicError {
  return new MailmedicError(code, facts, remedy, cause);
}

/** The words of whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
