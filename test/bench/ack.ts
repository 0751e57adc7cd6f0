import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { startDnsServer } from '../fakes/dns-server.js';
import { direct, signed, startSlack, type FakeSlack, type FakeUser } from '../fakes/slack.js';
import { teamsActivities, type TeamsPerson } from '../fakes/teams-activities.js';
import { startTeamsServer } from '../fakes/teams-server.js';
import { findPostgres, startCluster } from '../live/_postgres.js';
import { freePort } from '../live/_web-house.js';

const PER_SECOND = 50;
const SECONDS = 20;
const QUIET_EVENTS = 40;
const PEOPLE = 200;
/** What one person says, one line at a time: complaints, answers, thanks. */
const LINES = [
  'Outlook says incoming server password error',
  '收件服务器密码错误，手机上收不了邮件',
  'what is IMAP?',
  'person{n}@corp.example',
  'thanks, I will try that',
];

type Event = (person: number, line: number) => { readonly path: string; readonly init: RequestInit };

/**
 * How long a platform waits for its acknowledgement, which follows the commit: {@link PER_SECOND} events a second of
 * many people at the whole program in a process of its own, turns, measurements and sends going on meanwhile. The
 * baseline are the same events at a house with nothing else to do.
 */
export async function* benchAck(): AsyncGenerator<object> {
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-ack-'));
  try {
    for (const channel of ['slack', 'teams'] as const) {
      const env = { MAILMEDIC_DATA_DIR: join(folder, channel) };
      yield { bench: 'acknowledge', store: 'sqlite', channel, ...(await acknowledged(channel, env)) };
    }
    if (findPostgres() === undefined) {
      yield { bench: 'acknowledge', store: 'postgres', skipped: 'PostgreSQL is not installed' };
      return;
    }
    const cluster = await startCluster({ durable: true });
    for (const channel of ['slack', 'teams'] as const) {
      const env = {
        MAILMEDIC_DATA_DIR: join(folder, `${channel}-postgres`),
        DATABASE_URL: await cluster.createDatabase(),
      };
      yield { bench: 'acknowledge', store: 'postgres', channel, ...(await acknowledged(channel, env)) };
    }
    await cluster.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function acknowledged(channel: 'slack' | 'teams', env: Record<string, string>): Promise<object> {
  const people = Array.from({ length: PEOPLE }, (_, index) => index);
  const slack = await startSlack(Object.fromEntries(people.map((n) => [`U0P${n}`, slackUser(n)])));
  const teams = await startTeamsServer();
  for (const n of people) teams.addMember(teamsPerson(n));
  const dns = await startDnsServer({});
  const house = await startHouse({
    ...env,
    BENCH_SLACK_API: slack.apiUrl,
    MAILMEDIC_DNS_SERVERS: dns.address,
    MAILMEDIC_TEAMS_DEVELOPMENT: 'true',
  });
  const event = channel === 'slack' ? slackEvents(slack) : teamsEvents(teams.serviceUrl);
  const knock = async (person: number, line: number) => {
    const { path, init } = event(person, line);
    const started = performance.now();
    const taken = await fetch(`${house.url}${path}`, { method: 'POST', ...init }).then(
      async (answer) => {
        await answer.arrayBuffer();
        return answer.ok;
      },
      () => false,
    );
    return { ms: performance.now() - started, taken };
  };
  try {
    const quiet: Knock[] = [];
    for (let at = 0; at < QUIET_EVENTS; at += 1) {
      quiet.push(await knock(PEOPLE - 1 - at, at));
      await pause(400);
    }
    const lag = monitorEventLoopDelay({ resolution: 5 });
    lag.enable();
    const knocks: Promise<Knock>[] = [];
    const started = performance.now();
    for (let at = 0; at < PER_SECOND * SECONDS; at += 1) {
      const wait = started + (at * 1_000) / PER_SECOND - performance.now();
      if (wait > 0) await pause(wait);
      knocks.push(knock(at % PEOPLE, Math.floor(at / PEOPLE)));
    }
    const loaded = await Promise.all(knocks);
    lag.disable();
    return {
      ...figures(loaded),
      quiet: figures(quiet),
      perSecond: PER_SECOND,
      ownDelayP99Ms: Math.round(lag.percentile(99) / 1e6),
    };
  } finally {
    await house.end();
    await Promise.all([slack.close(), teams.close(), dns.close()]);
  }
}

interface Knock {
  readonly ms: number;
  readonly taken: boolean;
}

function figures(knocks: readonly Knock[]) {
  const sorted = knocks.map(({ ms }) => ms).sort((one, other) => one - other);
  const at = (share: number) => Number((sorted[Math.ceil(sorted.length * share) - 1] ?? 0).toFixed(1));
  return {
    events: knocks.length,
    refused: knocks.filter(({ taken }) => !taken).length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
  };
}

async function startHouse(env: Record<string, string>) {
  const child = fork(fileURLToPath(new URL('./ack-house.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: String(await freePort()),
      LOG_LEVEL: 'error',
      ...env,
    },
  });
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  return {
    url: line.toString().trim(),
    async end() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

function slackEvents(slack: FakeSlack): Event {
  return (person, line) => {
    const user = `U0P${person}`;
    const { headers, body } = signed(JSON.stringify(slack.say(user, direct(user), textOf(person, line))));
    return {
      path: '/slack/events',
      init: { headers: headers as Record<string, string>, body: body as Uint8Array<ArrayBuffer> },
    };
  };
}

function teamsEvents(serviceUrl: string): Event {
  const activities = teamsActivities(serviceUrl);
  return (person, line) => ({
    path: '/api/messages',
    init: {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activities.say(teamsPerson(person), textOf(person, line))),
    },
  });
}

function textOf(person: number, line: number): string {
  return (LINES[(person + line) % LINES.length] ?? '').replace('{n}', String(person));
}

function slackUser(n: number): FakeUser {
  return { name: `Person ${n}`, email: `person${n}@corp.example`, locale: n % 2 ? 'zh-CN' : 'en-GB' };
}

function teamsPerson(n: number): TeamsPerson {
  return {
    id: `29:person${n}`,
    aadObjectId: `aaaaaaaa-0000-4000-8000-${String(n).padStart(12, '0')}`,
    name: `Person ${n}`,
    email: `person${n}@corp.example`,
    locale: n % 2 ? 'zh-CN' : 'en-GB',
  };
}
