import type { Channel, ChannelDoor } from '../../domain/index.js';
import { createSlackChannel } from './channel.js';
import { createSlackDoor } from './door.js';
import type { SlackPorts, SlackSettings } from './ports.js';
import { createSlackRoom } from './room.js';

export type { SlackFeedback, SlackPorts, SlackSettings } from './ports.js';

/** Slack, both ways: the channel sends, the door hears. They share what must be known on both sides. */
export function createSlack(
  settings: SlackSettings,
  ports: SlackPorts,
): { readonly channel: Channel; readonly door: ChannelDoor } {
  const room = createSlackRoom(settings, ports);
  return { channel: createSlackChannel(room), door: createSlackDoor(room) };
}
