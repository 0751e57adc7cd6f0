import { z } from 'zod';
import { concerns, timeOf, type Feed } from './_feed.js';

/** The feed goes back for years, newest first; an incident that is still open stands among the first. */
const MOST = 100;

const incident = z.object({
  begin: z.string().max(40),
  end: z.string().max(40).optional(),
  external_desc: z.string(),
  affected_products: z
    .array(z.object({ title: z.string() }))
    .max(100)
    .default([]),
});

/**
 * The incidents of Google's Workspace dashboard: an array, where an open one has no `end`.
 * See https://www.google.com/appsstatus/dashboard/incidents.json and its schema beside it.
 */
export const googleIncidentsFeed: Feed = {
  id: 'google-incidents',
  read(body, about) {
    if (!body.trimStart().startsWith('[')) return undefined;
    return objectsOf(body).flatMap((text) => {
      const read = incident.safeParse(parsed(text));
      if (!read.success || read.data.end !== undefined) return [];
      const since = timeOf(read.data.begin);
      const products = read.data.affected_products.map(({ title }) => title);
      return since && concerns(products, about) ? [{ title: read.data.external_desc, since }] : [];
    });
  },
};

/** The whole objects of an array whose end may be missing. */
function objectsOf(text: string): readonly string[] {
  const objects: string[] = [];
  let depth = 0;
  let began = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length && objects.length < MOST; at += 1) {
    const character = text[at];
    if (isQuoted) {
      if (character === '\\') at += 1;
      else if (character === '"') isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === '{') {
      if (depth === 0) began = at;
      depth += 1;
    } else if (character === '}') {
      depth -= 1;
      if (depth < 0) return objects;
      if (depth === 0) objects.push(text.slice(began, at + 1));
    }
  }
  return objects;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
