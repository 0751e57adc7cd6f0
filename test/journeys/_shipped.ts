import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { loadBundle } from '../../src/bundle/index.js';
import { makeClassify, trainModel } from '../../src/classifier/index.js';
import type { TurnTools } from '../../src/desk/index.js';
import { FINDINGS } from '../../src/diagnosis/index.js';
import { PROBES } from '../../src/probes/index.js';
import { readBundleFolder } from '../../src/publishing/index.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The shipped bundle, trained. */
export async function shippedTools(): Promise<TurnTools> {
  const { bundle, problems } = loadBundle(await readBundleFolder(ROOT), {
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    knownFindings: new Set(FINDINGS.keys()),
    knownProbes: new Set(PROBES.keys()),
  });
  if (!bundle) throw new Error(JSON.stringify(problems.slice(0, 3)));
  const live = { bundle, classify: makeClassify(trainModel(bundle.intents)) };
  return { live, bundleOf: () => live };
}
