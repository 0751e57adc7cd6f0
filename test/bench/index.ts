/**
 * `npm run bench`: one JSON object a line, each figure beside its baseline of the same run, because machines differ
 * and drift. Lines: full turns on each store against a bare echo on the same HTTP server; the classifier against
 * natural's BayesClassifier on the same sentences; the dearest hostile messages; triage by the
 * next best question against a fixed order and none; lint and tests of one playbook, load of a whole bundle; a whole
 * measurement against its slowest probe, and fifty at once; start to ready; memory when idle; the chat page;
 * acknowledgements under load. `npm run bench -- ack start` runs only those.
 */
import { benchAck } from './ack.js';
import { benchBundle } from './bundle.js';
import { benchClassifier } from './classifier.js';
import { benchHear } from './hear.js';
import { benchProbe } from './probe.js';
import { benchStart } from './start.js';
import { benchTriage } from './triage.js';
import { benchTurns } from './turns.js';
import { benchWeb } from './web.js';

const BENCHES = {
  turns: benchTurns,
  classifier: benchClassifier,
  hear: benchHear,
  triage: benchTriage,
  bundle: benchBundle,
  probe: benchProbe,
  start: benchStart,
  web: benchWeb,
  ack: benchAck,
};

const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for await (const line of bench()) process.stdout.write(`${JSON.stringify(line)}\n`);
}
process.exit(0);
