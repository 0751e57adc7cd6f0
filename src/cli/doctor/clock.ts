import { isLoopbackHost, TEAMS_CLOUD_PLACES } from '../../domain/index.js';
import { ask } from './_ask.js';
import { ok, warning, wrong, type Check, type DoctorWorld, type Line } from './_check.js';

/** From here on it is said. */
const NOTICED_MS = 60_000;
/** Slack's requests and our webhooks are refused when they are older (docs.slack.dev, “Verifying requests”). */
const REFUSED_MS = 300_000;

/** Compares this machine's clock with the `Date` header of somebody else. */
export const clockCheck: Check = {
  id: 'clock',
  async run(world) {
    const places = placesOf(world);
    if (places.length === 0) return [ok('nothing is set up to compare it with')];
    for (const { name, url } of places) {
      const answer = await ask(world, url);
      const there = answer.kind === 'answer' ? Date.parse(answer.headers.get('date') ?? '') : NaN;
      // The header has whole seconds: in the middle of one it is wrong by half of it at most.
      if (answer.kind === 'answer' && !Number.isNaN(there)) return [judge(answer.at - (there + 500), name)];
    }
    const names = places.map(({ name }) => name).join(', ');
    return [
      warning(`nobody told the time (asked: ${names})`, 'See what the other lines say of the network.'),
    ];
  },
};

/** Whose clock is not ours first: behind `PUBLIC_URL` a proxy may pass on the time of this very machine. */
function placesOf({ settings }: DoctorWorld): readonly { readonly name: string; readonly url: string }[] {
  const { channels, http } = settings;
  const isElsewhere = http.publicUrl !== undefined && !isLoopbackHost(new URL(http.publicUrl).hostname);
  return [
    ...(channels.slack ? [{ name: 'Slack', url: 'https://slack.com/api/api.test' }] : []),
    ...(channels.teams?.identity.kind === 'app'
      ? [
          {
            name: 'Microsoft',
            url: `${TEAMS_CLOUD_PLACES[channels.teams.cloud ?? 'public'].login}common/v2.0/.well-known/openid-configuration`,
          },
        ]
      : []),
    ...(isElsewhere ? [{ name: 'PUBLIC_URL', url: `${http.publicUrl}/healthz` }] : []),
  ];
}

function judge(ahead: number, name: string): Line {
  const seconds = Math.round(Math.abs(ahead) / 1_000);
  if (Math.abs(ahead) <= NOTICED_MS) return ok(`agrees with ${name} to within ${seconds + 1} s`);
  const text = `${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} ${name}; signatures fail from 300 s on`;
  const remedy = 'Let the machine set its clock by NTP: timedatectl set-ntp true';
  return Math.abs(ahead) < REFUSED_MS ? warning(text, remedy) : wrong(text, remedy);
}
