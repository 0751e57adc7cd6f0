import { join, relative, resolve } from 'node:path';
import pc from 'picocolors';
import type { BundleProblem } from '../domain/index.js';

type Paint = ReturnType<typeof pc.createColors>;

/** Longest part of a line that is shown. */
const FRAME = 100;
/** Characters before the place that are shown of a long line. */
const BEFORE = 40;
/** Characters that take the room of two. */
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}/u;

/** What drawing needs besides the problems. */
export interface DrawWorld {
  /** Folder of the bundle, for paths that a terminal makes clickable. */
  readonly dir: string;
  readonly files: ReadonlyMap<string, string>;
  readonly colours: boolean;
}

/** Problems for people: place, what is wrong, the line with a caret below the place, what to do; then how many. */
export function drawProblems(problems: readonly BundleProblem[], world: DrawWorld): string {
  const colours = pc.createColors(world.colours);
  return [...problems.map((problem) => drawProblem(problem, world)), drawCount(problems, colours)].join('\n');
}

function drawProblem(problem: BundleProblem, { dir, files, colours }: DrawWorld): string {
  const { file, line, column, level, rule, message, remedy } = problem;
  const paint = pc.createColors(colours);
  const mark = level === 'error' ? paint.red('error') : paint.yellow('warning');
  const path = pathFromHere(join(dir, file));
  const source = files.get(file)?.split(/\r\n|\n|\r/u)[line - 1];
  return [
    `${paint.bold(`${path}:${line}:${column}`)} ${mark} ${message} ${paint.dim(rule)}`,
    ...(source === undefined ? [] : frame(source, line, column, paint)),
    `  ${paint.cyan('→')} ${remedy}`,
    '',
  ].join('\n');
}

/** Below the working directory from there; anything else in full. */
function pathFromHere(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? resolve(path) : near;
}

/** The line, cut around the place when it is long, and a caret under the place. */
function frame(source: string, line: number, column: number, paint: Paint): readonly string[] {
  const from = source.length > FRAME && column > FRAME - BEFORE ? Math.max(0, column - BEFORE) : 0;
  const shown = source.slice(from, from + FRAME).replace(/[\p{Cc}\p{Cf}]/gu, ' ');
  const head = from > 0 ? '…' : '';
  const tail = from + FRAME < source.length ? '…' : '';
  const gutter = String(line).padStart(5);
  const blank = [...head, ...shown.slice(0, column - 1 - from)].map((one) => (WIDE.test(one) ? '  ' : ' '));
  return [
    paint.dim(`${gutter} | `) + head + shown + tail,
    `${paint.dim(`${' '.repeat(5)} | `)}${blank.join('')}${paint.red('^')}`,
  ];
}

function drawCount(problems: readonly BundleProblem[], paint: Paint): string {
  const errors = problems.filter(({ level }) => level === 'error').length;
  const warnings = problems.length - errors;
  const also = warnings > 0 ? `, ${counted(warnings, 'warning')}` : '';
  return errors === 0 ? paint.green(`No errors${also}.`) : paint.red(`${counted(errors, 'error')}${also}.`);
}

/** `1 error`, `2 errors`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
