import { z } from 'zod';
import type { MailClient } from '../domain/index.js';
import { guides, guidesOf, id, localText, schemaVersion } from './pieces.js';
import { readShape } from './shape.js';
import type { Read, Source } from './source.js';

const schema = z.strictObject({
  schema: schemaVersion,
  id,
  name: localText,
  names: z.array(z.string().trim().min(1)).min(1),
  guides: guides.optional(),
});

/** `playbooks/clients/<id>.yaml`: a mail app, by the names people use for it. */
export function readClient(source: Source): Read<MailClient> {
  const { value, problems } = readShape(source, schema);
  if (!value) return { problems };
  return {
    value: {
      id: value.id,
      name: value.name,
      names: value.names,
      guides: guidesOf(value.guides, source.tree),
    },
    problems,
  };
}
