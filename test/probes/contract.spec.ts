import { FINDINGS } from '../../src/diagnosis/index.js';
import { PROBES } from '../../src/probes/index.js';
import { probeContract } from '../contract/probe.js';

for (const probe of PROBES.values()) probeContract(probe, FINDINGS);
