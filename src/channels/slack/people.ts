import { z } from 'zod';

import { knownPerson, mailmedicError, type Language, type Speaker } from '../../domain/index.js';
import { FALLBACK_LANGUAGE, SLACK } from './ports.js';
import type { SlackRoom } from './room.js';

const FRESH_MS = 24 * 60 * 60 * 1_000;
/** Slack waits three seconds for our word, all in all. */
const PATIENCE_MS = 1_500;
const MOST_HELD = 10_000;

/** A profile as it is remembered. */
const profileSchema = z.looseObject({
  at: z.string(),
  name: z.string().optional(),
  email: z.string().optional(),
  timeZone: z.string().optional(),
  locale: z.string().optional(),
  /** Of this workspace, and a full member of it: then its address is vouched for. */
  isMember: z.boolean(),
});
type Profile = z.output<typeof profileSchema>;

const userSchema = z.looseObject({
  user: z.looseObject({
    team_id: z.string().optional(),
    real_name: z.string().optional(),
    tz: z.string().optional(),
    locale: z.string().optional(),
    is_bot: z.boolean().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    is_stranger: z.boolean().optional(),
    profile: z.looseObject({ real_name: z.string().optional(), email: z.string().optional() }).optional(),
  }),
});

const openedSchema = z.looseObject({ channel: z.looseObject({ id: z.string() }) });
const directSchema = z.looseObject({ channel: z.string() });

/** Who people are, and where each of them can be talked to alone. */
export interface People {
  /** Asks Slack once a day; when Slack does not answer soon, with what is known. */
  speaker(user: string, workspace: string | undefined): Promise<Speaker>;
  language(user: string, workspace: string | undefined): Promise<Language>;
  /**
   * The direct message with this person; opened once, then remembered. `undefined` when Slack refuses. Throws
   * `MM_UNAVAILABLE` when Slack can't be asked now, so that the event comes again.
   */
  directWith(user: string): Promise<string | undefined>;
}

export function createPeople(room: SlackRoom): People {
  const { memory, api, clock, log, ports } = room;
  const asking = new Map<string, Promise<Profile | undefined>>();
  /** Spares the store a reading per message. */
  const fresh = new Map<string, Profile>();

  function isFresh({ at }: Profile): boolean {
    return clock.now().getTime() - Date.parse(at) < FRESH_MS;
  }

  async function profileOf(user: string, workspace: string | undefined): Promise<Profile | undefined> {
    const held = fresh.get(user);
    if (held && isFresh(held)) return held;
    const known = profileSchema.safeParse(await memory.get(SLACK, `person:${user}`)).data;
    if (known && isFresh(known)) {
      if (fresh.size >= MOST_HELD) fresh.clear();
      fresh.set(user, known);
      return known;
    }
    let asked = asking.get(user);
    if (asked === undefined) {
      asked = ask(user, workspace).finally(() => asking.delete(user));
      asking.set(user, asked);
      room.background(() => asked ?? Promise.resolve());
    }
    return (await inTime(asked, PATIENCE_MS)) ?? known;
  }

  async function ask(user: string, workspace: string | undefined): Promise<Profile | undefined> {
    const result = await api('users.info', { user, include_locale: true });
    const parsed = result.ok ? userSchema.safeParse(result.body) : undefined;
    if (!parsed?.success) return undefined;
    const { user: told } = parsed.data;
    const name = told.profile?.real_name ?? told.real_name;
    const isGuest =
      told.is_restricted === true || told.is_ultra_restricted === true || told.is_stranger === true;
    const isOfHere = workspace !== undefined && told.team_id === workspace;
    const profile: Profile = {
      at: clock.now().toISOString(),
      isMember: isOfHere && !isGuest && told.is_bot !== true,
      ...(name === undefined || name === '' ? {} : { name }),
      ...(told.profile?.email === undefined ? {} : { email: told.profile.email }),
      ...(told.tz === undefined ? {} : { timeZone: told.tz }),
      ...(told.locale === undefined ? {} : { locale: told.locale }),
    };
    if (workspace !== undefined) await memory.put(SLACK, `person:${user}`, profile);
    return profile;
  }

  async function speaker(user: string, workspace: string | undefined): Promise<Speaker> {
    const profile = await profileOf(user, workspace);
    const email = profile?.isMember === true ? profile.email : undefined;
    const language = languageOf(profile?.locale);
    const told: Speaker = {
      id: user,
      ...(profile?.name === undefined ? {} : { name: profile.name }),
      ...(email === undefined ? {} : { address: email, verified: true }),
      ...(language === undefined ? {} : { language }),
      ...(profile?.timeZone === undefined ? {} : { timeZone: profile.timeZone }),
    };
    return knownPerson(SLACK, told, ports.directory, log);
  }

  async function directWith(user: string): Promise<string | undefined> {
    const known = directSchema.safeParse(await memory.get(SLACK, `direct-with:${user}`)).data;
    if (known) return known.channel;
    const result = await api('conversations.open', { users: user });
    if (!result.ok && result.trouble.kind === 'refused') {
      log.warn('Slack opens no direct message with a person', { user, error: result.trouble.error });
      return undefined;
    }
    const opened = result.ok ? openedSchema.safeParse(result.body) : undefined;
    if (!opened?.success) {
      throw mailmedicError(
        'MM_UNAVAILABLE',
        { reason: 'Slack did not open a direct message' },
        'Nothing needs to be done: the event comes again.',
      );
    }
    const { id: channel } = opened.data.channel;
    await memory.put(SLACK, `direct-with:${user}`, { channel });
    return channel;
  }

  return {
    speaker,
    async language(user, workspace) {
      return (await speaker(user, workspace)).language ?? FALLBACK_LANGUAGE;
    },
    directWith,
  };
}

/** `zh-CN` is Chinese; what we don't speak is nothing. */
function languageOf(locale: string | undefined): Language | undefined {
  const primary = locale?.slice(0, 2).toLowerCase();
  return primary === 'zh' || primary === 'en' ? primary : undefined;
}

async function inTime<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
