/** The bundle: files that IT writes, checked and made into one immutable thing; and the proof of its tests. */
export { addExample } from './add-example.js';
export { loadBundle } from './load-bundle.js';
export type { Loaded, LoadPorts } from './load-bundle.js';
export { parseYaml } from './parse-yaml.js';
export type { ParsedYaml } from './parse-yaml.js';
export { playbookJsonSchema } from './json-schema.js';
export { provePlaybooks } from './prove/index.js';
export type { ProvePorts, TestOutcome } from './prove/index.js';
export { createProver } from './prove/prover.js';
export type { Prover } from './prove/prover.js';
export { diffBundles, type BundleChange } from './diff/index.js';
export { mermaidOf } from './graph/mermaid.js';
export { playbookGraph, type PlaybookGraph } from './graph/playbook-graph.js';
export { svgOf, type Mark } from './graph/svg.js';
export { didYouMean } from './nearest.js';
