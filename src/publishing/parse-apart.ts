import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ParsedYaml } from '../bundle/index.js';

/** Limits of the child that parses; tests make them small. */
export interface ApartSettings {
  /** One file may take so long; honest ones take some milliseconds. */
  readonly fileMs: number;
  readonly heapMb: number;
  /** After so many files that took a child with them the rest is not tried. */
  readonly lostChildren: number;
  /** Another program that speaks the same messages. */
  readonly program?: string;
}

const SETTINGS: ApartSettings = { fileMs: 4_000, heapMb: 96, lostChildren: 3 };
/** Starting Node takes 0.1 s alone, seconds on a machine that is overloaded; from source it also compiles. */
const START_MS = 60_000;

/**
 * Parses all files in a child process and answers what the loader asks for afterwards. The YAML parser takes minutes
 * for some files and ends the process for others; here it loses a child with 96 MB, which is killed after four
 * seconds. Such a file has a problem (`file-unreadable`), all others are parsed as usual. Never rejects.
 */
export async function parseApart(
  files: ReadonlyMap<string, string>,
  settings: Partial<ApartSettings> = {},
): Promise<(file: string, text: string) => ParsedYaml> {
  const limits = { ...SETTINGS, ...settings };
  const parsed = new Map<string, { readonly text: string; readonly result: ParsedYaml }>();
  let child: ChildProcess | undefined;
  let lost = 0;
  for (const [file, text] of files) {
    if (!child && lost < limits.lostChildren) child = await startChild(limits);
    const result = child && (await askChild(child, { file, text }, limits.fileMs));
    parsed.set(file, { text, result: result ?? unreadable(file) });
    if (result) continue;
    lost += 1;
    child?.kill('SIGKILL');
    child = undefined;
  }
  child?.kill('SIGKILL');
  return (file, text) => {
    const known = parsed.get(file);
    return known?.text === text ? known.result : unreadable(file);
  };
}

/** A child that is ready, or nothing when none could be started. */
async function startChild({ heapMb, program }: ApartSettings): Promise<ChildProcess | undefined> {
  const own = program === undefined ? ownProgram() : { file: program, execArgv: [] };
  const child = fork(own.file, [], {
    // Nothing of the parent's environment: nothing a file could do there would find a secret.
    env: {},
    execArgv: [...own.execArgv, `--max-old-space-size=${heapMb}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // A killed child may still report its broken pipe.
  child.on('error', () => undefined);
  if ((await nextMessage(child, START_MS)) !== undefined) return child;
  child.kill('SIGKILL');
  return undefined;
}

/** The compiled program, or its source with the TypeScript loader when this file itself runs from source. */
function ownProgram(): { readonly file: string; readonly execArgv: readonly string[] } {
  const isSource = import.meta.url.endsWith('.ts');
  const file = fileURLToPath(new URL(isSource ? './parse-child.ts' : './parse-child.js', import.meta.url));
  if (!isSource) return { file, execArgv: [] };
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return { file, execArgv: ['--import', loader] };
}

/** What the child makes of a file; `undefined` when it died over it or took too long. */
async function askChild(
  child: ChildProcess,
  request: { readonly file: string; readonly text: string },
  deadlineMs: number,
): Promise<ParsedYaml | undefined> {
  if (!child.connected) return undefined;
  const answer = nextMessage(child, deadlineMs);
  child.send(request, () => undefined);
  return (await answer) as ParsedYaml | undefined;
}

/** The next thing a child says, `undefined` when it ends or says nothing for so long. */
function nextMessage(child: ChildProcess, deadlineMs: number): Promise<unknown> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, deadlineMs);
    function end(message?: unknown): void {
      clearTimeout(timer);
      child.off('message', end);
      child.off('exit', gone);
      resolve(message);
    }
    function gone(): void {
      end();
    }
    child.on('message', end);
    child.on('exit', gone);
  });
}

function unreadable(file: string): ParsedYaml {
  const message = 'The file makes the YAML parser run wild, so it was left alone.';
  const remedy =
    'Undo the last change, or split the file; something in it is repeated or nested without end.';
  return {
    problems: [{ file, line: 1, column: 1, rule: 'file-unreadable', level: 'error', message, remedy }],
  };
}
