import { z } from 'zod';
import type { GlossaryTerm } from '../domain/index.js';
import { id, localText, schemaVersion } from './pieces.js';
import { inFileOrder, readShape } from './shape.js';
import type { Read, Source } from './source.js';
import { entryOf } from './tree.js';

const term = z.strictObject({ names: z.array(z.string().trim().min(1)).min(1), text: localText });
const schema = z.strictObject({ schema: schemaVersion, terms: z.record(id, term) });

/** `playbooks/glossary.yaml`: terms with their explanations. */
export function readGlossary(source: Source): Read<ReadonlyMap<string, GlossaryTerm>> {
  const { value, problems } = readShape(source, schema);
  if (!value) return { problems };
  const terms = inFileOrder(value.terms, entryOf(source.tree, 'terms')?.value);
  return { value: new Map([...terms].map(([name, rest]) => [name, { id: name, ...rest }])), problems };
}
