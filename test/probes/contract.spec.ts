import { PROBES } from '../../src/probes/index.js';
import { probeContract } from '../contract/probe.js';
import { KNOWN_CODES } from './_codes.js';

for (const probe of PROBES.values()) probeContract(probe, KNOWN_CODES);
