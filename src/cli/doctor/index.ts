import type { Settings } from '../../config/index.js';
import { MailmedicError } from '../../domain/index.js';
import { actionsCheck } from './actions.js';
import { bundleCheck } from './bundle.js';
import { wrong, type Check, type DoctorWorld, type Line } from './_check.js';
import { clockCheck } from './clock.js';
import { directoryCheck } from './directory.js';
import { dnsCheck } from './dns.js';
import { handoffCheck } from './handoff.js';
import { publicUrlCheck } from './public-url.js';
import { checkSettings } from './settings.js';
import { slackCheck } from './slack.js';
import { storeCheck } from './store.js';
import { teamsCheck } from './teams.js';

export type { BundleState, DirectoryState, DoctorWorld, Line, Mark, StoreState } from './_check.js';

/** Every check after that of the settings, in the order in which they are shown. One line per file of this folder. */
export const CHECKS: readonly Check[] = [
  storeCheck,
  bundleCheck,
  clockCheck,
  publicUrlCheck,
  dnsCheck,
  slackCheck,
  teamsCheck,
  directoryCheck,
  handoffCheck,
  actionsCheck,
];

export interface Examined {
  readonly id: string;
  readonly lines: readonly Line[];
}

/** Looks at everything at once; without usable settings, at nothing else. Never rejects because of what it finds. */
export async function examine(
  read: () => Settings,
  worldOf: (settings: Settings) => DoctorWorld,
): Promise<readonly Examined[]> {
  const { settings, lines } = checkSettings(read);
  const first = { id: 'settings', lines };
  if (settings === undefined) return [first];
  const world = worldOf(settings);
  return [first, ...(await Promise.all(CHECKS.map((check) => examineOne(check, world))))];
}

async function examineOne(check: Check, world: DoctorWorld): Promise<Examined> {
  try {
    return { id: check.id, lines: await check.run(world) };
  } catch (error) {
    return { id: check.id, lines: [lineOf(error)] };
  }
}

/** An error that is not of the catalogue is told by its name alone: its words may quote anything. */
function lineOf(error: unknown): Line {
  if (error instanceof MailmedicError) return wrong(error.message, error.remedy);
  const name = error instanceof Error ? error.name : 'an error';
  return wrong(`could not be looked at: ${name}`, 'Report it: it is a defect of the doctor.');
}
