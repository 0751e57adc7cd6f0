/** The bundle: files that IT writes, checked and made into one immutable thing; and the proof of its tests. */
export { loadBundle } from './load-bundle.js';
export type { Loaded } from './load-bundle.js';
export { provePlaybooks } from './prove/index.js';
export type { TestOutcome } from './prove/index.js';
