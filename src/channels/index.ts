import type { Channel, ChatLog } from '../domain/index.js';
import { createWebChannel } from './web/index.js';

/** What channels need from the rest of the house. */
export interface ChannelPorts {
  readonly chat: ChatLog;
}

/** Every chat platform that is set up, by its id. One line per folder of this room. */
export function createChannels(ports: ChannelPorts): ReadonlyMap<string, Channel> {
  const channels = [createWebChannel(ports.chat)];
  return new Map(channels.map((channel) => [channel.id, channel]));
}
