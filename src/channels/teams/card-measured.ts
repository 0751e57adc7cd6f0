import {
  isAside,
  isTroubleAside,
  phaseName,
  type Language,
  type ProbePhase,
  type ReplyMeasurement,
} from '../../domain/index.js';
import { columns, line, run, type CardContext, type CardElement, type TextRun } from './card-parts.js';
import { CARD_LIMITS, clip } from './limits.js';
import { word } from './words.js';

type Verdict = 'broken' | 'wavering' | 'refused' | 'through' | 'unmeasured';

interface Row {
  readonly target: string;
  readonly verdict: Verdict;
  readonly at?: string;
  readonly phases: readonly ProbePhase[];
}

const ORDER: readonly Verdict[] = ['broken', 'wavering', 'refused', 'through', 'unmeasured'];

const MARKS: Readonly<Record<Verdict, TextRun>> = {
  broken: run('✕', { color: 'attention', weight: 'bolder' }),
  wavering: run('!', { color: 'warning', weight: 'bolder' }),
  refused: run('–', { isSubtle: true }),
  through: run('✓', { color: 'good', weight: 'bolder' }),
  unmeasured: run('–', { isSubtle: true }),
};

const SIGNS: Readonly<Record<ProbePhase['status'], string>> = { ok: '✓', warn: '!', fail: '✕', skip: '–' };

/** What was measured, one line of stations per target, the broken ones first, and the way to all of it. */
export function measuredPart(measured: ReplyMeasurement, context: CardContext): readonly CardElement[] {
  const { language, publicUrl } = context;
  const rows = rowsOf(measured).slice(0, CARD_LIMITS.results);
  if (rows.length === 0) return [];
  const page = publicUrl === undefined ? undefined : `${publicUrl}/probe/${encodeURIComponent(measured.run)}`;
  return [
    {
      type: 'Container',
      spacing: 'medium',
      separator: true,
      items: [
        line(word('fromHere', language), { size: 'small', isSubtle: true }),
        ...rows.map((row) => drawRow(row, language)),
        ...(page === undefined
          ? []
          : [
              line(
                [
                  run(word('details', language), {
                    size: 'small',
                    color: 'accent',
                    selectAction: { type: 'Action.OpenUrl', url: page },
                  }),
                ],
                {},
                'small',
              ),
            ]),
      ],
    },
  ];
}

function drawRow({ target, verdict, at, phases }: Row, language: Language): CardElement {
  const said = word(verdict, language, { phase: at === undefined ? '' : phaseName(at, language) });
  const way = phases
    .filter(({ name, status }) => !isAside(name) && status !== 'skip')
    .slice(0, 10)
    .map(({ name, status }) => `${phaseName(clip(name, 40), language)} ${SIGNS[status]}`)
    .join(' → ');
  return columns([
    ['auto', line([MARKS[verdict]])],
    [
      'stretch',
      line([run(clip(target, 200), { weight: 'bolder' }), run(`  ${said}`)]),
      ...(way === '' ? [] : [line(way, { size: 'small', isSubtle: true }, 'none')]),
    ],
  ]);
}

/** Probes of one target share a row. */
function rowsOf({ results }: ReplyMeasurement): readonly Row[] {
  const phases = new Map<string, ProbePhase[]>();
  const refused = new Set<string>();
  for (const result of results) {
    const all = phases.get(result.target) ?? [];
    phases.set(result.target, all);
    for (const phase of result.phases) addPhase(all, phase);
    if (result.status === 'refused') refused.add(result.target);
  }
  return [...phases]
    .map(([target, all]): Row => ({ target, phases: all, ...verdictOf(all, refused.has(target)) }))
    .sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
}

const WEIGHT: Readonly<Record<ProbePhase['status'], number>> = { fail: 3, warn: 2, ok: 1, skip: 0 };

/** Of two looks at the same phase the worse one tells. */
function addPhase(all: ProbePhase[], phase: ProbePhase): void {
  const at = all.findIndex(({ name }) => name === phase.name);
  const before = all[at];
  if (before === undefined) all.push(phase);
  else if (WEIGHT[phase.status] > WEIGHT[before.status]) all[at] = phase;
}

function verdictOf(phases: readonly ProbePhase[], refused: boolean): Pick<Row, 'verdict' | 'at'> {
  if (refused) return { verdict: 'refused' };
  // Of the looks beside the way only those tell that some mail apps run into; that other names can be looked up does not.
  const way = phases.filter(({ name }) => !isAside(name));
  const broken = way.find(({ status }) => status === 'fail');
  if (broken) return { verdict: 'broken', at: broken.name };
  const wavering =
    way.find(({ status }) => status === 'warn') ??
    phases.find(({ name, status }) => isTroubleAside(name, status));
  if (wavering) return { verdict: 'wavering', at: wavering.name };
  return { verdict: way.some(({ status }) => status === 'ok') ? 'through' : 'unmeasured' };
}
