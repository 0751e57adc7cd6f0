import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';

import { MailmedicError, mailmedicError } from '../../domain/index.js';
import { within } from '../deadline.js';

const CHECK_MS = 2_000;

/** `reasons` say why it can't; `notes` are for who looks, and change nothing. */
export interface Readiness {
  readonly ready: boolean;
  readonly reasons: readonly string[];
  readonly notes?: readonly string[];
}

export interface HealthPorts {
  /** Throws when the store can't be reached. */
  readonly checkStore: () => Promise<void>;
  readonly ready: () => Readiness;
  readonly metrics: Registry;
}

/** The code says enough; the message may hold a host name that is nobody's business. */
async function storeReason(check: () => Promise<void>): Promise<readonly string[]> {
  const late = () => mailmedicError('MM_UNAVAILABLE', { reason: 'the store is slow' }, 'Look at the store.');
  try {
    await within(check(), CHECK_MS, late);
    return [];
  } catch (error) {
    const code = error instanceof MailmedicError ? error.code : 'MM_STORE_UNREACHABLE';
    return [`the store does not answer (${code})`];
  }
}

/**
 * `/healthz`: the process lives (restart it if not). `/readyz`: it can take messages (send them elsewhere if
 * not), else 503 with reasons. `/metrics`: Prometheus text.
 */
export function addHealthRoutes(app: FastifyInstance, ports: HealthPorts): void {
  app.get('/healthz', () => ({ status: 'alive' }));

  app.get('/readyz', async (_request, reply) => {
    const own = ports.ready();
    const reasons = [...(await storeReason(ports.checkStore)), ...own.reasons];
    const notes = own.notes?.length ? { notes: own.notes } : {};
    if (own.ready && reasons.length === 0) return { status: 'ready', ...notes };
    return reply.code(503).send({ status: 'not-ready', reasons, ...notes });
  });

  app.get('/metrics', async (_request, reply) => {
    const text = await ports.metrics.metrics();
    return reply.type(ports.metrics.contentType).send(text);
  });
}
