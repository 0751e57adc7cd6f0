import type { Language, LocalText } from './language.js';
import type { MailProtocol } from './mailbox.js';
import type { InboundMessage } from './message.js';
import type { CredentialKind } from './playbook.js';
import type { ProbeResult } from './probe.js';
import type { SecretBytes } from './secret.js';

/** The one server that a one-time sign-in is tried on. */
export interface SignInTarget {
  readonly protocol: MailProtocol;
  readonly address: string;
  readonly host: string;
  readonly port: number;
  readonly tls: 'implicit' | 'starttls';
}

/** A one-time sign-in as a turn offers it: `hash` is all that is kept of the link's token. */
export interface NewSignIn {
  readonly hash: string;
  /** Token of the wait that hears what became of it. */
  readonly token: string;
  readonly target: SignInTarget;
  readonly language: Language;
  /** Id of the provider file, where one is known for the address. */
  readonly provider?: string;
  /** What the provider takes instead of the password of its website. */
  readonly credential: CredentialKind;
  /** How long the link may be used, in milliseconds of the database's clock. */
  readonly ttlMs: number;
}

/** A one-time sign-in that nobody has used yet, or that was just taken. */
export interface SignInOffer extends Omit<NewSignIn, 'hash' | 'ttlMs'> {
  /** Key of the conversation. */
  readonly conversation: string;
  /** Finding codes of what was typed and not tried; nothing of the typing itself. */
  readonly typed: readonly string[];
}

/** The lockout guard's answer. `attempts` failed in the last day; `retryAfter` is ISO 8601. */
export type AttemptCount =
  | { readonly allowed: true; readonly attempt: number }
  | { readonly allowed: false; readonly attempts: number; readonly retryAfter: string };

/** The most failed sign-ins of one mailbox, over all replicas. Half of what the strictest providers allow. */
export const SIGN_IN_LIMITS = [
  { most: 2, withinMs: 30 * 60_000 },
  { most: 3, withinMs: 24 * 3_600_000 },
] as const;

/**
 * One-time sign-ins between being offered and their end, and the count of failed ones. A row lives until its end
 * is an inbox row, written in the same commit: by {@link SignIns.close}, or by the database's clock (`expired` when
 * nobody used it, `failed` when the process that had it is gone). Never holds a credential.
 */
export interface SignIns {
  /** What a link offers; changes nothing. `undefined` when unknown, used or run out. */
  look(hash: string): Promise<SignInOffer | undefined>;
  /** Adds findings about what was typed; the link stays good. */
  note(hash: string, codes: readonly string[]): Promise<void>;
  /** Takes it, for one caller over all replicas. It must be closed within `withinMs`, else it counts as failed. */
  take(hash: string, withinMs: number): Promise<SignInOffer | undefined>;
  /** Ends it with its result, once; false when it is no longer there in this state. */
  close(hash: string, from: 'offered' | 'taken', result: InboundMessage): Promise<boolean>;
  /** Counts an attempt before it is made. `mailbox` is a hash. */
  count(mailbox: string): Promise<AttemptCount>;
  /** Takes an attempt out of the count: it worked, or nothing was sent. */
  giveBack(attempt: number): Promise<void>;
}

/** What the page behind a link shows. */
export interface SignInView {
  readonly language: Language;
  readonly address: string;
  /** Where it will be tried. */
  readonly host: string;
  readonly credential: CredentialKind;
  readonly providerName?: LocalText;
}

/** What became of a posted form. `mistyped`: nothing was tried and the link stays good; `codes` are finding codes. */
export type SignInSubmitted =
  | { readonly kind: 'gone' | 'trying' }
  | { readonly kind: 'mistyped'; readonly view: SignInView; readonly codes: readonly string[] };

/** The desk that one-time sign-ins are handed in at. Tokens are those of the links. */
export interface SignInDesk {
  /** Changes nothing; `undefined` for a link that can't be used, whatever the reason. */
  look(token: string): Promise<SignInView | undefined>;
  /**
   * Judges what was typed, and tries it once in the background if nothing is wrong with it or `asTyped` says to.
   * Takes the secret over and wipes it. Of many callers one gets `trying`.
   */
  submit(token: string, secret: SecretBytes, asTyped: boolean): Promise<SignInSubmitted>;
  /** The person would rather not; false for a link that can't be used. */
  decline(token: string): Promise<boolean>;
  /** Resolves when no attempt is in hand. */
  finished(): Promise<void>;
}

/** One login to try. `userName` is what the server knows the person by. */
export interface SignInTrial {
  readonly target: SignInTarget;
  readonly userName: string;
  /** The server must be told who asks (RFC 2971) before it opens a mailbox. */
  readonly needsId: boolean;
}

/**
 * How the one attempt ended; never rejected. `not-tried`: no credential was sent, and the results say why ·
 * `refused`: `text` is the server's answer, free of the credential, at the login or at opening the inbox ·
 * `unknown`: a login may have been made.
 */
export type SignInTried = { readonly results: readonly ProbeResult[] } & (
  | { readonly kind: 'accepted' | 'not-tried' | 'unknown' }
  | { readonly kind: 'refused'; readonly stage: 'login' | 'inbox'; readonly text: string }
);

/** Tries one credential once, over verified TLS or not at all, in a process of its own. Wipes the secret. */
export interface SignInRunner {
  try(trial: SignInTrial, secret: SecretBytes): Promise<SignInTried>;
  close(): Promise<void>;
}
