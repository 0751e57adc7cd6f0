/**
 * `npm run bench`: one JSON object a line, each figure beside its baseline of the same run, because machines differ
 * and drift. Lines: full turns on each store against a bare echo on the same HTTP server; the classifier against
 * natural's BayesClassifier on the same sentences; lint and tests of one playbook, load of a whole bundle; a whole
 * measurement against its slowest probe, and fifty at once; start to ready; memory when idle.
 */
import { benchBundle } from './bundle.js';
import { benchClassifier } from './classifier.js';
import { benchProbe } from './probe.js';
import { benchStart } from './start.js';
import { benchTurns } from './turns.js';
import { benchWeb } from './web.js';

for (const bench of [benchTurns, benchClassifier, benchBundle, benchProbe, benchStart, benchWeb]) {
  for await (const line of bench()) process.stdout.write(`${JSON.stringify(line)}\n`);
}
process.exit(0);
