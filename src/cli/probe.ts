import { InvalidArgumentError, Option, type Command } from 'commander';
import pc from 'picocolors';
import {
  domainOf,
  type Bundle,
  type Finding,
  type FindingSeverity,
  type Language,
  type ProbeProgress,
  type ProbeRequest,
  type ProbeResult,
  type ProbeRunner,
} from '../domain/index.js';

/** What `mailmedic probe` needs of the house; `open` is called once the arguments are known to be good. */
export interface ProbeCommandPorts {
  /** Ids of the probes that exist, in the order to run and show them. */
  readonly probes: readonly string[];
  readonly language: Language;
  open(): Promise<{ readonly runner: ProbeRunner; readonly bundle: Bundle }>;
  /** The finding as a sentence of its language. */
  readonly findingSentence: (finding: Finding, language: Language) => string;
  readonly out: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly err: { write(text: string): unknown };
}

/** Options as commander hands them over. */
export interface ProbeCommandOptions {
  readonly json?: boolean;
  readonly only?: readonly string[];
  readonly port?: number;
  readonly starttls?: boolean;
}

/** Exit codes: something was measured; nothing could be measured; the target or the arguments were refused. */
const EXIT = { measured: 0, failed: 1, refused: 2 } as const;

/** Adds `mailmedic probe ADDRESS-OR-HOST` to the program. Sets `process.exitCode`. */
export function addProbeCommand(program: Command, ports: ProbeCommandPorts): void {
  program
    .command('probe')
    .description('measure the mail servers of an address, or one server, and say what is wrong')
    .argument('<address-or-host>', 'zhang@corp.example, or imap.corp.example')
    .option('--json', 'print the results as one JSON array')
    .addOption(
      new Option('--only <probes>', `some of ${ports.probes.join(',')}`).argParser((text: string) =>
        readProbes(text, ports.probes),
      ),
    )
    .addOption(new Option('--port <number>', 'port of the host; 993 unless told').argParser(readPort))
    .option('--starttls', 'begin TLS by STARTTLS; the rule on port 143')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT.refused))
    .action(async (target: string, options: ProbeCommandOptions) => {
      process.exitCode = await runProbeCommand(target, options, ports);
    });
}

function readProbes(text: string, known: readonly string[]): readonly string[] {
  const wanted = text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  const stranger = wanted.find((id) => !known.includes(id));
  if (stranger !== undefined) {
    throw new InvalidArgumentError(`There is no probe “${stranger}”; there are ${known.join(', ')}.`);
  }
  if (wanted.length === 0) throw new InvalidArgumentError(`Name at least one of ${known.join(', ')}.`);
  return wanted;
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/u.test(text) && port > 0 && port < 65_536) return port;
  throw new InvalidArgumentError('A port is a number from 1 to 65535.');
}

/** Measures and prints. Returns the exit code. */
export async function runProbeCommand(
  target: string,
  options: ProbeCommandOptions,
  ports: ProbeCommandPorts,
): Promise<number> {
  const request = readRequest(target, options, ports.probes);
  if (typeof request === 'string') {
    ports.err.write(`${request}\n`);
    return EXIT.refused;
  }
  const { runner, bundle } = await ports.open();
  try {
    if (options.json === true) {
      const results = await runner.run(request, bundle, () => undefined);
      ports.out.write(`${JSON.stringify(results, null, 2)}\n`);
      return exitOf(results);
    }
    const screen = createScreen(ports);
    screen.title(target, request.probes);
    const results = await runner.run(request, bundle, (progress) => screen.progress(progress));
    screen.verdict(results);
    return exitOf(results);
  } finally {
    await runner.close();
  }
}

/** A host serves one protocol as a rule, most often IMAP; another one there would only be missing. */
const UNASKED_ON_HOST: readonly string[] = ['discover', 'pop3', 'smtp'];

/** The request, or what is wrong with the arguments. */
function readRequest(
  target: string,
  options: ProbeCommandOptions,
  known: readonly string[],
): ProbeRequest | string {
  const given = target.trim();
  if (given.includes('@')) {
    if (domainOf(given) === undefined)
      return `“${given}” is no mail address: something is missing around the @.`;
    if (options.port !== undefined || options.starttls === true) {
      return '--port and --starttls belong to a host; for an address the servers are looked up.';
    }
    return { probes: options.only ?? known, with: { address: given } };
  }
  if (given === '') return 'Name a mail address or a host.';
  const tls = options.starttls === true ? { tls: 'starttls' } : {};
  const port = options.port === undefined ? {} : { port: String(options.port) };
  if (options.only?.includes('discover') === true) {
    return 'The probe discover starts from a mail address, not from a host.';
  }
  return {
    probes: options.only ?? known.filter((id) => !UNASKED_ON_HOST.includes(id)),
    with: { host: given, ...port, ...tls },
  };
}

function exitOf(results: readonly ProbeResult[]): number {
  if (results.some((result) => result.status === 'refused')) return EXIT.refused;
  return results.some((result) => result.status === 'measured') ? EXIT.measured : EXIT.failed;
}

interface Screen {
  title(target: string, probes: readonly string[]): void;
  progress(progress: ProbeProgress): void;
  verdict(results: readonly ProbeResult[]): void;
}

const CLEAR_LINE = '\r\u001B[2K';

/** Writes lines; on a terminal also one line at the bottom that says what is running. */
function createScreen({ out, findingSentence, language }: ProbeCommandPorts): Screen {
  const live = out.isTTY === true;
  const paint = pc.createColors(live);
  const running = new Map<string, string>();
  const marks = {
    ok: paint.green('✔'),
    warn: paint.yellow('!'),
    fail: paint.red('✖'),
    skip: paint.dim('-'),
  };
  const severities: Readonly<
    Record<FindingSeverity, { readonly mark: string; readonly tone: (text: string) => string }>
  > = {
    critical: { mark: paint.red('✖'), tone: paint.bold },
    warning: { mark: paint.yellow('!'), tone: paint.bold },
    info: { mark: paint.green('✔'), tone: String },
  };

  function line(text = ''): void {
    out.write(`${live ? CLEAR_LINE : ''}${text}\n`);
  }

  function status(): void {
    if (!live) return;
    const names = [...running].map(([probe, phase]) => `${probe}: ${phase}`);
    out.write(`${CLEAR_LINE}${names.length === 0 ? '' : paint.dim(`  … ${names.join(', ')}`)}`);
  }

  function finding(found: Finding): void {
    const { mark, tone } = severities[found.severity];
    line(`  ${mark} ${tone(findingSentence(found, language))}  ${paint.dim(found.code)}`);
    for (const evidence of found.evidence) {
      line(`      ${paint.dim(`${evidence.label}:`)} ${evidence.value}`);
      if (evidence.command !== undefined) line(`      ${paint.cyan(`$ ${evidence.command}`)}`);
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
      line(`  ${marks[state]} ${probe.padEnd(9)} ${phase.padEnd(13)} ${time}  ${detail ?? ''}`.trimEnd());
      status();
    },
    verdict(results) {
      line();
      const findings = results.flatMap((result) => result.findings);
      const counted = (severity: FindingSeverity) => findings.filter((found) => found.severity === severity);
      for (const severity of ['critical', 'warning', 'info'] as const) counted(severity).forEach(finding);
      for (const { probe, target, status: state, reason } of results) {
        if (state === 'refused')
          line(`  ${marks.fail} ${probe} refused: ${target} is ${reason ?? 'not allowed'}`);
        if (state === 'failed')
          line(`  ${marks.warn} ${probe} could not measure ${target}: ${reason ?? 'no reason'}`);
      }
      line();
      line(summary(results, counted('critical').length, counted('warning').length));
    },
  };

  function summary(results: readonly ProbeResult[], critical: number, warnings: number): string {
    const note = paint.dim("Seen from this machine's network; the person may stand elsewhere.");
    if (results.every((result) => result.status !== 'measured')) return paint.yellow('Nothing was measured.');
    if (critical + warnings === 0) return `${paint.green('Nothing wrong was found.')} ${note}`;
    const parts = [
      ...(critical > 0 ? [paint.red(`${critical} critical`)] : []),
      ...(warnings > 0 ? [paint.yellow(`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`)] : []),
    ];
    return `${parts.join(', ')}. ${note}`;
  }
}
