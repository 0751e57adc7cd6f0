import pc from 'picocolors';
import type { Accuracy, Evaluation, Misjudged, ScenarioRow } from '../classifier/index.js';

type Paint = ReturnType<typeof pc.createColors>;

const MOST_CONFUSIONS = 12;
const MOST_ERRORS = 10;
const BAR = 20;
/** Longest part of a misjudged text that is shown. */
const EXCERPT = 90;

/** The figures of an evaluation for people: summary, a row per scenario, confusions, the surest errors. */
export function drawEvaluation(found: Evaluation, colours: boolean): string {
  const paint = pc.createColors(colours);
  return [
    ...summary(found, paint),
    '',
    paint.dim(`${'scenario'.padEnd(22)} texts   recall  precision       F1`),
    ...found.scenarios.map((row) => scenarioLine(row, paint)),
    '',
    paint.dim('said and held: how often answers of this confidence are right'),
    ...found.calibration.bins.map(({ from, rows, said, held }) =>
      [
        `${percent(from, 0)} – ${percent(from + 0.1, 0)}`,
        `${String(rows).padStart(5)} texts`,
        `said ${percent(said)}`,
        `held ${percent(held)}`,
        paint.cyan('█'.repeat(Math.round(held * BAR))),
      ].join('  '),
    ),
    '',
    paint.dim('most frequent confusions'),
    ...found.confusions
      .slice(0, MOST_CONFUSIONS)
      .map(({ from, to, count }) => `${String(count).padStart(5)}  ${from} ${paint.dim('taken for')} ${to}`),
    '',
    paint.dim('surest errors'),
    ...found.errors.slice(0, MOST_ERRORS).flatMap((error) => errorLines(error, paint)),
    '',
  ].join('\n');
}

/** How many of the texts something is masked in. */
export interface Masking {
  readonly texts: number;
  readonly masked: number;
  /** Right after talk of a password, where a bare word is masked too. */
  readonly maskedWhereAsked: number;
}

/** What the mask takes from texts that should hold no secret. */
export function drawMasking({ texts, masked, maskedWhereAsked }: Masking, colours: boolean): string {
  const paint = pc.createColors(colours);
  const share = (count: number) => `${count} (${percent(texts === 0 ? 0 : count / texts).trim()})`;
  return `${paint.bold('masked'.padEnd(22))} ${share(masked)}; where a password was just spoken of ${share(maskedWhereAsked)}\n`;
}

function summary({ all, inScope, languages, macroF1, outOfScope, calibration }: Evaluation, paint: Paint) {
  return [
    paint.dim(`${''.padEnd(22)} texts  accuracy  or second  top three`),
    accuracyLine('all texts', all, paint),
    accuracyLine('in scope', inScope, paint),
    accuracyLine('  Chinese', languages.zh, paint),
    accuracyLine('  English', languages.en, paint),
    '',
    `${paint.bold('macro-F1'.padEnd(22))} ${macroF1.value.toFixed(3)} over ${macroF1.causes} causes`,
    [
      paint.bold('out of scope'.padEnd(22)),
      `recall ${percent(outOfScope.recall)}, precision ${percent(outOfScope.precision)};`,
      `recall at 5 % false rejection ${percent(outOfScope.recallAtFivePercent)};`,
      `AUROC ${outOfScope.auroc.toFixed(3)}`,
    ].join(' '),
    `${paint.bold('calibration error'.padEnd(22))} ${calibration.ece.toFixed(3)}, of which chance alone explains ${calibration.noise.toFixed(3)}`,
  ];
}

function accuracyLine(name: string, { rows, accuracy, lenient, topThree }: Accuracy, paint: Paint): string {
  return [
    paint.bold(name.padEnd(22)),
    String(rows).padStart(5),
    percent(accuracy).padStart(9),
    percent(lenient).padStart(10),
    percent(topThree).padStart(10),
  ].join(' ');
}

function scenarioLine({ scenario, rows, recall, precision, f1 }: ScenarioRow, paint: Paint): string {
  const line = `${scenario.padEnd(22)} ${String(rows).padStart(5)} ${percent(recall)}   ${percent(precision)} ${f1.toFixed(3).padStart(8)}`;
  return rows === 0 ? paint.dim(line) : line;
}

function errorLines({ text, wanted, got, confidence, because }: Misjudged, paint: Paint): string[] {
  const flat = text.replace(/\s+/gu, ' ').trim();
  const short = [...flat].length > EXCERPT ? `${[...flat].slice(0, EXCERPT).join('')}…` : flat;
  return [
    `  ${short}`,
    `    ${wanted} ${paint.dim('taken for')} ${got} ${paint.dim(`${percent(confidence, 0).trim()}, because`)} ${because.join(', ')}`,
  ];
}

function percent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)} %`.padStart(digits + 6);
}
