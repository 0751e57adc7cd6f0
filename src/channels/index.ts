import type {
  Address,
  Case,
  Channel,
  ChannelDoor,
  ChannelMemory,
  ChatLog,
  Clock,
  Directory,
  Log,
  Receive,
  SlackConnection,
  Speaker,
  TeamsConnection,
} from '../domain/index.js';
import { createSlack, type SlackSettings } from './slack/index.js';
import { createTeams } from './teams/index.js';
import { createWebChannel } from './web/index.js';

/** What channels need from the rest of the house. */
export interface ChannelPorts {
  readonly chat: ChatLog;
  readonly receive: Receive;
  readonly memory: ChannelMemory;
  readonly directory?: Directory;
  readonly clock: Clock;
  readonly log: Log;
  /** The cases of one chat, newest first; of every chat of a person whom the directory knows. */
  readonly casesOf?: (address: Address, person: Speaker) => Promise<readonly Case[]>;
  /** Told when a platform refuses a channel's token (with why, in words for operations) and when it takes it again. */
  readonly onTrouble?: (channel: string, reason: string | undefined) => void;
  /** The lines of a text file that tell of trouble. */
  readonly tellingLines?: (name: string, text: string) => string | undefined;
}

/** The channels that operations set up beside the web chat, and where they stand. */
export interface ChannelSettings {
  readonly slack?: SlackConnection & Pick<SlackSettings, 'apiUrl'>;
  readonly teams?: TeamsConnection;
  /** Origin of our own pages, for links to them. */
  readonly publicUrl?: string;
  /** Whether the server can be reached from this machine only. */
  readonly listensOnLoopback: boolean;
}

export interface Channels {
  /** Outgoing sides, by id. */
  readonly channels: ReadonlyMap<string, Channel>;
  /** Incoming sides; the web chat's is the server's own. */
  readonly doors: readonly ChannelDoor[];
}

/** Every chat platform that is set up. One line per folder of this room. @throws MM_CONFIG */
export function createChannels(settings: ChannelSettings, ports: ChannelPorts): Channels {
  const sides: readonly { readonly channel: Channel; readonly door?: ChannelDoor }[] = [
    { channel: createWebChannel(ports.chat) },
    ...(settings.slack === undefined
      ? []
      : [createSlack({ ...settings.slack, ...withPages(settings.publicUrl) }, portsOf('slack', ports))]),
    ...(settings.teams === undefined
      ? []
      : [
          createTeams(
            {
              ...settings.teams,
              ...withPages(settings.publicUrl),
              listensOnLoopback: settings.listensOnLoopback,
            },
            portsOf('teams', ports),
          ),
        ]),
  ];
  return {
    channels: new Map(sides.map(({ channel }) => [channel.id, channel])),
    doors: sides.flatMap(({ door }) => (door ? [door] : [])),
  };
}

/** The same ports, with troubles told as this channel's. */
function portsOf(channel: string, { onTrouble, ...ports }: ChannelPorts) {
  return {
    ...ports,
    onTrouble: (reason: string | undefined) => {
      onTrouble?.(channel, reason);
    },
  };
}

function withPages(publicUrl: string | undefined): { readonly publicUrl?: string } {
  return publicUrl === undefined ? {} : { publicUrl };
}
