import type { Language } from '../../domain/index.js';
import { LANGUAGES } from '../../domain/index.js';
import { circlesIn } from './circles.js';
import { UNITS, sizeOf } from './text-size.js';
import { fileGraph, type WalkNode } from './walks.js';
import type { LintStep, LintWorld } from './world.js';

/**
 * What a phone shows in one piece: about twenty lines of a chat, of which the buttons take four. Chinese in characters,
 * English in words, as texts are counted everywhere.
 */
const SCREEN: Readonly<Record<Language, number>> = { zh: 240, en: 130 };
/** Their texts stay above what comes next. */
const STAYS = new Set(['say', 'give']);
/** Their texts have buttons below them. */
const ASKS = new Set(['ask', 'confirm']);

/** All that is said between two answers of a person fits on a phone, so that the buttons are seen with it. */
export function* screensFit(world: LintWorld) {
  const steps = fileGraph(world);
  const above = { zh: textAbove(steps, 'zh'), en: textAbove(steps, 'en') };
  for (const [id, { at }] of steps) {
    if (!ASKS.has(at.step.verb)) continue;
    for (const language of LANGUAGES) {
      const size = sizeAt(at, language) + (above[language].get(id) ?? 0);
      if (size <= SCREEN[language]) continue;
      yield at.problem({
        rule: 'screen-long',
        message: `Up to this question the bot says as much as ${size} ${UNITS[language]} (\`${language}\`) at once; a phone shows ${SCREEN[language]}.`,
        remedy: 'Shorten the texts on the way here, or ask something earlier.',
      });
    }
  }
}

/** The most that stands above each step, on any way to it that nobody interrupts; in a circle every text counts once. */
function textAbove(steps: ReadonlyMap<string, WalkNode>, language: Language): ReadonlyMap<string, number> {
  const earlier = new Map<string, Set<string>>();
  for (const [id, { unheard }] of steps) {
    for (const next of unheard) earlier.set(next, (earlier.get(next) ?? new Set()).add(id));
  }
  const before = (id: string) => [...(earlier.get(id) ?? [])];
  const own = (id: string) => {
    const at = steps.get(id)?.at;
    return at && STAYS.has(at.step.verb) ? sizeAt(at, language) : 0;
  };
  const above = new Map<string, number>();
  for (const circle of circlesIn(steps.keys(), before)) {
    const beyond = [...circle].flatMap((id) => before(id).filter((one) => !circle.has(one)));
    const most = Math.max(0, ...beyond.map((id) => own(id) + (above.get(id) ?? 0)));
    const inside = [...circle].reduce((sum, id) => sum + own(id), 0);
    for (const id of circle) above.set(id, most + inside - own(id));
  }
  return above;
}

function sizeAt({ step, verb }: LintStep, language: Language): number {
  return verb
    .texts(step.options)
    .filter(({ path, kind }) => (kind === 'text' || kind === 'question') && !path.startsWith('retry'))
    .reduce((sum, { text }) => sum + sizeOf(text[language], language), 0);
}
