import { z } from 'zod';
import { concerns, timeOf, type Feed } from './_feed.js';

const answer = z.object({
  incidents: z
    .array(
      z.object({
        name: z.string(),
        status: z.string(),
        created_at: z.string().max(40),
        started_at: z.string().max(40).nullish(),
        components: z
          .array(z.object({ name: z.string() }))
          .max(500)
          .nullish(),
      }),
    )
    .max(200),
});

const OVER: readonly string[] = ['resolved', 'postmortem', 'completed'];

/** `/api/v2/incidents/unresolved.json` of a site at Atlassian Statuspage, or one that answers alike. */
export const statuspageFeed: Feed = {
  id: 'statuspage',
  read(body, about) {
    const read = answer.safeParse(parsed(body));
    if (!read.success) return undefined;
    return read.data.incidents.flatMap(({ name, status, created_at, started_at, components }) => {
      const since = timeOf(started_at ?? created_at);
      const names = (components ?? []).map((component) => component.name);
      // One that names no component may be about all of them.
      const isOurs = names.length === 0 || concerns(names, about);
      return since && isOurs && !OVER.includes(status) ? [{ title: name, since }] : [];
    });
  },
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
