import {
  MailmedicError,
  reasonOf,
  type BundleProblem,
  type Log,
  type PublishedBundle,
} from '../domain/index.js';
import { brokenBundle, errorsOf } from './broken.js';
import type { BrokenFolder } from './broken-notice.js';
import { createSettle, type SettleSource } from './settle.js';
import type { Shelf } from './shelf.js';

/** Looks in which nothing changes before a folder is read; one look is half a second. */
const QUIET_ROUNDS = 2;
/** Problems in one log line; `playbook lint` shows all. */
const MOST_SHOWN = 20;
/** Rounds to leave a folder alone after its files could not be published for another reason than themselves. */
const LONGEST_REST = 60;

export interface DoorPorts extends SettleSource {
  /** As it is told to people. */
  readonly folder: string;
  readonly shelf: Pick<Shelf, 'publish' | 'live' | 'version'>;
  /** Whether this replica is the one that watches. */
  readonly mayWatch: () => Promise<boolean>;
  /** Tells people, beside the log, that the folder could not be published. Never throws. */
  readonly onBroken?: (broken: BrokenFolder) => void;
  readonly log: Log;
}

/** What the folder is like, as far as this replica knows. */
export interface FolderState {
  /** Errors in the files that are there now; 0 when they are published. */
  readonly errors: number;
  readonly first?: string;
}

/** The folder as a door to the database: what lies there and is good becomes the live bundle. */
export interface FolderDoor {
  /** Publishes what lies there now. Answers why it could not, and has logged it then. */
  publishNow(): Promise<MailmedicError | undefined>;
  /** One look at the folder; publishes what has changed and settled. Never rejects. */
  round(): Promise<void>;
  readonly state: FolderState;
}

export function createFolderDoor(ports: DoorPorts): FolderDoor {
  const { folder, shelf, log } = ports;
  const settle = createSettle(ports, QUIET_ROUNDS);
  let state: FolderState = { errors: 0 };
  let rest = 0;
  let nextRest = 1;

  async function publish(files: ReadonlyMap<string, string>): Promise<MailmedicError | undefined> {
    const outcome = await shelf.publish(files, { from: 'folder', onlyIfChanged: true });
    nextRest = 1;
    if (outcome.kind === 'broken') {
      const error = brokenBundle(folder, outcome.problems);
      tell(error, outcome.problems);
      return error;
    }
    if (state.errors > 0)
      log.info('the bundle folder is good again', { folder, number: outcome.version.number });
    state = { errors: 0 };
    return undefined;
  }

  function tell(error: MailmedicError, problems: readonly BundleProblem[] = []): void {
    const errors = errorsOf(problems);
    state = { errors: Math.max(1, errors.length), first: error.facts['first'] ?? error.message };
    const stays: PublishedBundle | undefined = shelf.version;
    log.warn('the bundle folder can not be published', {
      folder,
      code: error.code,
      reason: error.message,
      errors: state.errors,
      ...(stays && { stays: stays.number }),
      problems: errors.slice(0, MOST_SHOWN).map((problem) => ({ ...problem, owner: ownerOf(problem.file) })),
    });
    ports.onBroken?.({
      errors: state.errors,
      first: state.first ?? error.message,
      owners: [...new Set(errors.flatMap(({ file }) => ownerOf(file) ?? []))],
      ...(stays && { stays: stays.number }),
    });
  }

  /** Whom to ask about a file; of the bundle that is live, because the new one can't be read. */
  function ownerOf(file: string): string | undefined {
    if (!shelf.version) return undefined;
    const { playbooks } = shelf.live.bundle;
    return [...playbooks.values()].find((playbook) => playbook.file === file)?.owner;
  }

  return {
    get state() {
      return state;
    },
    async publishNow() {
      try {
        return await publish(await settle.now());
      } catch (error) {
        if (!isAboutFiles(error)) throw error;
        tell(error);
        return error;
      }
    },
    async round() {
      try {
        if (rest > 0) rest -= 1;
        else if (await ports.mayWatch()) {
          const files = await settle.round();
          if (files) await publish(files);
        }
      } catch (error) {
        if (isAboutFiles(error)) return tell(error);
        // The store, or this machine: the same files may be fine later.
        settle.again();
        rest = nextRest;
        nextRest = Math.min(LONGEST_REST, nextRest * 2);
        log.warn('the bundle folder was not looked at, it will be', { folder, reason: reasonOf(error) });
      }
    },
  };
}

const ABOUT_FILES: readonly string[] = [
  'MM_BUNDLE_BROKEN',
  'MM_BUNDLE_MISSING',
  'MM_INPUT',
  'MM_MODEL_TRAINING',
];

function isAboutFiles(error: unknown): error is MailmedicError {
  return error instanceof MailmedicError && ABOUT_FILES.includes(error.code);
}
