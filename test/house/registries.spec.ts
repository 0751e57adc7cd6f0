import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { createChannels } from '../../src/channels/index.js';
import { Secret } from '../../src/domain/index.js';
import { DIRECTORIES } from '../../src/directory/index.js';
import { createTargets } from '../../src/handoff/index.js';
import { createFakeChatLog } from '../fakes/chat-log.js';
import { createFakeMemory } from '../fakes/channel-memory.js';

/** Folders of a room; what begins with `_` is shared, not a thing of the registry. */
function foldersIn(room: string): readonly string[] {
  return readdirSync(room, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map((entry) => entry.name)
    .sort();
}

function filesIn(room: string): readonly string[] {
  return readdirSync(room)
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts' && !name.startsWith('_'))
    .map((name) => name.slice(0, -'.ts'.length))
    .sort();
}

const EVERY_TARGET = { webhook: { url: 'https://tickets.example.com/', key: new Secret('k'.repeat(32)) } };

function everyChannel() {
  const clock = { now: () => new Date(0) };
  const quiet = () => undefined;
  return createChannels(
    {
      slack: { botToken: new Secret('xoxb-1'), reach: { kind: 'http', signingSecret: new Secret('s') } },
      teams: { identity: { kind: 'development' } },
      listensOnLoopback: true,
    },
    {
      chat: createFakeChatLog(),
      receive: () => Promise.resolve('stored'),
      memory: createFakeMemory(),
      clock,
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    },
  );
}

/** One line per registry: what it holds when everything is set up, and what lies in its folder. */
const REGISTRIES = {
  channels: [[...everyChannel().channels.keys()], foldersIn('src/channels')],
  directory: [Object.keys(DIRECTORIES), filesIn('src/directory')],
  'handoff/targets': [
    createTargets(EVERY_TARGET, { now: () => new Date(0) }).map((target) => target.id),
    filesIn('src/handoff/targets'),
  ],
} as const;

describe('registries', () => {
  it.each(Object.entries(REGISTRIES))('%s holds exactly what its folder holds', (_room, [held, lying]) => {
    expect([...held].sort()).toEqual(lying);
  });
});
