import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { createActionDoor, reportRegistered } from '../actions/index.js';
import { createChannels } from '../channels/index.js';
import type { Settings } from '../config/index.js';
import { openDirectory, type OpenDirectory } from '../directory/index.js';
import { createDesk, createSignInDesk, type Desk, type SignInDoor } from '../desk/index.js';
import {
  isOnThisMachineOnly,
  conversationKey,
  type BundleShelf,
  type ChannelDoor,
  type Log,
  type SignInDesk,
  type Store,
} from '../domain/index.js';
import { createTargets } from '../handoff/index.js';
import { createLog } from '../log/index.js';
import { createSignInRunner } from '../probes/index.js';
import { openBundleKeeper, type BrokenFolder, type BundleKeeper, type Shelf } from '../publishing/index.js';
import { tellOfBroken } from './broken-folder.js';
import { checkBeside, shelfPorts } from './bundles.js';
import { watchNameServers, type NameServers } from './name-servers.js';
import { createConfiguredProbes, probeSettingsOf } from './probes.js';
import { readFile } from './read-file.js';
import { createChannelTroubles } from './channel-troubles.js';
import { doorOf } from './sign-in-door.js';
import { openConfiguredStore } from './store.js';
import { clock, randomId, sha256 } from './world.js';

/** A house that stands: its rooms put together, its loops running, its bundle live. */
export interface RunningHouse {
  readonly desk: Desk;
  /** Incoming sides of the chat platforms, started. */
  readonly doors: readonly ChannelDoor[];
  readonly store: Store;
  readonly shelf: Shelf;
  readonly keeper: BundleKeeper;
  /** Who is who over several platforms. */
  readonly directory: OpenDirectory;
  /** Why channels can't send, by channel; empty when all is well. */
  readonly troubles: ReadonlyMap<string, string>;
  readonly nameServers: NameServers;
  readonly log: Log;
  /** Where one-time sign-ins are handed in. */
  readonly signIns: SignInDesk;
  /** The sign-in page can be reached from now on, on this port: links to it are offered. */
  openPages(port: number): void;
  /** Stops taking work, waits for what is in hand, lets go of the store. */
  close(): Promise<void>;
}

/** What the desk sees of the shelf, where that is something else than the shelf itself. */
export type AroundShelf = (shelf: BundleShelf) => BundleShelf;

/**
 * Puts the house together, without its HTTP server. Errors: `MM_STORE_UNREACHABLE`, `MM_STORE_LOCKED`,
 * `MM_BUNDLE_MISSING`, `MM_BUNDLE_BROKEN`, `MM_MODEL_TRAINING`.
 */
export async function startHouse(settings: Settings, around?: AroundShelf): Promise<RunningHouse> {
  const log = createLog(settings.logLevel);
  const store = await openConfiguredStore(settings, 'server');
  try {
    await store.migrate();
    const owner = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
    const { bundleDir: folder, bundleWatch: watch } = settings;
    const actions = settings.actions && createActionDoor({ ...settings.actions, clock });
    const onBroken = actions && ((broken: BrokenFolder) => void tellOfBroken(actions, broken, log));
    const keeper = await openBundleKeeper({
      ...shelfPorts(store, log),
      ...(onBroken && { onBroken }),
      store,
      folder,
      watch,
      owner,
    });
    const { shelf } = keeper;
    const { probes, nameServers } = watchNameServers(createConfiguredProbes(settings));
    const directory = await openDirectory(settings.directory, log);
    reportRegistered(actions, shelf.live.bundle, log);
    const troubles = createChannelTroubles();
    const { channels, doors } = createChannels(
      {
        ...settings.channels,
        ...(settings.http.publicUrl === undefined ? {} : { publicUrl: settings.http.publicUrl }),
        listensOnLoopback: isOnThisMachineOnly(settings.http),
      },
      {
        chat: store.chat,
        receive: (message) => desk.receive(message),
        memory: store.memory,
        directory,
        casesOf: (address, person) => store.casesOf(conversationKey(address), person),
        feedback: async (answer, verdict) => void (await store.verdicts.judge(answer, verdict)),
        onTrouble: (channel, reason) => {
          troubles.note(channel, reason);
        },
        clock,
        log,
        tellingLines: readFile,
      },
    );
    const bundle = () => shelf.live.bundle;
    const runner = createSignInRunner(probeSettingsOf(settings), bundle, clock);
    const signIns = createSignInDesk({ store, runner, bundle, sha256, randomId, log });
    let signInDoor: SignInDoor | undefined;
    const desk = createDesk({
      store,
      shelf: around?.(shelf) ?? shelf,
      channels,
      probes,
      targets: createTargets(settings.handoff, clock),
      ...(actions && { actions }),
      log,
      randomId,
      probeShares: { person: settings.limits.probesPerHour, target: settings.limits.probesPerTarget },
      authors: new Set(settings.chatAuthors),
      checkPlaybook: async (yaml) => checkBeside(await store.bundleFiles(shelf.live.bundle.hash), yaml),
      messagesPerMinute: settings.limits.messagesPerMinute,
      signIn: () => signInDoor,
      owner,
    });
    desk.start();
    await Promise.all(doors.map((door) => door.start()));
    return {
      desk,
      doors,
      store,
      shelf,
      keeper,
      directory,
      troubles: troubles.all,
      nameServers,
      log,
      signIns,
      openPages(port) {
        signInDoor = doorOf(settings, port);
      },
      async close() {
        await Promise.all(doors.map((door) => door.stop()));
        await directory.close();
        await keeper.close();
        await desk.stop();
        await signIns.finished();
        await runner.close();
        await probes.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
