import type { Settings } from '../config/index.js';
import { createCaseDesk, explainRun } from '../desk/index.js';
import type { IdentityProvider } from '../domain/index.js';
import { createIdentityProvider } from '../identity/index.js';
import { createMetrics, createServer, ownOrigin, type Server } from '../server/index.js';
import { readFile } from './read-file.js';
import type { RunningHouse } from './start-house.js';
import { clock, randomId } from './world.js';

/** The HTTP door of a house. */
export function openServer(settings: Settings, house: RunningHouse): Server {
  const { store, log, desk, doors, shelf, keeper, directory } = house;
  const identity = createConfiguredIdentity(settings);
  const server = createServer({
    settings: settings.http,
    log,
    clock,
    store,
    ready: () => ({ ready: true, reasons: [], notes: notesOn(house) }),
    receive: (message) => desk.receive(message),
    chat: store.chat,
    directory,
    tellingLines: readFile,
    judge: (answer, verdict) => store.verdicts.judge(answer, verdict),
    doors,
    cases: createCaseDesk({ store, bundle: () => shelf.live.bundle, randomId }),
    explainRun: async (id) => {
      const run = await store.probeRuns.find(id);
      return run && explainRun(run, shelf.live.bundle);
    },
    ...(settings.http.widgetOrigins === undefined ? {} : { widgetOrigins: settings.http.widgetOrigins }),
    signIn: {
      tokens: store.tokens,
      sessions: store.sessions,
      ...(identity === undefined ? {} : { identity }),
    },
    signIns: house.signIns,
    metrics: createMetrics(() => store.counts(), log, {
      bundle: () => ({ number: shelf.version?.number ?? 0, errors: keeper.folder.errors }),
      directory: () => directory.figures(),
      verdicts: () => store.verdicts.counts(),
      incidents: () => store.openIncidents(),
      nameServers: () => house.nameServers,
      channels: () => new Map(doors.map(({ id }) => [id, house.troubles.has(id)])),
    }),
  });
  return {
    ...server,
    async listen() {
      const url = await server.listen();
      house.openPages(Number(new URL(url).port));
      return url;
    },
  };
}

/** What somebody should know of a server that is ready. No names of files: anybody may ask. */
function notesOn({ shelf, keeper, directory, troubles }: RunningHouse): readonly string[] {
  const { errors } = keeper.folder;
  const people = directory.figures();
  return [
    ...(errors === 0
      ? []
      : [`the bundle folder holds errors (${errors}), bundle ${shelf.version?.number ?? 0} stays live`]),
    ...(people?.broken === true
      ? [`the directory can not be read, the ${people.people} people read last stay known`]
      : []),
    ...[...troubles.values()].map((reason) => `${reason}; what it has to say waits`),
  ];
}

/** The OpenID provider that the settings name, if they do. */
function createConfiguredIdentity(settings: Settings): IdentityProvider | undefined {
  const { signIn, http } = settings;
  if (signIn === undefined) return undefined;
  return createIdentityProvider({ ...signIn, redirectUri: `${ownOrigin(http)}/sign-in/callback` });
}
