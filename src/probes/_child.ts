import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ProbeProgress, ProbeResult } from '../domain/index.js';
import { replySchema, type WireReply, type WireRequest } from './_wire.js';

const HEAP_MB = 64;
/** Starting Node takes 0.1 s alone, seconds on a machine that is overloaded; from source it also compiles. */
const START_MS = { compiled: 15_000, source: 60_000 };

/** How a request in a child ended. */
export type ChildOutcome =
  | { readonly kind: 'done'; readonly results: readonly ProbeResult[]; readonly hostile: boolean }
  /** It overran the deadline and was killed. */
  | { readonly kind: 'killed' }
  /** It died, or said something that no honest child says. */
  | { readonly kind: 'lost'; readonly reason: string };

/** One child process. Serves several requests at once; once `gone` it is no use any more. */
export interface Child {
  readonly gone: boolean;
  readonly pid: number | undefined;
  run(
    request: Omit<WireRequest, 'kind' | 'id'>,
    deadlineMs: number,
    onProgress: (progress: ProbeProgress) => void,
  ): Promise<ChildOutcome>;
  /** Ends it at once (SIGKILL). */
  kill(): Promise<void>;
}

/** Starts a child. It is warm when its first request comes. `file`: another program that speaks the same messages. */
export function startChild(file?: string): Child {
  const { process, startMs } = forkProgram('probe-child', file);
  return new ForkedChild(process, startMs);
}

/** Forks one of the room's programs, with no environment and little memory. */
export function forkProgram(
  name: 'probe-child' | 'sign-in-child',
  file?: string,
): { readonly process: ChildProcess; readonly startMs: number } {
  const program = file === undefined ? ownProgram(name) : { file, execArgv: [], startMs: START_MS.compiled };
  const process = fork(program.file, [], {
    // Nothing of the parent's environment: a child that is taken over finds no secret there.
    env: {},
    execArgv: [...program.execArgv, `--max-old-space-size=${HEAP_MB}`],
    // What a crashing child prints is of no use to an operator and could hold a server's text.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  if (name === 'probe-child') stepBack(process);
  return { process, startMs: program.startMs };
}

/** Many measurements at once must not take the processor from the chat, whose platforms wait only seconds. */
function stepBack({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system does not allow it: measurements go on as before.
  }
}

/** The compiled program, or its source with the TypeScript loader when this file itself runs from source. */
function ownProgram(name: string): { file: string; execArgv: readonly string[]; startMs: number } {
  const isSource = import.meta.url.endsWith('.ts');
  const file = fileURLToPath(new URL(`./${name}.${isSource ? 'ts' : 'js'}`, import.meta.url));
  if (!isSource) return { file, execArgv: [], startMs: START_MS.compiled };
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return { file, execArgv: ['--import', loader], startMs: START_MS.source };
}

interface Running {
  readonly hear: (reply: Exclude<WireReply, { kind: 'ready' }>) => void;
  readonly lose: (reason: string) => void;
}

class ForkedChild implements Child {
  gone = false;
  readonly pid: number | undefined;
  private requests = 0;
  private readonly running = new Map<number, Running>();
  private readonly ready: Promise<void>;
  private readonly exited: Promise<void>;

  constructor(
    private readonly process: ChildProcess,
    private readonly startMs: number,
  ) {
    this.pid = process.pid;
    let markReady: () => void = () => undefined;
    this.ready = new Promise((resolve) => {
      markReady = resolve;
    });
    this.exited = new Promise((resolve) => {
      process.once('exit', (code, signal) => {
        this.leave(`it ended with ${signal ?? `code ${code}`}`);
        resolve();
      });
      process.once('error', (error) => {
        this.leave(error.message);
        resolve();
      });
    });
    process.on('message', (message) => {
      const reply = replySchema.safeParse(message);
      // Whose reply this was meant to be can not be believed either.
      if (!reply.success) return this.leave('it answered in a shape that it should not have');
      if (reply.data.kind === 'ready') return markReady();
      this.running.get(reply.data.id)?.hear(reply.data);
    });
    this.rest();
  }

  async run(
    request: Omit<WireRequest, 'kind' | 'id'>,
    deadlineMs: number,
    onProgress: (progress: ProbeProgress) => void,
  ): Promise<ChildOutcome> {
    this.requests += 1;
    const id = this.requests;
    this.process.ref();
    this.process.channel?.ref();
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<ChildOutcome>((resolve) => {
        const lose = (reason: string): void => resolve({ kind: 'lost', reason });
        if (this.gone) return lose('it had ended before');
        this.running.set(id, {
          lose,
          hear(reply) {
            if (reply.kind === 'progress') return onProgress(reply.progress);
            resolve({ kind: 'done', results: reply.results, hostile: reply.hostile });
          },
        });
        timer = setTimeout(() => lose('it did not start in time'), this.startMs);
        void this.ready.then(() => {
          clearTimeout(timer);
          if (!this.running.has(id)) return;
          timer = setTimeout(() => resolve({ kind: 'killed' }), deadlineMs);
          this.process.send({ kind: 'run', id, ...request }, undefined, undefined, (error) => {
            if (error) lose(error.message);
          });
        });
      });
    } finally {
      clearTimeout(timer);
      this.running.delete(id);
      this.rest();
    }
  }

  async kill(): Promise<void> {
    this.leave('it was ended');
    // Else a program with nothing more to do ends before it has seen its child end.
    this.process.ref();
    this.process.kill('SIGKILL');
    await this.exited;
  }

  /** A warm child alone keeps no program running. */
  private rest(): void {
    if (this.running.size > 0) return;
    this.process.unref();
    this.process.channel?.unref();
  }

  private leave(reason: string): void {
    this.gone = true;
    for (const { lose } of this.running.values()) lose(reason);
  }
}
