import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import type { ProbeRunAnswer } from '../../api/index.js';
import { mailmedicError } from '../../domain/index.js';
import { mayLook } from '../who.js';

const params = z.object({ id: z.string().regex(/^[\w-]{16,64}$/u) });

export interface ProbeRunPorts {
  /** The measurement behind a link, without mail addresses. */
  readonly explainRun: (id: string) => Promise<ProbeRunAnswer | undefined>;
}

/** `GET /probe-runs/:id`: who has the link, and is signed in where that is needed, may see it. */
export function addProbeRunRoute(app: FastifyInstance, { explainRun }: ProbeRunPorts): void {
  app.get('/probe-runs/:id', async (request) => {
    await mayLook(request);
    const known = params.safeParse(request.params);
    const run = known.success ? await explainRun(known.data.id) : undefined;
    if (run === undefined) {
      throw mailmedicError(
        'MM_NOT_FOUND',
        { path: 'this link' },
        'Measurements are kept for 14 days; ask for a new one.',
      );
    }
    return run;
  });
}
