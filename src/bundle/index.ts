/** The bundle: files that IT writes, checked and made into one immutable thing. */
export { loadBundle } from './load-bundle.js';
export type { LoadPorts, Loaded } from './load-bundle.js';

export { provePlaybooks } from './prove/index.js';
export type { ProvePorts, TestOutcome } from './prove/index.js';
