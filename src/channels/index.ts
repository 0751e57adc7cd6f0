import {
  conversationKey,
  type Address,
  type Case,
  type Channel,
  type ChannelDoor,
  type ChannelMemory,
  type ChatLog,
  type Clock,
  type Directory,
  type Log,
  type Receive,
  type SentAnswer,
  type SlackConnection,
  type Speaker,
  type TeamsConnection,
  type Verdict,
} from '../domain/index.js';
import { createSlack, type SlackPorts, type SlackSettings } from './slack/index.js';
import { createTeams, type TeamsPorts } from './teams/index.js';
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
  /** Records what somebody thinks of an answer. Without it nobody is asked. */
  readonly feedback?: (answer: SentAnswer, verdict: Verdict) => Promise<void>;
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
      : [
          createSlack(
            { ...settings.slack, ...withPages(settings.publicUrl) },
            {
              ...portsOf('slack', ports),
              ...slackFeedback(ports),
            },
          ),
        ]),
    ...(settings.teams === undefined
      ? []
      : [
          createTeams(
            {
              ...settings.teams,
              ...withPages(settings.publicUrl),
              listensOnLoopback: settings.listensOnLoopback,
            },
            { ...portsOf('teams', ports), ...teamsFeedback(ports) },
          ),
        ]),
  ];
  return {
    channels: new Map(sides.map(({ channel }) => [channel.id, channel])),
    doors: sides.flatMap(({ door }) => (door ? [door] : [])),
  };
}

/** The same ports, with troubles told as this channel's. */
function portsOf(channel: string, ports: ChannelPorts) {
  const { chat, receive, memory, directory, clock, log, casesOf, tellingLines, onTrouble } = ports;
  return {
    chat,
    receive,
    memory,
    clock,
    log,
    ...(directory && { directory }),
    ...(casesOf && { casesOf }),
    ...(tellingLines && { tellingLines }),
    onTrouble: (reason: string | undefined) => {
      onTrouble?.(channel, reason);
    },
  };
}

function slackFeedback({ feedback }: ChannelPorts): Pick<SlackPorts, 'feedback'> {
  if (!feedback) return {};
  return {
    feedback: ({ address, key, verdict }) =>
      feedback({ conversation: conversationKey(address), key }, verdict),
  };
}

function teamsFeedback({ feedback }: ChannelPorts): Pick<TeamsPorts, 'feedback'> {
  if (!feedback) return {};
  return {
    async feedback({ conversation, message, reaction }) {
      if (message === undefined) return;
      const answer = {
        conversation: conversationKey({ channel: 'teams', conversation }),
        platformId: message,
      };
      await feedback(answer, reaction === 'like' ? 'good' : 'bad');
    },
  };
}

function withPages(publicUrl: string | undefined): { readonly publicUrl?: string } {
  return publicUrl === undefined ? {} : { publicUrl };
}
