import type { ReactNode } from 'react';

import { ButtonLink } from '../shared/button.js';
import { speak } from '../shared/words.js';
import { PAGE_WORDS } from './console-words.js';
import { useRoom } from './context.js';
import { addressOf } from './place.js';

/** Instead of the cases: whoever is not signed in, or may not see them. */
export function Gate({ status }: { readonly status: number }): ReactNode {
  const { state, language, user, place } = useRoom();
  const say = speak(PAGE_WORDS, language);
  const to = `/sign-in?to=${encodeURIComponent(addressOf(place))}`;
  if (status === 401 && state.me?.signIn === 'open') {
    return (
      <main className="gate">
        <h1>{say('signInFirst')}</h1>
        <p>{say('byLink')}</p>
        <code>npx mailmedic console</code>
      </main>
    );
  }
  if (status === 401) {
    return (
      <main className="gate">
        <h1>{say('signInFirst')}</h1>
        <ButtonLink kind="main" href={to}>
          {say('signIn')}
        </ButtonLink>
      </main>
    );
  }
  return (
    <main className="gate">
      <h1>{say('noRole')}</h1>
      <p>{say('noRoleWhy', { who: user?.name ?? user?.address ?? say('thisAccount') })}</p>
      <ButtonLink href={to}>{say('otherAccount')}</ButtonLink>
    </main>
  );
}
