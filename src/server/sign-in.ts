import cookies from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';

import {
  isOnThisMachineOnly,
  mailmedicError,
  type IdentityProvider,
  type Log,
  type OneTimeTokens,
  type SessionStore,
} from '../domain/index.js';
import type { HttpSettings } from './guard.js';
import { addEnterRoutes, showTheCommand } from './routes/enter.js';
import { addMeRoute } from './routes/me.js';
import { addSignInRoutes } from './routes/sign-in.js';
import { addSignOutRoutes } from './routes/sign-out.js';
import { addWho } from './who.js';

export interface SignInOptions {
  readonly tokens: OneTimeTokens;
  readonly sessions: SessionStore;
  /** Where people sign in. May be absent only where this machine alone can reach the server. */
  readonly identity?: IdentityProvider;
}

/**
 * Everything about who is there. Call before routes are added, so that each of them can ask (who.ts).
 *
 * @throws MM_CONFIG when others can reach the server and nobody could sign in
 */
export function addSignIn(
  app: FastifyInstance,
  options: SignInOptions & { readonly settings: HttpSettings; readonly log: Log },
): void {
  const { settings, log, tokens, sessions, identity } = options;
  if (identity === undefined && !isOnThisMachineOnly(settings)) {
    throw mailmedicError(
      'MM_CONFIG',
      { problems: '\n- MAILMEDIC_OIDC_ISSUER is not set; beyond loopback people must sign in' },
      'Set HOST to 127.0.0.1 and leave PUBLIC_URL unset, or configure sign-in.',
    );
  }
  const signIn = identity === undefined ? 'open' : 'needed';
  app.register(cookies);
  addWho(app, { settings, log, sessions, signIn });
  addMeRoute(app, settings);
  app.register((pages, _options, done) => {
    // Forms without script say so in their type; what they hold is in the address.
    const form = 'application/x-www-form-urlencoded';
    pages.addContentTypeParser(form, { parseAs: 'string', bodyLimit: 1_024 }, (_request, _body, parsed) =>
      parsed(null, undefined),
    );
    addSignOutRoutes(pages, { settings, sessions, signIn });
    if (identity === undefined) {
      addEnterRoutes(pages, { settings, log, tokens, sessions });
      pages.get('/sign-in', showTheCommand);
    } else {
      addSignInRoutes(pages, { settings, log, identity, tokens, sessions });
    }
    done();
  });
}
