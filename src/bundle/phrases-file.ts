import { z } from 'zod';
import type { LocalText } from '../domain/index.js';
import { id, localText, schemaVersion } from './pieces.js';
import { inFileOrder, readShape } from './shape.js';
import type { Read, Source } from './source.js';
import { entryOf } from './tree.js';

const schema = z.strictObject({ schema: schemaVersion, phrases: z.record(id, localText) });

/** `playbooks/phrases.yaml`: the bot's own words. */
export function readPhrases(source: Source): Read<ReadonlyMap<string, LocalText>> {
  const { value, problems } = readShape(source, schema);
  if (!value) return { problems };
  return { value: inFileOrder(value.phrases, entryOf(source.tree, 'phrases')?.value), problems };
}
