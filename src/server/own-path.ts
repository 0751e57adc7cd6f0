const LONGEST = 2_000;

/** Pages that are on the way, not where somebody wanted to go. */
const ON_THE_WAY = /^\/(?:sign-in|sign-out|enter)(?:[/?#]|$)/u;

/**
 * Where to go after signing in: the given path if it is one of this server, `/` otherwise. Browsers read
 * `//host`, `/\host` and paths with tabs or line breaks in them as other servers, so none of them passes.
 */
export function ownPath(given: unknown): string {
  if (typeof given !== 'string' || given.length > LONGEST) return '/';
  if (!/^\/(?!\/)[\x21-\x7e]*$/u.test(given) || given.includes('\\')) return '/';
  const base = 'http://own.invalid';
  const url = URL.canParse(given, base) ? new URL(given, base) : undefined;
  // `/..//host` becomes `//host` once the dots are gone.
  if (url?.origin !== base || url.pathname.startsWith('//')) return '/';
  const path = `${url.pathname}${url.search}${url.hash}`;
  return ON_THE_WAY.test(path) ? '/' : path;
}
