import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../src/cli/mailmedic.mjs', import.meta.url));

/** From the command to “ready”, first on an empty folder (the classifier is trained), then again; memory when idle. */
export async function* benchStart(): AsyncGenerator<object> {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-start-'));
  for (const start of ['first', 'again']) {
    const started = performance.now();
    const child = spawn(process.execPath, [PROGRAM, 'serve'], {
      env: { PATH: process.env['PATH'], PORT: '0', MAILMEDIC_DATA_DIR: folder, LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const readyMs = Math.round(performance.now() - started);
    await pause(3_000);
    yield { bench: 'start', start, readyMs, idleMegabytes: residentMegabytes(child.pid ?? 0) };
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
}

function residentMegabytes(pid: number): number | undefined {
  try {
    const kilobytes = /VmRSS:\s+(\d+) kB/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Math.round(Number(kilobytes) / 1024);
  } catch {
    return undefined;
  }
}
