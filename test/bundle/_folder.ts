import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadPorts, Loaded } from '../../src/bundle/index.js';
import { loadBundle } from '../../src/bundle/index.js';
import { hear } from '../../src/conversation/index.js';
import { FINDINGS } from '../../src/diagnosis/index.js';
import type { Bundle, Hear } from '../../src/domain/index.js';

export const GOOD = join(import.meta.dirname, 'good');

/** The YAML files below a folder, keyed as the loader wants them. */
export function filesOf(folder: string): Map<string, string> {
  const paths = ['intents', 'playbooks'].flatMap((part) =>
    readdirSync(join(folder, part), { recursive: true, encoding: 'utf8' }).map((name) => `${part}/${name}`),
  );
  const yaml = paths.filter((path) => path.endsWith('.yaml')).map((path) => path.replaceAll('\\', '/'));
  return new Map(yaml.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

export function load(
  files: ReadonlyMap<string, string>,
  parse?: LoadPorts['parse'],
  passed?: 'passed',
): Loaded {
  return loadBundle(files, {
    ...(parse && { parse }),
    ...(passed && { passed: true }),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    knownFindings: new Set(FINDINGS.keys()),
    knownProbes: new Set(['discover', 'dns', 'tcp', 'tls', 'imap', 'pop3', 'smtp']),
  });
}

/** Hears as people are heard, but knows no cause by its words. */
export function hearFor(bundle: Bundle): Hear {
  const { clients, providers, glossary } = bundle;
  return (text, language) =>
    hear(text, language, {
      clients,
      providers,
      glossary,
      classify: (words) => ({
        text: words,
        language: 'en',
        scenario: 'unclear',
        confidence: 0,
        alternatives: [],
        because: [],
        certain: false,
      }),
    });
}
