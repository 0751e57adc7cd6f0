/** What the house knows about its own sign-in page. */
export interface SignInDoor {
  /** Origin that people elsewhere reach; https. */
  readonly publicOrigin?: string;
  /** Origin for a browser on this machine, where this machine alone can reach the server. */
  readonly localOrigin?: string;
  /** Nobody signs in to the chat: whoever is at this machine may try any mailbox they type. */
  readonly isOpen: boolean;
  /** A token of 128 random bits in characters that no markup changes, and the hash it is known by. */
  readonly newToken: () => { readonly token: string; readonly hash: string };
}
