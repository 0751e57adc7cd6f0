import { parseYaml, provePlaybooks, type ParsedYaml } from '../../src/bundle/index.js';
import { filesOf, hearFor, load } from '../bundle/_folder.js';

const ROUNDS = 40;
/** Until the code is compiled as well as it gets. */
const WARM_UP = 40;
const PLAYBOOK = 'certificate';

/**
 * What an author waits for: lint and tests of one playbook after a change (its file is parsed again, the others are
 * known), and a whole bundle from its files; each beside the YAML parser alone on the same files.
 */
// eslint-disable-next-line @typescript-eslint/require-await -- all benches have one shape
export async function* benchBundle(): AsyncGenerator<object> {
  const files = filesOf('.');
  const file = `playbooks/${PLAYBOOK}.yaml`;
  const known = new Map([...files].map(([path, text]) => [path, parseYaml(path, text)]));
  const parse = (path: string, text: string): ParsedYaml =>
    path === file ? parseYaml(path, text) : (known.get(path) ?? parseYaml(path, text));

  const one = percentiles(() => {
    const { bundle } = load(files, parse);
    if (bundle) provePlaybooks(bundle, { hear: hearFor(bundle), parse }, PLAYBOOK);
  });
  const whole = percentiles(() => load(files));
  const yaml = percentiles(() => [...files].map(([path, text]) => parseYaml(path, text)));
  yield { bench: 'lint and tests of one playbook', ...one, target: 20 };
  yield {
    bench: 'whole bundle load',
    ...whole,
    files: files.size,
    baseline: 'YAML parser alone',
    baselineP50Ms: yaml.p50Ms,
  };
}

function percentiles(work: () => unknown) {
  const times = Array.from({ length: ROUNDS + WARM_UP }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  const warm = times.slice(WARM_UP).sort((first, second) => first - second);
  const at = (share: number) => Number((warm[Math.floor(warm.length * share)] ?? 0).toFixed(1));
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}
