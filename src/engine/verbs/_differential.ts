import type { DifferentialLine, Effect, RankedCause } from '../../domain/index.js';
import { renderPhrase, textWorld } from '../texts.js';
import type { StepWorld } from '../verb.js';

/** Enough reasons to follow; the rest is on the card. */
const REASONS = 2;
/** Causes named in the text as possible, and as ruled out. */
const POSSIBLE = 2;
const RULED_OUT = 5;

/** Where the causes stand. */
export interface Standings {
  readonly open: readonly RankedCause[];
  readonly out: readonly RankedCause[];
  /** The one that is gone to. */
  readonly top?: RankedCause;
  /** A question follows, so only what is ruled out is worth a word. */
  readonly asking?: true;
}

/** True when something speaks for the cause. */
export function hasReason(cause: RankedCause): boolean {
  return cause.because.some((because) => because.speaksFor);
}

/**
 * Says where each cause stands, unless just that has been said. Causes that nothing speaks for are not named;
 * when none is left and none is out, there is nothing to tell.
 */
export function tellDifferential(
  world: StepWorld,
  { open, out, top, asking }: Standings,
): { readonly effects: readonly Effect[]; readonly told: string } {
  const others = open.filter((cause) => cause !== top && hasReason(cause));
  const shown = top ? [top, ...others] : others;
  const lines = [...shown, ...out].map((cause) => lineOf(cause, out.includes(cause), world));
  const told = JSON.stringify(lines.map(({ cause, standing }) => [cause, standing]));
  if (told === world.run.told) return { effects: [], told };
  const text = [
    ...ruledOut(lines, world),
    ...named(top ? lines.slice(0, 1) : lines, world),
    ...(top || asking || lines.length === 0 ? [] : [renderPhrase('diagnosis-undecided', textWorld(world))]),
  ];
  if (!text.some(Boolean)) return { effects: [], told };
  const step = `phrase:diagnosis-${top?.standing ?? (asking ? 'ruled-out' : 'undecided')}`;
  const reply = { text: text.filter(Boolean).join('\n'), differential: lines };
  return { effects: [{ kind: 'say', step, reply }], told };
}

/** What is out, unless just these have been named as ruled out before. */
function ruledOut(lines: readonly DifferentialLine[], world: StepWorld): readonly string[] {
  const out = lines.filter((line) => line.standing === 'ruled-out').slice(0, RULED_OUT);
  const before = world.run.told ?? '';
  if (out.every(({ cause }) => before.includes(JSON.stringify([cause, 'ruled-out'])))) return [];
  const list = out.map((line) => line.title).join(world.run.language === 'zh' ? '、' : ', ');
  return [renderPhrase('diagnosis-ruled-out', textWorld(world), { list })];
}

function named(lines: readonly DifferentialLine[], world: StepWorld): readonly string[] {
  return lines
    .filter((line) => line.standing !== 'ruled-out')
    .slice(0, POSSIBLE)
    .map((line) =>
      renderPhrase(`diagnosis-${line.standing}`, textWorld(world), {
        cause: line.title,
        because: line.because.slice(0, REASONS).join(world.run.language === 'zh' ? '；' : '; '),
      }),
    );
}

function lineOf(cause: RankedCause, isOut: boolean, world: StepWorld): DifferentialLine {
  const { language } = world.run;
  const reasons = cause.because.filter((because) => because.speaksFor !== isOut);
  return {
    cause: cause.id,
    title: cause.title[language],
    standing: isOut ? 'ruled-out' : cause.standing,
    because: reasons.map((because) => because.sentence[language]),
  };
}
