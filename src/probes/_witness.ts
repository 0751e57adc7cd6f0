import type { ProbeTools } from './_probe.js';
import type { Answer } from './_resolve.js';

/** Names that most domains have; any of them shows that the name servers know the domain. */
const USUAL_LABELS = ['mail', 'imap', 'smtp', 'www'];
const MOST_PARENTS = 3;

/**
 * Whether the name servers may be believed when they have no answer for `name`: the first thing seen that vouches for
 * them, in words; nothing where they know neither an outside name nor anything of the domain. A machine without an
 * outside DNS says “no such name” of every name there is.
 *
 * The root's own name servers are no witness: every resolver has them built in. Addresses are asked for because they
 * live for minutes, where NS and MX records would be remembered for a day after the way out is gone.
 */
export async function vouchedFor(name: string, tools: ProbeTools): Promise<string | undefined> {
  const { resolver, settings } = tools;
  const parents = parentsOf(name);
  const [parent] = parents;
  const zones = parent === undefined ? [name] : [name, parent];
  const near = zones
    .flatMap((zone) => USUAL_LABELS.map((label) => `${label}.${zone}`))
    .filter((one) => one !== name);
  const questions: readonly (readonly [string, Promise<Answer<string>>])[] = [
    ...[...settings.witnesses.filter((one) => one !== name), ...near].map(
      (one) => [`${one} has an address`, resolver.a(one)] as const,
    ),
    [`${name} has name servers`, resolver.ns(name)],
    ...parents.flatMap(
      (one) =>
        [
          [`${one} has an address`, resolver.a(one)],
          [`${one} has name servers`, resolver.ns(one)],
          [`${one} has mail servers`, resolver.mx(one)],
        ] as const,
    ),
  ];
  return new Promise((resolve) => {
    const heard = questions.map(async ([words, answer]) => {
      if ((await answer).kind === 'found') resolve(words);
    });
    void Promise.all(heard).then(() => resolve(undefined));
  });
}

/** Its parents but for the top-level domain, nearest first. */
function parentsOf(name: string): readonly string[] {
  const labels = name.split('.');
  const parents = labels.slice(1, -1).map((_label, at) => labels.slice(at + 1).join('.'));
  return parents.slice(0, MOST_PARENTS);
}
