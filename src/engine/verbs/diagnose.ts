import { z } from 'zod';
import { rank } from '../../diagnosis/index.js';
import type { DifferentialLine, Effect, RankedCause } from '../../domain/index.js';
import { countIn, noteIn } from '../memo.js';
import { causesOf } from '../causes.js';
import { renderPhrase, textWorld } from '../texts.js';
import type { Move, StepWorld } from '../verb.js';
import { defineVerb } from '../verb.js';
import { mentions, outcomes } from './_outcomes.js';
import { stepSchema } from './_schema.js';

const schema = stepSchema({
  diagnose: z.preprocess(
    (input) => (input instanceof Map ? Object.fromEntries(input as Map<string, unknown>) : (input ?? {})),
    z.strictObject({
      sure: z.number().min(0.5).max(1).optional(),
      ask_at_most: z.number().int().min(0).max(12).optional(),
    }),
  ),
});
type Options = z.output<typeof schema>;

/** Enough reasons to follow; the rest is on the card. */
const REASONS = 2;
/** Causes named in the text as possible, and as ruled out. */
const POSSIBLE = 2;
const RULED_OUT = 5;

/** `diagnose`: goes to the likeliest cause's playbook, and on to the next when that was not it. */
export const diagnose = defineVerb<Options>({
  name: 'diagnose',
  schema,
  hearsPerson: false,
  outcomes: () => outcomes({ named: ['undecided'] }),
  texts: () => [],
  mentions: () => mentions({}),
  enter: (options, world) => decide(options, world, []),

  returned(options, end, world, playbook) {
    // Anything but `not-it` is the end of the problem, so of this file too.
    if (end !== 'not-it') return { kind: 'end', end };
    // The cause may have gone to another file by `playbook:`; neither of them was it.
    const cause = noteIn(world.frame, 'cause');
    return decide(options, world, [...new Set([...(cause ? [cause] : []), playbook])]);
  },
});

function decide(options: Options, world: StepWorld, exclude: readonly string[]): Move {
  const excluded = [...new Set([...world.run.excluded, ...exclude])];
  const ranked = rank({
    // A file that is being walked never diagnoses into itself.
    causes: causesOf(world.bundle).filter(
      ({ id }) => !world.run.stack.some(({ playbook }) => playbook === id),
    ),
    ...(world.run.words && { words: world.run.words }),
    findings: world.run.findings,
    excluded,
  }).causes;
  const open = ranked.filter((cause) => !excluded.includes(cause.id) && cause.standing !== 'ruled-out');
  const out = ranked.filter((cause) => !open.includes(cause));
  const top = open.find((cause) => isSure(cause, options, world));
  const said = { exclude, ...differential(world, open, out, top) };
  if (!top) return { kind: 'outcome', outcome: 'undecided', ...said };
  // `asked` counts questions against `ask_at_most`.
  const memo = { cause: top.id, asked: countIn(world.frame, 'asked') };
  return { kind: 'call', playbook: top.id, memo, ...said };
}

/** Sure enough to go there. What only remains when everything else is out has nothing that speaks for it. */
function isSure(cause: RankedCause, options: Options, world: StepWorld): boolean {
  if (cause.standing === 'measured') return true;
  const sure = options.diagnose.sure ?? world.bundle.settings.thresholds.sure;
  return cause.probability >= sure && hasReason(cause);
}

function hasReason(cause: RankedCause): boolean {
  return cause.because.some((because) => because.speaksFor);
}

/**
 * Says where each cause stands, unless just that has been said. Causes that nothing speaks for are not named;
 * when none is left and none is out, there is nothing to tell.
 */
function differential(
  world: StepWorld,
  open: readonly RankedCause[],
  out: readonly RankedCause[],
  top: RankedCause | undefined,
): { readonly effects: readonly Effect[]; readonly told: string } {
  const others = open.filter((cause) => cause !== top && hasReason(cause));
  const shown = top ? [top, ...others] : others;
  const lines = [...shown, ...out].map((cause) => lineOf(cause, out.includes(cause), world));
  const told = JSON.stringify(lines.map(({ cause, standing }) => [cause, standing]));
  if (told === world.run.told) return { effects: [], told };
  const text = sentences(world, lines, top);
  if (!text) return { effects: [], told };
  const step = `phrase:diagnosis-${top?.standing ?? 'undecided'}`;
  return { effects: [{ kind: 'say', step, reply: { text, differential: lines } }], told };
}

function sentences(
  world: StepWorld,
  lines: readonly DifferentialLine[],
  top: RankedCause | undefined,
): string {
  const texts = textWorld(world);
  const comma = world.run.language === 'zh' ? '、' : ', ';
  const out = lines.filter((line) => line.standing === 'ruled-out').slice(0, RULED_OUT);
  const named = top
    ? lines.slice(0, 1)
    : lines.filter((line) => line.standing !== 'ruled-out').slice(0, POSSIBLE);
  if (out.length + named.length === 0) return '';
  return [
    out.length > 0
      ? renderPhrase('diagnosis-ruled-out', texts, { list: out.map((line) => line.title).join(comma) })
      : '',
    ...named.map((line) =>
      renderPhrase(`diagnosis-${line.standing}`, texts, {
        cause: line.title,
        because: line.because.slice(0, REASONS).join(world.run.language === 'zh' ? '；' : '; '),
      }),
    ),
    top ? '' : renderPhrase('diagnosis-undecided', texts),
  ]
    .filter(Boolean)
    .join('\n');
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
