import type { FastifyInstance } from 'fastify';

import { refuseStrangers, type HttpSettings } from '../guard.js';
import { describeVisitor } from '../who.js';

/** `GET /api/me`: who is here and how one signs in. Never 401, so that every page can begin with it. */
export function addMeRoute(app: FastifyInstance, settings: HttpSettings): void {
  app.get('/api/me', async (request) => {
    refuseStrangers(request.headers, settings);
    return describeVisitor(request);
  });
}
