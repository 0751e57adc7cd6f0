import { z } from 'zod';
import { TOLD_KINDS, type SlotDefinition } from '../domain/index.js';
import { id, localText, schemaVersion } from './pieces.js';
import { inFileOrder, readShape } from './shape.js';
import type { Read, Source } from './source.js';
import { entryOf } from './tree.js';

const slot = z.strictObject({
  kind: z.enum([
    'email',
    'hostname',
    'port',
    'number',
    'date',
    'choice',
    'text',
    'error',
    'provider',
    'client',
    'client-version',
    'since',
    ...TOLD_KINDS,
  ]),
  from: z.array(z.enum(['profile', 'words', 'probe', 'question'])).min(1),
  part: z
    .string()
    .regex(/^parts\/[a-z0-9-]+$/u, 'it is no part; write it like `parts/ask-address`')
    .optional(),
  label: localText,
});
const schema = z.strictObject({ schema: schemaVersion, slots: z.record(id, slot) });

/** `playbooks/slots.yaml`: everything that can be known about a problem. */
export function readSlots(source: Source): Read<ReadonlyMap<string, SlotDefinition>> {
  const { value, problems } = readShape(source, schema);
  if (!value) return { problems };
  const slots = inFileOrder(value.slots, entryOf(source.tree, 'slots')?.value);
  return {
    value: new Map(
      [...slots].map(([name, { part, ...rest }]) => [
        name,
        { id: name, ...rest, ...(part !== undefined && { part }) },
      ]),
    ),
    problems,
  };
}
