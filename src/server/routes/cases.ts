import { setTimeout as pause } from 'node:timers/promises';

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import type { CaseAnswer, CaseDeed, CasesAnswer, CasesChanged, DeedOf } from '../../api/index.js';
import { reasonOf, type Log, type WebUser } from '../../domain/index.js';
import { openEventStream } from '../event-stream.js';
import { read } from '../read.js';
import { needRole } from '../who.js';

const POLL_MS = 500;
const LONGEST_TEXT = 10_000;

/** The cases as the desk keeps them. Errors: `MM_CASE_UNKNOWN`, `MM_CASE_TAKEN`, `MM_CASE_STATE`, `MM_INPUT`. */
export interface CasesPort {
  list(state: 'open' | 'closed'): Promise<CasesAnswer>;
  show(reference: string): Promise<CaseAnswer>;
  act(reference: string, agent: WebUser, deed: DeedOf): Promise<void>;
  /** Differs after any case changed. */
  version(): Promise<string>;
}

export interface CaseRoutePorts {
  readonly cases: CasesPort;
  readonly log: Log;
  readonly closing: AbortSignal;
}

const listQuery = z.strictObject({ state: z.enum(['open', 'closed']).default('open') });
const params = z.object({ reference: z.string().regex(/^[\w.:#-]{1,120}$/u, 'is not the name of a case') });
const nothing = z.strictObject({});
const words = z.strictObject({
  text: z.string().max(LONGEST_TEXT, `is longer than ${LONGEST_TEXT.toLocaleString('en')} characters`),
});
const lesson = z.strictObject({ cause: z.string().max(500), fix: z.string().max(2_000) });

/** One reader per deed: what its body must look like. */
const DEEDS: { readonly [Deed in CaseDeed]: (body: unknown) => DeedOf<Deed> } = {
  claim: (body) => ({ deed: 'claim', ...read(nothing, body) }),
  probe: (body) => ({ deed: 'probe', ...read(nothing, body) }),
  reply: (body) => ({ deed: 'reply', ...read(words, body) }),
  note: (body) => ({ deed: 'note', ...read(words, body) }),
  return: (body) => ({ deed: 'return', ...read(words, body) }),
  resolve: (body) => ({ deed: 'resolve', ...read(lesson, body) }),
};

/** The page of cases speaks to these. Everything here is for agents. */
export function addCaseRoutes(app: FastifyInstance, { cases, log, closing }: CaseRoutePorts): void {
  app.get('/cases', async (request) => {
    await needRole(request, 'agent');
    return cases.list(read(listQuery, request.query).state);
  });

  app.get('/cases/events', { config: { isBackground: true } }, async (request, reply) => {
    await needRole(request, 'agent');
    const stream = openEventStream(reply, closing);
    let known: string | undefined;
    while (!stream.over.aborted) {
      const version = await cases.version().catch((error: unknown) => {
        log.warn('cases not read', { reason: reasonOf(error) });
        return undefined;
      });
      if (version === undefined) break;
      if (version !== known) stream.send('changed', { version } satisfies CasesChanged);
      known = version;
      await pause(POLL_MS, undefined, { signal: stream.over }).catch(() => undefined);
    }
    stream.end();
  });

  app.get('/cases/:reference', async (request) => {
    await needRole(request, 'agent');
    return cases.show(read(params, request.params).reference);
  });

  for (const [deed, readBody] of Object.entries(DEEDS)) {
    app.post(`/cases/:reference/${deed}`, async (request) => {
      const agent = await needRole(request, 'agent');
      const { reference } = read(params, request.params);
      await cases.act(reference, agent, readBody(request.body));
      return cases.show(reference);
    });
  }
}
