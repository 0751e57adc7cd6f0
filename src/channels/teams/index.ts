import type { Channel, ChannelDoor } from '../../domain/index.js';
import type { BotFramework } from './bot-framework.js';
import { createTeamsChannel } from './channel.js';
import { createTeamsDoor } from './door.js';
import { CHANNEL, createTeamsMemory } from './memory.js';
import type { TeamsPorts } from './ports.js';
import { checkTeamsSettings, type TeamsSettings } from './settings.js';

export type { TeamsFeedback, TeamsPorts } from './ports.js';
export type { TeamsSettings } from './settings.js';

/** Where the messaging endpoint of the bot's registration must point. */
const PATH = '/api/messages';

/**
 * Microsoft Teams: personal chats, group chats and channels. Nothing is sent or fetched before the door is started or
 * something is said. Throws `MM_CONFIG` for settings that would leave the door open.
 */
export function createTeams(
  settings: TeamsSettings,
  ports: TeamsPorts,
): { readonly channel: Channel; readonly door: ChannelDoor } {
  checkTeamsSettings(settings);
  const memory = createTeamsMemory(ports.memory, ports.clock);
  const underway = new Set<Promise<void>>();
  let loading: Promise<BotFramework> | undefined;

  /** The SDK takes seconds and 50 MB to load, which only a house with Teams pays. */
  function framework(): Promise<BotFramework> {
    loading ??= import('./bot-framework.js').then(({ createBotFramework }) => createBotFramework(settings));
    return loading;
  }

  function later(work: Promise<void>): void {
    underway.add(work);
    void work.finally(() => underway.delete(work));
  }

  return {
    channel: createTeamsChannel(settings, ports, memory, framework),
    door: {
      id: CHANNEL,
      path: PATH,
      handle: createTeamsDoor({ settings, ports, memory, framework, later }),
      async start() {
        await framework();
      },
      async stop() {
        await Promise.allSettled(underway);
      },
    },
  };
}
