import {
  Secret,
  TEAMS_CLOUD_PLACES,
  type Clock,
  type InboundMessage,
  type Log,
} from '../../../src/domain/index.js';
import {
  createTeams,
  type TeamsFeedback,
  type TeamsPorts,
  type TeamsSettings,
} from '../../../src/channels/teams/index.js';
import { openHttpMocks } from '../../fakes/http.js';
import { teamsActivities } from '../../fakes/teams-activities.js';
import { startTeamsServer, type TeamsServer } from '../../fakes/teams-server.js';
import {
  APP_ID,
  APP_PASSWORD,
  loginAnswer,
  signedToken,
  TENANT,
  type TokenChanges,
} from '../../fakes/teams-tokens.js';

export interface TeamsHouse extends ReturnType<typeof createTeams> {
  readonly server: TeamsServer;
  readonly activities: ReturnType<typeof teamsActivities>;
  readonly received: InboundMessage[];
  readonly feedback: TeamsFeedback[];
  readonly troubles: (string | undefined)[];
  readonly remembered: Map<string, unknown>;
  /** Another host of the internet. */
  readonly mock: ReturnType<typeof openHttpMocks>['mock'];
  /** Requests for a token. */
  tokens(): number;
  logged(): readonly string[];
  clock: { now: Date };
  knock(
    activity: unknown,
    token?: TokenChanges | string,
  ): Promise<{ status: number; body: string; headers: Readonly<Record<string, string>> }>;
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly settings?: Partial<TeamsSettings>;
  readonly ports?: Partial<TeamsPorts>;
}

/** The channel over a connector of our own; only the hosts where people sign in are mocked. */
export async function openTeamsHouse({ settings, ports }: HouseOptions = {}): Promise<TeamsHouse> {
  const mocks = openHttpMocks({ loopback: true });
  let tokens = 0;
  const { login, metadata } = TEAMS_CLOUD_PLACES[settings?.cloud ?? 'public'];
  for (const origin of [new URL(metadata).origin, new URL(login).origin]) {
    const everything = /.*/u;
    const reply = (path: string, body: unknown): [number, unknown] => {
      if (path.split('?')[0]?.endsWith('/token')) tokens += 1;
      const form =
        typeof body === 'string' ? body : new URLSearchParams(body as Record<string, string>).toString();
      const answer = loginAnswer(path.split('?')[0] ?? '', form, settings?.cloud);
      return answer ? [answer.status, answer.body] : [404, {}];
    };
    mocks
      .mock(origin)
      .persist()
      .get(everything)
      .reply((uri, body) => reply(uri, body) as [number, string]);
    mocks
      .mock(origin)
      .persist()
      .post(everything)
      .reply((uri, body) => reply(uri, body) as [number, string]);
  }
  const server = await startTeamsServer();
  const received: InboundMessage[] = [];
  const feedback: TeamsFeedback[] = [];
  const troubles: (string | undefined)[] = [];
  const remembered = new Map<string, unknown>();
  const lines: string[] = [];
  const clock = { now: new Date() };
  const keys = new Set<string>();

  const teams = createTeams(
    {
      identity: { kind: 'app', appId: APP_ID, password: new Secret(APP_PASSWORD), tenantId: TENANT },
      serviceHosts: ['127.0.0.1'],
      listensOnLoopback: true,
      publicUrl: 'https://mailmedic.corp.example',
      ...settings,
    },
    {
      receive(message) {
        const { address, kind, platformId, revision } = message;
        const key = JSON.stringify([address, kind, platformId, revision]);
        if (keys.has(key)) return Promise.resolve('duplicate');
        keys.add(key);
        received.push(message);
        return Promise.resolve('stored');
      },
      memory: {
        put: (_channel, key, body) => {
          remembered.set(key, JSON.parse(JSON.stringify(body)));
          return Promise.resolve();
        },
        get: (_channel, key) => Promise.resolve(remembered.get(key)),
        all: () => Promise.resolve(remembered),
        drop: (_channel, key) => {
          remembered.delete(key);
          return Promise.resolve();
        },
      },
      directory: { find: () => Promise.resolve(undefined) },
      clock: { now: () => clock.now } satisfies Clock,
      log: logInto(lines),
      onTrouble: (reason) => void troubles.push(reason),
      feedback: (one) => {
        feedback.push(one);
        return Promise.resolve();
      },
      chance: () => 0.5,
      ...ports,
    },
  );

  await teams.door.start();

  return {
    ...teams,
    server,
    activities: teamsActivities(server.serviceUrl),
    received,
    feedback,
    troubles,
    remembered,
    clock,
    mock: mocks.mock,
    tokens: () => tokens,
    logged: () => lines,
    async knock(activity, token) {
      const authorization =
        typeof token === 'string' ? token : `Bearer ${signedToken(server.serviceUrl, token)}`;
      const body = typeof activity === 'string' ? activity : JSON.stringify(activity);
      const answer = await teams.door.handle!({
        headers: { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) },
        body: new TextEncoder().encode(body),
      });
      return { status: answer.status, body: answer.body ?? '', headers: answer.headers ?? {} };
    },
    async close() {
      await teams.door.stop();
      await server.close();
      mocks.settle();
    },
  };
}

function logInto(lines: string[]): Log {
  const write = (level: string) => (message: string, data?: Readonly<Record<string, unknown>>) => {
    lines.push(`${level} ${message} ${JSON.stringify(data ?? {})}`);
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
