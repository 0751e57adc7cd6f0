import { BAD_DAY, drawFault, type FaultKind } from '../fakes/channel-server.js';
import type { PlatformEvent } from '../fakes/push-events.js';
import { seededRandom } from '../fakes/random.js';
import { BOT_USER, direct, signed, startSlack, type FakeSlack, type SlackFault } from '../fakes/slack.js';
import { teamsActivities, type TeamsPerson } from '../fakes/teams-activities.js';
import { startTeamsServer, type TeamsFault } from '../fakes/teams-server.js';
import type { Seen } from './check.js';

/** Real channels that the soak goes through, each to the fake of its platform. */
export const VENUES = ['slack', 'slack-threads', 'teams'] as const;
export type VenueName = (typeof VENUES)[number];

export interface VenueOptions {
  readonly conversations: number;
  readonly seed: number;
}

/** A chat platform with a bad day, and its people. */
export interface Venue {
  /** What the replicas send to. */
  readonly url: string;
  /** One person's chat: what they say becomes the platform's events. */
  openChat(index: number): {
    /** Key of the conversation in the store; known once the opening is said. */
    readonly key: () => string;
    readonly say: (text: string) => { readonly event: PlatformEvent; readonly order: string };
  };
  seen(): readonly Seen[];
  faults(): number;
  /** No more faults from now on. */
  calm(): void;
  close(): Promise<void>;
}

export function startVenue(name: VenueName, options: VenueOptions): Promise<Venue> {
  return name === 'teams' ? startTeamsVenue(options) : startSlackVenue(name === 'slack-threads', options);
}

const SLOW_SHARE = 0.05;
const SLOW_MS = 1_500;
/** Calls that a platform refuses in a row once it limits. */
const BURST = 6;

async function startSlackVenue(inThreads: boolean, { conversations, seed }: VenueOptions): Promise<Venue> {
  const people = Array.from({ length: conversations }, (_, index) => `U0P${index}`);
  const slack = await startSlack(
    Object.fromEntries(people.map((id) => [id, { name: id, email: `${id}@corp.example`, locale: 'en-GB' }])),
  );
  const day = badDay(seed);
  slack.failBy((method) => (method === 'chat.postMessage' ? slackFault(day) : undefined));
  const chats = new Set<string>();
  return {
    url: slack.apiUrl,
    openChat(index) {
      const user = `U0P${index}`;
      const channel = inThreads ? `C0P${index}` : direct(user);
      chats.add(channel);
      let thread: string | undefined;
      return {
        key: () => (inThreads ? `slack:${channel}:${thread ?? ''}` : `slack:${channel}`),
        say(text) {
          const words = inThreads && thread === undefined ? `<@${BOT_USER}> ${text}` : text;
          const body = slack.say(user, channel, words, thread && inThreads ? { thread_ts: thread } : {});
          const { ts } = (body as { event: { ts: string } }).event;
          thread ??= ts;
          const sign = (sent: string) => signed(sent).headers as Record<string, string>;
          return { event: { path: '/slack/events', body, sign }, order: ts };
        },
      };
    },
    seen: () => [...chats].flatMap((channel) => seenInSlack(slack, channel)),
    faults: () => day.count(),
    calm: () => day.calm(),
    close: () => slack.close(),
  };
}

function seenInSlack(slack: FakeSlack, channel: string): readonly Seen[] {
  return slack.messages(channel).flatMap(({ bot_id: bot, text, thread_ts: thread }) => {
    if (bot === undefined) return [];
    const key = channel.startsWith('D') ? `slack:${channel}` : `slack:${channel}:${thread ?? ''}`;
    return [{ conversation: key, reply: { text } }];
  });
}

function slackFault(day: BadDay): SlackFault | undefined {
  switch (day.next()) {
    case undefined:
      return undefined;
    case 'slow':
      return { kind: 'slow', ms: SLOW_MS, after: true };
    case 'busy':
      return { kind: 'status', status: 429, retryAfter: '1' };
    case 'error-after':
      return { kind: 'status', status: 500, after: true };
    case 'hang-after':
      return { kind: 'hang', after: true };
    case 'reset-after':
      return { kind: 'reset', after: true };
    default:
      return { kind: 'reset' };
  }
}

async function startTeamsVenue({ conversations, seed }: VenueOptions): Promise<Venue> {
  const teams = await startTeamsServer();
  const day = badDay(seed);
  teams.failBy((method) => (method === 'POST' ? teamsFault(day) : undefined));
  const activities = teamsActivities(teams.serviceUrl);
  const people = Array.from({ length: conversations }, (_, index) => teamsPerson(index));
  for (const person of people) teams.addMember(person);
  return {
    url: teams.serviceUrl,
    openChat(index) {
      const person = teamsPerson(index);
      return {
        key: () => `teams:a:${person.id}`,
        say(text) {
          const body = activities.say(person, text);
          return { event: { path: '/api/messages', body }, order: String(body['id']) };
        },
      };
    },
    seen: () =>
      teams.messages().map(({ conversation, activity }) => ({
        conversation: `teams:${conversation}`,
        reply: { text: textOf(activity['summary']) ?? textOf(activity['text']) ?? '' },
      })),
    faults: () => day.count(),
    calm: () => day.calm(),
    close: () => teams.close(),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function teamsFault(day: BadDay): TeamsFault | undefined {
  switch (day.next()) {
    case undefined:
    case 'slow':
      return undefined;
    case 'busy':
      return { status: 429, retryAfter: '1' };
    case 'error-after':
      return { status: 500, after: true };
    case 'hang-after':
    case 'reset-after':
      return { cut: 'after' };
    default:
      return { cut: 'before' };
  }
}

function teamsPerson(index: number): TeamsPerson {
  return {
    id: `29:person${index}`,
    aadObjectId: `aaaaaaaa-0000-4000-8000-${String(index).padStart(12, '0')}`,
    name: `Person ${index}`,
    email: `person${index}@corp.example`,
    locale: 'en-GB',
  };
}

interface BadDay {
  next(): FaultKind | 'slow' | undefined;
  count(): number;
  calm(): void;
}

/** Draws what goes wrong with each send; a 429 is the first of a burst. */
function badDay(seed: number): BadDay {
  const random = seededRandom(seed);
  let burst = 0;
  let counted = 0;
  let isCalm = false;

  function draw(): FaultKind | 'slow' | undefined {
    if (burst > 0) {
      burst -= 1;
      return 'busy';
    }
    const kind = drawFault(BAD_DAY, random)?.kind;
    if (kind === 'busy') burst = BURST - 1;
    return kind ?? (random() < SLOW_SHARE ? 'slow' : undefined);
  }

  return {
    next() {
      const kind = isCalm ? undefined : draw();
      if (kind !== undefined) counted += 1;
      return kind;
    },
    count: () => counted,
    calm: () => {
      isCalm = true;
    },
  };
}
