import type { Because, Diagnosis, DifferentialLine, Language } from '../domain/index.js';

const MOST_REASONS = 3;

/** A reason that speaks for more causes than this tells none of them from the others. */
const TELLS_APART = 3;

/**
 * The diagnosis as lines for a card: what was computed is what is shown. A cause that nothing speaks for, or that was
 * tried and has nothing against it, has no line; nor has one that is merely possible for a reason that speaks for nearly
 * everything (“the server did not accept the sign-in”). What tells causes apart is said first.
 */
export function differentialOf(diagnosis: Diagnosis, language: Language): readonly DifferentialLine[] {
  const open = diagnosis.causes.filter(
    ({ standing, because, isTried }) =>
      isSettled(standing) || (!isTried && because.some(({ speaksFor }) => speaksFor)),
  );
  const spokenFor = countReasons(open);
  const isCommon = ({ code }: Because): boolean => (spokenFor.get(code) ?? 0) > TELLS_APART;
  const isVague = ({ standing, because }: Cause): boolean =>
    standing === 'possible' && because.every((one) => !one.speaksFor || isCommon(one));
  const telling = open.filter((cause) => !isVague(cause));
  // Where nothing tells them apart, the first of them are still where to begin.
  const hasOpen = telling.some(({ standing }) => standing !== 'ruled-out');
  const begin = hasOpen ? [] : open.filter(isVague).slice(0, TELLS_APART);
  return [...begin, ...telling].map(({ id, title, standing, because }) => {
    const reasons = because.filter(({ speaksFor }) => speaksFor === (standing !== 'ruled-out'));
    const inOrder = [...reasons.filter((one) => !isCommon(one)), ...reasons.filter(isCommon)];
    return {
      cause: id,
      title: title[language],
      standing,
      because: inOrder.slice(0, MOST_REASONS).map(({ sentence }) => sentence[language]),
    };
  });
}

type Cause = Diagnosis['causes'][number];

function isSettled(standing: DifferentialLine['standing']): boolean {
  return standing === 'ruled-out' || standing === 'measured';
}

/** For how many causes each reason speaks. */
function countReasons(causes: readonly Cause[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code, speaksFor } of causes.flatMap(({ because }) => because)) {
    if (speaksFor) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}
