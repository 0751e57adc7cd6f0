import { z } from 'zod';
import { TEAMS_CLOUD_PLACES, type TeamsCloudPlaces, type TeamsIdentity } from '../../domain/index.js';
import { ask } from './_ask.js';
import { ok, warning, wrong, type Check, type DoctorWorld, type Line } from './_check.js';
import { explainEntra } from './_entra-errors.js';

type TeamsApp = Extract<TeamsIdentity, { readonly kind: 'app' }>;

const tokenSchema = z.looseObject({ access_token: z.string().min(1) });
const refusalSchema = z.looseObject({ error_codes: z.array(z.int()).default([]) });

/** Whether Microsoft gives the bot a token, and can reach it. */
export const teamsCheck: Check = {
  id: 'teams',
  async run(world) {
    const { teams } = world.settings.channels;
    if (teams === undefined) return [ok('not set up')];
    const { identity } = teams;
    if (identity.kind === 'development') {
      return [
        warning(
          'MAILMEDIC_TEAMS_DEVELOPMENT is on: no signature is checked',
          'Remove it once you are done trying.',
        ),
      ];
    }
    const places = TEAMS_CLOUD_PLACES[teams.cloud ?? 'public'];
    return [await askToken(world, identity, places), reachLine(world)];
  },
};

/** Asks the authority of the bot's own cloud (learn.microsoft.com, “Authentication with the Bot Connector API”). */
async function askToken(
  world: DoctorWorld,
  { appId, tenantId, password }: TeamsApp,
  places: TeamsCloudPlaces,
): Promise<Line> {
  const answer = await ask(world, `${places.login}${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: password.reveal(),
      scope: `${places.audience}/.default`,
    }),
  });
  if (answer.kind === 'silent') {
    const [login, keys] = [places.login, places.metadata].map((url) => new URL(url).hostname);
    const connector = world.settings.channels.teams?.serviceHosts ?? places.serviceHosts;
    return wrong(
      `${login} can’t be reached: ${answer.reason}`,
      `Let this machine reach ${[login, keys, ...connector].join(', ')} on port 443.`,
    );
  }
  if (tokenSchema.safeParse(answer.body).success) return ok('Microsoft gives the bot a token');
  const codes = refusalSchema.safeParse(answer.body).data?.error_codes ?? [];
  const { reason, remedy } = explainEntra(codes);
  return wrong(`Microsoft gives no token: ${reason}`, remedy);
}

function reachLine({ settings }: DoctorWorld): Line {
  const { publicUrl } = settings.http;
  if (publicUrl?.startsWith('https:') === true)
    return ok(`its messaging endpoint is ${publicUrl}/api/messages`);
  return wrong(
    'Microsoft calls https addresses only, and PUBLIC_URL names none',
    'Set PUBLIC_URL to the https address under which the internet reaches the server.',
  );
}
