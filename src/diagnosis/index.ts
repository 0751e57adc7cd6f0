/** What was measured, in words, and what it makes of the causes. Pure. */
export { differentialOf } from './differential.js';
export type { FindingDefinition } from './finding-type.js';
export { FINDINGS } from './findings/index.js';
export { rank } from './rank.js';
export { findingSentence } from './sentence.js';
