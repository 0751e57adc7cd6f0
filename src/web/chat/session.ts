import type { MeAnswer } from '../../api/index.js';
import type { WebUser } from '../../domain/index.js';
import { keep, kept } from '../shared/storage.js';

/** Whose chat this is: `open` where nobody signs in. */
export type Session =
  | { readonly kind: 'open'; readonly conversation: string }
  | { readonly kind: 'signed-in'; readonly conversation: string; readonly user: WebUser }
  | { readonly kind: 'needed' };

const NAME = 'mailmedic.conversation';
/** 144 bits: whoever knows the id is in the conversation. A multiple of three, so that no padding is needed. */
const ID_BYTES = 18;

/** Reads who is here; where sign-in is open the page has a conversation of its own, the same on every visit. */
export function sessionOf({ user, signIn, conversation }: MeAnswer): Session {
  if (user && conversation !== undefined) return { kind: 'signed-in', conversation, user };
  if (signIn === 'needed') return { kind: 'needed' };
  const known = kept(NAME);
  if (known !== undefined && /^[\w-]{22,64}$/u.test(known)) return { kind: 'open', conversation: known };
  return freshSession();
}

/** A conversation that nobody knows yet, kept for the next visit. */
export function freshSession(): Session {
  const conversation = randomId(ID_BYTES);
  keep(NAME, conversation);
  return { kind: 'open', conversation };
}

/** So many random bytes as URL-safe characters. */
export function randomId(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...random))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
