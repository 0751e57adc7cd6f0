import pc from 'picocolors';
import type {
  CauseStanding,
  DifferentialLine,
  GiftFile,
  ProgressRow,
  Reply,
  ReplyButton,
  ReplyGift,
} from '../domain/index.js';

const MARKS: Readonly<Record<CauseStanding, string>> = {
  measured: pc.green('●'),
  likely: pc.yellow('●'),
  possible: pc.dim('○'),
  'ruled-out': pc.dim('×'),
};

/** A reply as lines for the terminal: text, the causes, numbered buttons. Nothing in it is interpreted. */
export function drawReply(reply: Reply, width: number): string {
  const name = reply.speaker === undefined ? pc.cyan('Mailmedic') : pc.magenta(safe(reply.speaker));
  const body = [
    ...safe(reply.text)
      .split('\n')
      .flatMap((line) => wrap(bold(line), width - 4)),
    ...(reply.differential ?? []).map(drawCause),
    ...drawFiles(reply.gift).flatMap((line) => wrap(line, width - 4)),
  ];
  const options = optionsOf(reply);
  const buttons = options.map((option, index) => `${pc.bold(String(index + 1))} ${safe(option.label)}`);
  return [
    name,
    ...body.map((line) => `  ${line}`),
    ...(buttons.length > 0 ? wrap(buttons.join('   '), width - 4).map((line) => `  ${line}`) : []),
    '',
  ].join('\n');
}

/** Buttons and choices in the order of their numbers. */
export function optionsOf(reply: Reply): readonly ReplyButton[] {
  return [...(reply.buttons ?? []), ...(reply.choices ?? [])];
}

/** One line for what is being measured right now. */
export function drawProgress(rows: readonly ProgressRow[]): string {
  const phases = rows.flatMap(({ lines }) => lines);
  const last = phases.slice(-3).map(({ probe, phase, target, status }) => {
    const mark = status === 'running' ? '…' : status === 'ok' ? '✓' : status === 'skip' ? '–' : '✗';
    return `${mark} ${probe} ${phase} ${safe(target)}`;
  });
  return pc.dim(last.join('   '));
}

function drawCause({ title, standing, because }: DifferentialLine): string {
  const why = because[0] === undefined ? '' : pc.dim(`  ${safe(because[0])}`);
  const words = standing === 'ruled-out' ? pc.dim(pc.strikethrough(safe(title))) : safe(title);
  return `${MARKS[standing]} ${words}${why}`;
}

/** A template is there to be read and copied; a settings file is saved, so its name and note are enough. */
function drawFiles(gift: ReplyGift | undefined): readonly string[] {
  const files = gift?.files ?? [];
  if (gift?.kind === 'template') return files.flatMap(({ content }) => safe(content).split('\n'));
  return files.map(drawFile);
}

function drawFile({ name, note }: GiftFile): string {
  return `${pc.cyan(safe(name))}${note === undefined ? '' : `  ${safe(note)}`}`;
}

function bold(line: string): string {
  return line
    .replace(/\*\*([^*]+)\*\*/gu, (_whole, words: string) => pc.bold(words))
    .replace(/`([^`]+)`/gu, (_whole, code: string) => pc.cyan(code))
    .replace(/\\([\\*_`[\]<>])/gu, '$1');
}

/** Control characters of a server's or person's text must not move the cursor or change colours. */
function safe(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu, '');
}

const COLOURS = /\u001b\[\d+m/gu;

/** Columns a text takes: Han and full-width marks take two. */
function columns(text: string): number {
  const plain = text.replace(COLOURS, '');
  const wide = plain.match(
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/gu,
  );
  return [...plain].length + (wide?.length ?? 0);
}

/** Breaks at spaces in Latin text and between characters in Chinese, never inside a colour code. */
function wrap(line: string, width: number): string[] {
  const pieces = line.match(/\u001b\[\d+m|[\u2e80-\uffef]|[^\s\u001b\u2e80-\uffef]+|\s+/gu) ?? [''];
  const lines: string[] = [];
  let current = '';
  for (const piece of pieces) {
    const closing = /^[，。？：；、）”…]$/u.test(piece);
    if (columns(current) + columns(piece) > width && !closing && current.trim() !== '') {
      lines.push(current.trimEnd());
      current = /^\s+$/u.test(piece) ? '' : piece;
    } else current += piece;
  }
  return [...lines, current];
}
