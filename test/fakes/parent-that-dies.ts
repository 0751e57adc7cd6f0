import { startChild } from '../../src/probes/_child.js';

/** A program that starts a probe child, tells its process id, and waits to be killed. */
const child = startChild();
process.send?.(child.pid);
setInterval(() => undefined, 1_000);
