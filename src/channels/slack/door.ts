import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { reasonOf, type ChannelDoor, type DoorAnswer, type DoorRequest } from '../../domain/index.js';
import { createSlackApp, type BodyAnswer } from './app.js';
import { createCatchUp } from './catch-up.js';
import type { Ourselves } from './hear-message.js';
import { createPeople } from './people.js';
import { SLACK } from './ports.js';
import { parseBody } from './parse-body.js';
import type { SlackRoom } from './room.js';
import { isSignedBySlack } from './signature.js';
import { createSocket } from './socket.js';

const PATH = '/slack/events';
/** Slack's own events stay below 100 KB. */
const LARGEST_BODY = 1_048_576;
/** Slack waits three seconds. */
const ACK_WITHIN_MS = 2_500;

const whoSchema = z.looseObject({ team_id: z.string(), user_id: z.string() });

type Taken = { readonly kind: 'taken'; readonly answer: BodyAnswer } | { readonly kind: 'not-taken' };

/** The incoming side of Slack: signed requests, or sockets of ours. */
export function createSlackDoor(room: SlackRoom): ChannelDoor {
  const { settings, log, memory, api, clock } = room;
  let us: Ourselves = { workspace: settings.workspace, botUser: undefined };
  const people = createPeople(room);
  const takeBody = createSlackApp(room, people, () => us);
  const catchUp = createCatchUp(room, (body) => takeBody(body));
  const closing = new AbortController();
  const socket =
    settings.reach.kind === 'socket'
      ? createSocket(room, settings.reach.appToken.reveal(), async (body, retry) => {
          const taken = await take(body, retry);
          return taken.kind === 'taken' ? { answer: taken.answer } : undefined;
        })
      : undefined;

  /** Commits what a body says within Slack's patience; what is late is committed all the same, and comes again. */
  async function take(
    body: Readonly<Record<string, unknown>>,
    retry?: { readonly number: number; readonly reason: string },
  ): Promise<Taken> {
    if (!isForUs(body)) return { kind: 'taken', answer: undefined };
    learnBotUser(body);
    const work = takeBody(body, retry).then(
      (answer): Taken => ({ kind: 'taken', answer }),
      (error: unknown): Taken => {
        log.warn('an event of Slack was not committed and comes again', { error: reasonOf(error) });
        return { kind: 'not-taken' };
      },
    );
    room.background(() => work);
    const late = new AbortController();
    const timeout = sleep(ACK_WITHIN_MS, undefined, { signal: late.signal }).then(
      (): Taken => ({ kind: 'not-taken' }),
      () => new Promise<Taken>(() => undefined),
    );
    const taken = await Promise.race([work, timeout]);
    late.abort();
    return taken;
  }

  /** One deployment serves one workspace: what another one sends is acknowledged and dropped. */
  function isForUs(body: Readonly<Record<string, unknown>>): boolean {
    const workspace = workspaceOf(body);
    if (us.workspace === undefined || workspace === undefined || workspace === us.workspace) return true;
    log.warn('an event of another workspace is ignored', { workspace });
    return false;
  }

  function learnBotUser(body: Readonly<Record<string, unknown>>): void {
    if (us.botUser !== undefined) return;
    const botUser = authorizationSchema.safeParse(body).data?.authorizations[0]?.user_id;
    if (botUser !== undefined) us = { ...us, botUser };
  }

  async function handle(request: DoorRequest): Promise<DoorAnswer> {
    try {
      return await answerTo(request);
    } catch (error) {
      log.error('a request of Slack could not be handled', { error: reasonOf(error) });
      return { status: 503 };
    }
  }

  async function answerTo(request: DoorRequest): Promise<DoorAnswer> {
    const { reach } = settings;
    if (reach.kind !== 'http') return { status: 404 };
    if (request.body.length > LARGEST_BODY) return { status: 413 };
    if (!isSignedBySlack(request, reach.signingSecret.reveal(), clock.now())) return { status: 401 };
    const body = parseBody(request);
    if (body === undefined) return { status: 400 };
    if (body['type'] === 'url_verification') return challengeAnswer(body['challenge']);
    if (body['type'] === 'app_rate_limited') {
      log.error('Slack limits our events: more than 30,000 an hour', {});
      return { status: 200 };
    }
    const taken = await take(body, retryOf(request));
    if (taken.kind === 'not-taken') return { status: 503, headers: { 'retry-after': '1' } };
    return bodyAnswer(taken.answer);
  }

  /** Asks Slack who we are. False when it did not say. */
  async function askWhoWeAre(): Promise<boolean> {
    const result = await api('auth.test', {});
    const who = result.ok ? whoSchema.safeParse(result.body) : undefined;
    if (!who?.success) return false;
    const { team_id: workspace, user_id: botUser } = who.data;
    us = { workspace: settings.workspace ?? workspace, botUser };
    if (settings.workspace !== undefined && settings.workspace !== workspace) {
      log.error('the bot token belongs to another workspace than the settings name', { workspace });
    }
    await memory.put(SLACK, 'who', { workspace, botUser });
    return true;
  }

  async function learnWhoWeAre(): Promise<void> {
    for (let attempt = 1; !closing.signal.aborted; attempt += 1) {
      if (await askWhoWeAre()) return;
      await sleep(Math.min(attempt * 2_000, 60_000), undefined, { signal: closing.signal }).catch(
        () => undefined,
      );
    }
  }

  return {
    id: SLACK,
    ...(settings.reach.kind === 'http' ? { path: PATH, handle } : {}),
    async start() {
      const known = rememberedSchema.safeParse(await memory.get(SLACK, 'who')).data;
      if (known) {
        us = { workspace: settings.workspace ?? known.workspace, botUser: known.botUser };
      }
      if (!(await askWhoWeAre())) room.background(learnWhoWeAre);
      await socket?.start();
      await catchUp.start();
    },
    async stop() {
      closing.abort();
      await socket?.stop();
      await catchUp.stop();
      await room.settle();
    },
  };
}

const authorizationSchema = z.looseObject({
  authorizations: z.array(z.looseObject({ user_id: z.string(), is_bot: z.literal(true) })),
});
const rememberedSchema = z.looseObject({ workspace: z.string(), botUser: z.string() });
const installedSchema = z.looseObject({
  authorizations: z.array(z.looseObject({ team_id: z.string() })).min(1),
});
const senderSchema = z.union([
  z.looseObject({ team_id: z.string() }).transform(({ team_id }) => team_id),
  z.looseObject({ team: z.looseObject({ id: z.string() }) }).transform(({ team }) => team.id),
]);

/** Where the app is installed that an event is for; in a shared channel its writer may be of elsewhere. */
function workspaceOf(body: Readonly<Record<string, unknown>>): string | undefined {
  const installed = installedSchema.safeParse(body).data?.authorizations[0]?.team_id;
  return installed ?? senderSchema.safeParse(body).data;
}

function retryOf({ headers }: DoorRequest): { number: number; reason: string } | undefined {
  const number = headers['x-slack-retry-num'];
  if (number === undefined || !/^\d{1,3}$/u.test(number)) return undefined;
  return { number: Number(number), reason: headers['x-slack-retry-reason'] ?? '' };
}

/** Proves to Slack that the address is ours. Never as a page. */
function challengeAnswer(challenge: unknown): DoorAnswer {
  if (typeof challenge !== 'string' || challenge.length > 1_000) return { status: 400 };
  return {
    status: 200,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
    body: challenge,
  };
}

function bodyAnswer(answer: BodyAnswer): DoorAnswer {
  if (answer === undefined || answer === '') return { status: 200 };
  if (typeof answer === 'string') {
    return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: answer };
  }
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) };
}
