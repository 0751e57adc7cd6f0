import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { canariesIn, LABELLED_SHAPES } from '../fakes/canaries.js';
import { hasNamespaces, inNamespace } from './_namespace.js';

/** Two thousand messages and their turns. */
const PATIENCE_MS = 600_000;
const CANARIES = canariesIn(LABELLED_SHAPES);

/** The secrets that stand in these bytes, as they are, in JSON or in URL form. */
function tracesIn(bytes: string): readonly string[] {
  return CANARIES.flatMap(({ secret }) =>
    [
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      secret.replaceAll('&', '&amp;'),
    ].some((form) => bytes.includes(form))
      ? [secret]
      : [],
  );
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

describe.skipIf(!hasNamespaces('canaries can not be typed into Teams'))('500 canary secrets', () => {
  it(
    'typed in the web chat, Slack, Teams and the terminal, are in no database, file, log, metric or answer',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'mailmedic-canaries-'));
      try {
        const { output, result } = inNamespace('_canaries-in-namespace.ts', folder);
        expect(result).toEqual({ web: 500, slack: 500, teams: 500 });
        expect(tracesIn(output)).toEqual([]);
        const files = filesBelow(folder);
        // Both databases were written, so that finding nothing means something.
        const kept = files.filter((path) => readFileSync(path).includes('●●●'));
        expect(kept.some((path) => path.includes('/server/'))).toBe(true);
        expect(kept.some((path) => path.includes('/terminal/'))).toBe(true);
        const found = files.flatMap((path) =>
          tracesIn(readFileSync(path, 'utf8')).map((secret) => `${path}: ${secret}`),
        );
        expect(found).toEqual([]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    PATIENCE_MS,
  );
});
