import type { Role, WebUser } from '../domain/index.js';

/** What a provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

export interface PersonRules {
  /** Name of the claim that lists groups; an array of strings at the top level, or it counts for nothing. */
  readonly groupsClaim: string;
  readonly roles: readonly { readonly role: Role; readonly groups: readonly string[] }[];
}

const LONGEST_NAME = 200;

/**
 * The person behind checked claims. `sources` are the ID token's and, if asked for, the userinfo answer's; the
 * first that says something is believed. Everybody is an `employee`; further roles come from groups alone.
 */
export function personOf(id: string, sources: readonly Claims[], rules: PersonRules): WebUser {
  const name = firstOf(sources, readName);
  const address = firstOf(sources, readVouchedAddress);
  const groups = new Set(firstOf(sources, (claims) => readGroups(claims, rules.groupsClaim)) ?? []);
  const given = rules.roles.filter((entry) => entry.groups.some((group) => groups.has(group)));
  return {
    id,
    ...(name === undefined ? {} : { name }),
    ...(address === undefined ? {} : { address }),
    roles: ['employee', ...given.map(({ role }) => role)],
  };
}

/** Whether these claims leave nothing to ask the userinfo endpoint for. */
export function saysAll(claims: Claims, rules: PersonRules): boolean {
  return (
    readName(claims) !== undefined &&
    readVouchedAddress(claims) !== undefined &&
    (rules.roles.length === 0 || readGroups(claims, rules.groupsClaim) !== undefined)
  );
}

function firstOf<T>(sources: readonly Claims[], read: (claims: Claims) => T | undefined): T | undefined {
  for (const claims of sources) {
    const found = read(claims);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A name goes into pages, cases and terminals: no control or direction characters. */
function readName(claims: Claims): string | undefined {
  for (const given of [claims['name'], claims['preferred_username']]) {
    if (typeof given !== 'string') continue;
    const name = given
      .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
      .trim()
      .slice(0, LONGEST_NAME);
    if (name !== '') return name;
  }
  return undefined;
}

/**
 * Address and its `email_verified` must come from the same answer. Anything but the boolean `true` is a no, a
 * missing claim too (OpenID Connect Core section 5.1 makes it optional).
 */
function readVouchedAddress(claims: Claims): string | undefined {
  const given = claims['email'];
  if (claims['email_verified'] !== true || typeof given !== 'string') return undefined;
  return given.length <= 254 && /^[^\s@]+@[^\s@]+$/u.test(given) ? given : undefined;
}

function readGroups(claims: Claims, claim: string): readonly string[] | undefined {
  const given = claims[claim];
  return Array.isArray(given)
    ? given.filter((group): group is string => typeof group === 'string')
    : undefined;
}
