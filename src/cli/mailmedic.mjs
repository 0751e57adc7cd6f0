#!/usr/bin/env node
// Starts the built program. In a fresh clone `npm ci` has built it; without a build it says what to do.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const program = join(root, 'dist', 'cli', 'index.js');
if (!existsSync(program)) {
  process.stderr.write('Mailmedic is not built yet. Run: npm run build\n');
  process.exit(1);
}
await import(pathToFileURL(program).href);
