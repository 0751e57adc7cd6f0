import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { hasNamespaces, inNamespace } from './_namespace.js';

describe.skipIf(!hasNamespaces('Teams can not be tried live'))(
  'the whole house in Teams, signatures and all',
  () => {
    it('turns strangers away, finds an expired certificate, and takes a press', () => {
      const folder = mkdtempSync(join(tmpdir(), 'mailmedic-teams-'));
      try {
        expect(inNamespace('_teams-in-namespace.ts', folder).result).toMatchObject({
          strangers: [
            { status: 401, body: '' },
            { status: 401, body: '' },
          ],
          said: [202, 202],
          pressed: { status: 200, shows: expect.stringContaining('已选：') as string },
          typed: true,
          unsigned: 0,
        });
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  },
);
