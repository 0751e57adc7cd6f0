import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  domainOf,
  type Bundle,
  type Language,
  type ProbeRequest,
  type ProbeResult,
  type ProbeRunner,
} from '../domain/index.js';
import type { ProbeRunAnswer } from '../api/index.js';
import { createScreen, type ScreenOut } from './_probe-draw.js';

/** What `mailmedic probe` needs of the house; `open` is called once the arguments are known to be good. */
export interface ProbeCommandPorts {
  /** Ids of the probes that exist, in the order to run and show them. */
  readonly probes: readonly string[];
  open(): Promise<{ readonly runner: ProbeRunner; readonly bundle: Bundle }>;
  /** What the results make of the causes, with every finding in words. */
  readonly explain: (results: readonly ProbeResult[], bundle: Bundle) => ProbeRunAnswer;
  readonly out: ScreenOut;
  readonly err: { write(text: string): unknown };
}

/** Options as commander hands them over. */
export interface ProbeCommandOptions {
  readonly json?: boolean;
  readonly only?: readonly string[];
  readonly port?: number;
  readonly starttls?: boolean;
  readonly language?: Language;
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
    .addOption(new Option('--language <language>', 'of the words').choices(['zh', 'en']).default('en'))
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
    const screen = createScreen(ports.out, options.language ?? 'en');
    screen.title(target, request.probes);
    const results = await runner.run(request, bundle, (progress) => screen.progress(progress));
    screen.verdict(ports.explain(results, bundle));
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
