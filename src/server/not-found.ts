import type { FastifyInstance } from 'fastify';

import { mailmedicError } from '../domain/index.js';

/** Answers what no route takes: 405 with `Allow` where another method would do (RFC 9110, 15.5.6), else 404. */
export function answerNotFound(app: FastifyInstance): void {
  const routes: { readonly method: string; readonly pattern: RegExp }[] = [];

  app.addHook('onRoute', ({ method, url }) => {
    const pattern = patternOf(url);
    for (const one of [method].flat()) routes.push({ method: one, pattern });
  });

  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const allowed = routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    if (allowed.length > 0 && !allowed.includes(request.method)) {
      const reason = `this address takes ${allowed.join(', ')} only`;
      const { code, message, remedy } = mailmedicError('MM_INPUT', { reason }, 'Use one of these methods.');
      return reply.code(405).header('Allow', allowed.join(', ')).send({ error: { code, message, remedy } });
    }
    const { code, message, remedy } = mailmedicError(
      'MM_NOT_FOUND',
      { path: path.slice(0, 100) },
      'Check the address.',
    );
    return reply.code(404).send({ error: { code, message, remedy } });
  });
}

/** `/cases/:reference/claim` as an expression; a route ending in `*` takes everything below. */
function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+';
    if (part === '*') return '.+';
    return part.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}$`, 'u');
}
