import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PROBES } from '../../src/probes/index.js';

const FOLDER = new URL('../../src/probes/', import.meta.url);
/** Files of the room that are no probe. Shared pieces begin with an underscore. */
const MACHINERY = [
  'index.ts',
  'run.ts',
  'guard.ts',
  'pool.ts',
  'probe-child.ts',
  'sign-in.ts',
  'sign-in-child.ts',
];

it('registers every file of the room that is a probe, under its file name', () => {
  const files = readdirSync(FOLDER).filter((name) => !name.startsWith('_') && !MACHINERY.includes(name));
  expect([...PROBES.keys()].map((id) => `${id.replaceAll('_', '-')}.ts`).sort()).toEqual(files.sort());
  for (const [id, probe] of PROBES) expect(probe.id).toBe(id);
});
