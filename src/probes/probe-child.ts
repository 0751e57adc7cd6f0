import { PROBES } from './_registry.js';
import { requestSchema, type WireReply } from './_wire.js';
import { runProbes } from './run.js';

/*
 * The program of a child process: measures what it is asked, several requests at once, and reports over IPC. It has no
 * environment and little memory. Whatever a hostile server does to it, the parent only sees it go.
 */

function tell(reply: WireReply): void {
  // After the parent is gone there is nobody to tell.
  process.send?.(reply, undefined, undefined, () => undefined);
}

process.on('disconnect', () => process.exit(0));

process.on('message', (message) => {
  const { id, ...request } = requestSchema.parse(message);
  const clock = { now: () => new Date() };
  void runProbes(request, PROBES, clock, (progress) => tell({ kind: 'progress', id, progress })).then(
    ({ results, hostile }) => tell({ kind: 'done', id, results: [...results] as never, hostile }),
  );
});

tell({ kind: 'ready' });
