import pc from 'picocolors';
import type { ProbeRunAnswer } from '../api/index.js';
import { phaseName, type FindingSeverity, type Language, type ProbeProgress } from '../domain/index.js';

export interface ScreenOut {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** How a measurement looks in a terminal: what is running, each phase with its time, then what it comes to. */
export interface Screen {
  title(target: string, probes: readonly string[]): void;
  progress(progress: ProbeProgress): void;
  verdict(answer: ProbeRunAnswer): void;
}

type Cause = ProbeRunAnswer['causes'][number];
type ShownFinding = ProbeRunAnswer['results'][number]['findings'][number];

const CLEAR_LINE = '\r\u001B[2K';
const SEVERITIES: readonly FindingSeverity[] = ['critical', 'warning', 'info'];

/** Writes lines; on a terminal also one line at the bottom that says what is running. */
export function createScreen(out: ScreenOut, language: Language): Screen {
  const live = out.isTTY === true;
  const paint = pc.createColors(live);
  const words = WORDS[language];
  const running = new Map<string, string>();
  const marks = {
    ok: paint.green('✔'),
    warn: paint.yellow('!'),
    fail: paint.red('✖'),
    skip: paint.dim('-'),
  };
  const severities = {
    critical: { mark: marks.fail, tone: paint.bold },
    warning: { mark: marks.warn, tone: paint.bold },
    info: { mark: marks.ok, tone: String },
  };
  const standings = {
    measured: paint.red(words.standings.measured),
    likely: paint.yellow(words.standings.likely),
    possible: words.standings.possible,
    'ruled-out': paint.green(words.standings['ruled-out']),
  };

  function line(text = ''): void {
    out.write(`${live ? CLEAR_LINE : ''}${text}\n`);
  }

  function status(): void {
    if (!live) return;
    const names = [...running].map(([probe, phase]) => `${probe}: ${phaseName(phase, language)}`);
    out.write(`${CLEAR_LINE}${names.length === 0 ? '' : paint.dim(`  … ${names.join(', ')}`)}`);
  }

  function cause({ id, title, standing, because }: Cause): void {
    line(`  ${standings[standing]} ${paint.bold(title[language])}  ${paint.dim(id)}`);
    for (const reason of because) line(`      ${reason[language]}`);
  }

  function finding({ severity, sentence, code, evidence }: ShownFinding): void {
    const { mark, tone } = severities[severity];
    line(`  ${mark} ${tone(sentence[language])}  ${paint.dim(code)}`);
    for (const { label, value, command } of evidence) {
      line(`      ${paint.dim(`${label}:`)} ${value}`);
      if (command !== undefined) line(`      ${paint.cyan(`$ ${command}`)}`);
    }
  }

  return {
    title(target, probes) {
      line(`${paint.bold(target)}  ${paint.dim(probes.join(' · '))}`);
      line();
    },
    progress({ probe, phase, status: state, ms, detail }) {
      if (state === 'running') {
        running.set(probe, phase);
        return status();
      }
      running.delete(probe);
      const time = paint.dim(`${ms ?? 0} ms`.padStart(8));
      line(
        `  ${marks[state]} ${probe.padEnd(9)} ${padded(phaseName(phase, language), 18)} ${time}  ${detail ?? ''}`.trimEnd(),
      );
      status();
    },
    verdict({ results, causes, verdict }) {
      const findings = results.flatMap((result) => result.findings);
      line();
      line(paint.bold(verdict[language]));
      if (causes.length > 0) line();
      causes.forEach(cause);
      if (findings.length > 0) line();
      for (const severity of SEVERITIES) {
        findings.filter((found) => found.severity === severity).forEach(finding);
      }
      for (const { probe, target, status: state, reason } of results) {
        if (state === 'refused') line(`  ${marks.fail} ${words.refused(probe, target, reason)}`);
        if (state === 'failed') line(`  ${marks.warn} ${words.failed(probe, target, reason)}`);
      }
      line();
      line(paint.dim(words.seenFrom));
    },
  };
}

const WIDE = /[\p{Script=Han}（）]/gu;

/** Filled up to `width` columns: a Chinese character takes two. */
function padded(text: string, width: number): string {
  const columns = text.length + (text.match(WIDE)?.length ?? 0);
  return text + ' '.repeat(Math.max(0, width - columns));
}

interface Words {
  readonly standings: Readonly<Record<Cause['standing'], string>>;
  refused(probe: string, target: string, reason: string | undefined): string;
  failed(probe: string, target: string, reason: string | undefined): string;
  readonly seenFrom: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  zh: {
    standings: { measured: '查到了', likely: '很可能', possible: '有可能', 'ruled-out': '已排除' },
    refused: (probe, target, reason) =>
      `${probe} 没有测：${target} 不在可测量的范围内（${reason ?? '未说明'}）`,
    failed: (probe, target, reason) => `${probe} 没能测成 ${target}：${reason ?? '原因不明'}`,
    seenFrom: '以上是从这台机器所在的网络看到的，本人所在的网络可能不同。',
  },
  en: {
    standings: { measured: 'found', likely: 'likely', possible: 'possible', 'ruled-out': 'ruled out' },
    refused: (probe, target, reason) => `${probe} refused: ${target} is ${reason ?? 'not allowed'}`,
    failed: (probe, target, reason) => `${probe} could not measure ${target}: ${reason ?? 'no reason'}`,
    seenFrom: "Seen from this machine's network; the person may stand elsewhere.",
  },
};
