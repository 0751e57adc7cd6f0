import type { Diagnosis, DifferentialLine, Language } from '../domain/index.js';

const MOST_REASONS = 3;

/**
 * The diagnosis as lines for a card: what was computed is what is shown. A cause that nothing speaks for, or that was
 * tried and has nothing against it, has no line.
 */
export function differentialOf(diagnosis: Diagnosis, language: Language): readonly DifferentialLine[] {
  return diagnosis.causes
    .filter(({ standing, because, isTried }) => {
      if (standing === 'ruled-out' || standing === 'measured') return true;
      return !isTried && because.some(({ speaksFor }) => speaksFor);
    })
    .map(({ id, title, standing, because }) => ({
      cause: id,
      title: title[language],
      standing,
      because: because
        .filter(({ speaksFor }) => speaksFor === (standing !== 'ruled-out'))
        .slice(0, MOST_REASONS)
        .map(({ sentence }) => sentence[language]),
    }));
}
