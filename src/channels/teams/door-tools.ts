import type { BotFramework } from './bot-framework.js';
import type { TeamsMemory } from './memory.js';
import type { TeamsPorts } from './ports.js';
import type { TeamsSettings } from './settings.js';

/** What the steps of one request share. */
export interface DoorTools {
  readonly settings: TeamsSettings;
  readonly ports: TeamsPorts;
  readonly memory: TeamsMemory;
  readonly framework: () => Promise<BotFramework>;
  /** Work that goes on after the answer; waited for when the door closes. */
  readonly later: (work: Promise<void>) => void;
}
