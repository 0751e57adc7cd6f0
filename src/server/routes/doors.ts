import type { FastifyInstance } from 'fastify';

import { mailmedicError, type ChannelDoor, type DoorRequest } from '../../domain/index.js';

/** Far above what platforms send (Slack: up to some hundred KB with large blocks; Teams: 100 KB). */
const BODY_LIMIT = 1_048_576;

/**
 * The routes by which chat platforms knock. Each door checks its own signature over the body's bytes, so nothing
 * is parsed here, and neither sessions nor Origin play a part.
 */
export function addDoors(app: FastifyInstance, doors: readonly ChannelDoor[]): void {
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
      (_request, body, parsed) => {
        parsed(null, body);
      },
    );
    for (const door of doors) addDoor(scope, door);
    done();
  });
}

function addDoor(scope: FastifyInstance, door: ChannelDoor): void {
  const { path } = door;
  if (path === undefined) return;
  scope.post(path, async (request, reply) => {
    if (!door.handle)
      throw mailmedicError('MM_INTERNAL', { reference: door.id }, 'A door with a path needs handle.');
    const answer = await door.handle({ headers: headersOf(request.headers), body: bytesOf(request.body) });
    return reply
      .code(answer.status)
      .headers(answer.headers ?? {})
      .send(answer.body ?? '');
  });
}

function bytesOf(body: unknown): Uint8Array {
  return Buffer.isBuffer(body) ? body : new Uint8Array();
}

/** A header that came twice is none of these platforms': it is taken for absent. */
function headersOf(headers: Readonly<Record<string, string | string[] | undefined>>): DoorRequest['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
  );
}
