import { createHash, randomBytes } from 'node:crypto';
import { createSignInDesk } from '../../src/desk/index.js';
import { Secret, SecretBytes, type Log } from '../../src/domain/index.js';
import { createSignInRunner, type ProbeSettings } from '../../src/probes/index.js';
import { openStore } from '../../src/store/index.js';
import { bundleOf } from '../probes/_lab.js';

/** One replica: takes the sign-ins behind the given links, all at once, and ends. */
export interface LockoutOrder {
  readonly url: string;
  readonly settings: ProbeSettings;
  readonly tokens: readonly string[];
  readonly typed: string;
  /** `false`: the counter lets everything through, to see that it is the counter that does not. */
  readonly counted: boolean;
}

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet } as unknown as Log;

process.once('message', (message) => {
  void work(message as LockoutOrder).then(
    (tried) => process.send?.({ tried }, () => process.exit(0)),
    (error: unknown) => process.send?.({ error: String(error) }, () => process.exit(1)),
  );
});
process.send?.('ready');

async function work({ url, settings, tokens, typed, counted }: LockoutOrder): Promise<number> {
  const store = await openStore({ kind: 'postgres', url: new Secret(url), poolSize: 4 });
  const runner = createSignInRunner(settings, () => bundleOf());
  let tried = 0;
  const signIns = createSignInDesk({
    store: counted
      ? store
      : {
          probeRuns: store.probeRuns,
          signIns: {
            ...store.signIns,
            count: () => Promise.resolve({ allowed: true, attempt: 0 }),
            giveBack: () => Promise.resolve(),
          },
        },
    runner: {
      close: () => runner.close(),
      try(trial, secret) {
        tried += 1;
        return runner.try(trial, secret);
      },
    },
    bundle: () => bundleOf(),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    randomId: () => randomBytes(16).toString('base64url'),
    log,
  });
  const told = await Promise.all(
    tokens.map((token) => signIns.submit(token, new SecretBytes(Buffer.from(typed)), true)),
  );
  if (!told.every(({ kind }) => kind === 'trying')) throw new Error(`not taken: ${JSON.stringify(told)}`);
  await signIns.finished();
  await runner.close();
  await store.close();
  return tried;
}
