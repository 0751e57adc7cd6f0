import { z } from 'zod';

import { isWithPeople, type Case, type Language } from '../../domain/index.js';
import { escapeMarkup, plain, type Block } from './blocks.js';
import type { SlackActionsBody } from './events.js';
import { receiveFromElsewhere } from './hear-command.js';
import type { Ourselves } from './hear-message.js';
import type { People } from './people.js';
import { addressOf } from './place.js';
import { SLACK } from './ports.js';
import type { SlackRoom } from './room.js';
import { PROMPTS, say } from './words.js';

const RECENT = 5;
export const HOME_TALK = 'home:talk';
export const HOME_LANGUAGE = 'home:language';

const choiceSchema = z.looseObject({ language: z.enum(['zh', 'en']) });

export interface Home {
  /** Draws App Home anew for one person. */
  show(user: string, us: Ourselves, notice?: string): Promise<void>;
  /** A press in App Home: says the words in the person's direct message. Throws when they could not be committed. */
  press(body: SlackActionsBody, us: Ourselves): Promise<void>;
  /** Suggested words above an empty chat, where the workspace has the agent view; nothing elsewhere. */
  suggest(user: string, channel: string, us: Ourselves, thread?: string): Promise<void>;
}

/** App Home: what is open, what was, the language, and the way to a person. */
export function createHome(room: SlackRoom, people: People): Home {
  const { memory, api, ports } = room;

  async function languageFor(user: string, us: Ourselves): Promise<Language> {
    const chosen = choiceSchema.safeParse(await memory.get(SLACK, `home:${user}`)).data;
    return chosen?.language ?? (await people.language(user, us.workspace));
  }

  async function casesOf(user: string, channel: string, us: Ourselves): Promise<readonly Case[]> {
    const person = await people.speaker(user, us.workspace);
    return (await ports.casesOf?.(addressOf({ channel }), person)) ?? [];
  }

  async function show(user: string, us: Ourselves, notice?: string): Promise<void> {
    const language = await languageFor(user, us);
    const channel = await people.directWith(user);
    const cases = channel === undefined ? [] : await casesOf(user, channel, us);
    const blocks = homeBlocks(cases, language, notice);
    const result = await api('views.publish', { user_id: user, view: { type: 'home', blocks } });
    if (!result.ok) room.log.debug('App Home was not drawn', { reason: result.trouble.reason });
  }

  return {
    show,
    async press(body, us) {
      const [action] = body.actions;
      if (!action) return;
      const user = body.user.id;
      const before = await languageFor(user, us);
      const chosen = action.selected_option?.value;
      if (action.action_id === HOME_LANGUAGE && (chosen === 'zh' || chosen === 'en')) {
        await receiveFromElsewhere(room, people, user, us, homeId(action), say('sayLanguage', chosen));
        await memory.put(SLACK, `home:${user}`, { language: chosen });
        room.background(() => show(user, us));
      } else if (action.action_id === HOME_TALK) {
        await receiveFromElsewhere(room, people, user, us, homeId(action), say('sayTalk', before));
        room.background(() => show(user, us, say('homeHeard', before)));
      }
    },
    async suggest(user, channel, us, thread) {
      const language = await languageFor(user, us);
      const result = await api('assistant.threads.setSuggestedPrompts', {
        channel_id: channel,
        prompts: PROMPTS[language],
        // With the agent view a call that names a thread does nothing at all, without an error.
        ...(thread === undefined ? {} : { thread_ts: thread }),
      });
      if (!result.ok) room.log.debug('no suggestions were shown', { reason: result.trouble.reason });
    },
  };
}

function homeId(action: SlackActionsBody['actions'][number]): string {
  return `home ${action.action_id} ${action.action_ts}`;
}

/** The blocks of App Home. */
export function homeBlocks(cases: readonly Case[], language: Language, notice?: string): readonly Block[] {
  const open = cases.filter(({ state }) => state !== 'closed');
  const recent = cases.filter(({ state }) => state === 'closed').slice(0, RECENT);
  return [
    { type: 'header', text: plain(say('homeTitle', language), 150) },
    { type: 'section', text: plain(say('homeLead', language), 3_000) },
    { type: 'context', elements: [plain(say('homeNoSecrets', language), 300)] },
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: HOME_TALK,
          text: plain(say('talk', language), 75),
          value: 'talk',
        },
        {
          type: 'static_select',
          action_id: HOME_LANGUAGE,
          placeholder: plain(say('homeLanguage', language), 150),
          options: [
            { text: plain('中文', 75), value: 'zh' },
            { text: plain('English', 75), value: 'en' },
          ],
        },
      ],
    },
    ...(notice === undefined ? [] : [{ type: 'context' as const, elements: [plain(notice, 300)] }]),
    { type: 'divider' },
    { type: 'header', text: plain(say('homeOpen', language), 150) },
    ...(open.length === 0
      ? [{ type: 'section' as const, text: plain(say('homeNoneOpen', language), 3_000) }]
      : open.slice(0, RECENT).flatMap((one) => caseBlocks(one, language))),
    ...(recent.length === 0
      ? []
      : [
          { type: 'header' as const, text: plain(say('homeRecent', language), 150) },
          ...recent.flatMap((one) => caseBlocks(one, language)),
        ]),
  ];
}

/** What it is about, then where it stands and since when; Slack writes times as their reader's clock shows them. */
function caseBlocks(one: Case, language: Language): readonly Block[] {
  const { reference, summary, createdAt } = one;
  const seconds = Math.floor(Date.parse(createdAt) / 1_000) || 0;
  const utc = createdAt.slice(0, 16).replace('T', ' ');
  return [
    { type: 'section', text: plain(`${reference}  ${summary[language]}`, 600) },
    {
      type: 'context',
      elements: [
        plain(stateWords(one, language), 200),
        {
          type: 'mrkdwn',
          text: `<!date^${seconds}^{date_short_pretty} {time}|${escapeMarkup(utc)} UTC>`,
          verbatim: true,
        },
      ],
    },
  ];
}

function stateWords({ state, claimedBy }: Case, language: Language): string {
  if (state === 'closed') return say('closed', language);
  if (claimedBy !== undefined) return say('takenBy', language, { name: claimedBy });
  return say(isWithPeople(state) || state === 'requested' ? 'withIt' : 'withBot', language);
}
