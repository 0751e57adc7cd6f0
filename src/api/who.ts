import type { WebUser } from '../domain/index.js';

/** `GET /api/me`: who is here, and how one signs in. */
export interface MeAnswer {
  readonly user?: WebUser;
  /** `open`: on this machine, nobody needs to sign in to chat · `needed`: at `/sign-in?to=<path>`. */
  readonly signIn: 'open' | 'needed';
  /** The signed-in person's own chat; where sign-in is `open` the page makes an id of its own. */
  readonly conversation?: string;
}
