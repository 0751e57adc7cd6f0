/** How a login ended. `text` is what the server said, undecoded (one character a byte). */
export type LoginSeen =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly stage: 'login' | 'inbox'; readonly text: string }
  /** No credential was sent. */
  | { readonly kind: 'not-tried'; readonly reason: string }
  /** The connection broke with the login on its way. */
  | { readonly kind: 'unknown'; readonly reason: string };

export interface Login {
  readonly userName: string;
  readonly password: string;
  readonly needsId: boolean;
  /** Called once, just before the first byte of the credential may leave. */
  readonly onSending: () => void;
}
