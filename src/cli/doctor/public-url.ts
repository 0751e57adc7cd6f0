import { z } from 'zod';
import { ask } from './_ask.js';
import { ok, wrong, type Check } from './_check.js';

const alive = z.looseObject({ status: z.literal('alive') });

/** Whether a Mailmedic answers under `PUBLIC_URL`, as this machine sees it. */
export const publicUrlCheck: Check = {
  id: 'public-url',
  async run(world) {
    const { publicUrl } = world.settings.http;
    if (publicUrl === undefined) return [ok('PUBLIC_URL is not set: used from this machine')];
    const url = `${publicUrl}/healthz`;
    const answer = await ask(world, url);
    if (answer.kind === 'silent') {
      return [
        wrong(
          `${url} can’t be reached from here: ${answer.reason}`,
          'Is the server running? Check DNS and the proxy; where your network does not lead back in, open it from outside.',
        ),
      ];
    }
    if (answer.status === 200 && alive.safeParse(answer.body).success) return [ok(`${url} answers`)];
    if (answer.status >= 502 && answer.status <= 504) {
      return [wrong(`${url} answers ${answer.status}: the proxy finds no server`, 'Start it: npm start')];
    }
    return [
      wrong(
        `${url} answers ${answer.status}, and not as Mailmedic does`,
        'Something else has this address, or the proxy changes the path: lead all paths to HOST and PORT.',
      ),
    ];
  },
};
