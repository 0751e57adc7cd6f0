// npx looks for a program in node_modules/.bin first; a clone's own bin is not linked there by npm.
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const bin = join(root, 'node_modules', '.bin');
mkdirSync(bin, { recursive: true });
rmSync(join(bin, 'mailmedic'), { force: true });
symlinkSync(join('..', '..', 'src', 'cli', 'mailmedic.mjs'), join(bin, 'mailmedic'));
