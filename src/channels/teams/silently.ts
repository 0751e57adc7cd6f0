import { AsyncLocalStorage } from 'node:async_hooks';

const silence = new AsyncLocalStorage<true>();
let installed = false;

/**
 * Runs `work` without what a library writes to standard error on its own: botframework-connector prints the signing
 * key for every forged token, so that anybody could fill our log. Everybody else's output stays.
 */
export function silently<T>(work: () => Promise<T>): Promise<T> {
  if (!installed) install();
  return silence.run(true, work);
}

function install(): void {
  installed = true;
  /* eslint-disable no-console */
  const loud = console.error;
  console.error = (...words: unknown[]) => {
    if (silence.getStore() !== true) loud.apply(console, words);
  };
  /* eslint-enable no-console */
}
