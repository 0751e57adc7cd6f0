import { isWithPeople, mayActAs, type WebUser } from '../../domain/index.js';
import type { CaseAnswer, CaseDeed } from '../../api/index.js';

/** Why a deed can't be done now; `with` says who has the case. */
export type WhyNot =
  | { readonly kind: 'role' | 'claim-first' | 'yours' | 'returned' | 'closed' }
  | { readonly kind: 'measuring' | 'nothing-to-measure' }
  | { readonly kind: 'with'; readonly who: string };

/** `undefined`: go ahead. */
export type Hindrance = WhyNot | undefined;

/**
 * Whether this person has a case: by who they are, where the case says so, else by the name that people read.
 * The server, which knows better, decides when a deed is done.
 */
export function isWith(
  user: WebUser | undefined,
  { claimedBy, claimedById }: { readonly claimedBy?: string; readonly claimedById?: string },
): boolean {
  if (user === undefined || claimedBy === undefined) return false;
  if (claimedById !== undefined) return claimedById === user.id;
  return claimedBy === (user.name ?? user.address ?? user.id);
}

/** The rules of a case as the page knows them, so that no button promises what the server would refuse. */
export function hindranceOf(deed: CaseDeed, of: CaseAnswer, user: WebUser | undefined): Hindrance {
  // Without a user the server lets everybody in (on one's own machine) or has said so by 401 already.
  if (user !== undefined && !mayActAs(user, 'agent')) return { kind: 'role' };
  switch (deed) {
    case 'note':
      return undefined;
    case 'claim':
      return hindranceOfClaim(of, user);
    case 'probe':
      return hindranceOfProbe(of, user);
    case 'resolve':
      if (of.case.state === 'returned' && isWith(user, of.case)) return undefined;
      return hindranceOfWords(of, user);
    case 'reply':
    case 'return':
      return hindranceOfWords(of, user);
  }
}

function hindranceOfClaim({ case: one }: CaseAnswer, user: WebUser | undefined): Hindrance {
  if (one.state === 'closed') return { kind: 'closed' };
  if (one.state === 'returned') return { kind: 'returned' };
  if (one.claimedBy === undefined) return undefined;
  return isWith(user, one) ? { kind: 'yours' } : { kind: 'with', who: one.claimedBy };
}

function hindranceOfProbe(of: CaseAnswer, user: WebUser | undefined): Hindrance {
  if (of.case.probing !== undefined) return { kind: 'measuring' };
  if (!of.canProbe) return { kind: 'nothing-to-measure' };
  return hindranceOfWords(of, user);
}

function hindranceOfWords({ case: one }: CaseAnswer, user: WebUser | undefined): Hindrance {
  if (one.state === 'closed') return { kind: 'closed' };
  if (one.state === 'returned') return { kind: 'returned' };
  if (!isWithPeople(one.state) || one.claimedBy === undefined) return { kind: 'claim-first' };
  return isWith(user, one) ? undefined : { kind: 'with', who: one.claimedBy };
}
