import { createHash, randomBytes, randomUUID, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { createActionDoor, reportRegistered } from './actions/index.js';
import { createProver, loadBundle, type Loaded, type ParsedYaml } from './bundle/index.js';
import { createChannels } from './channels/index.js';
import type { Settings } from './config/index.js';
import { hear, tellingLines } from './conversation/index.js';
import {
  createCaseDesk,
  createDesk,
  createSignInDesk,
  explainRun,
  type Desk,
  type SignInDoor,
} from './desk/index.js';
import { FINDINGS } from './diagnosis/index.js';
import {
  isOnThisMachineOnly,
  mailmedicError,
  reasonOf,
  conversationKey,
  type ActionDoor,
  type Address,
  type BundleProblem,
  type Case,
  type BundleShelf,
  type ChannelDoor,
  type Clock,
  type Hear,
  type IdentityProvider,
  type LoadedBundle,
  type Log,
  type ProbeRunner,
  type SignInDesk,
  type Store,
} from './domain/index.js';
import { createTargets } from './handoff/index.js';
import { createIdentityProvider } from './identity/index.js';
import { createLog } from './log/index.js';
import {
  createProbeRunner,
  createSignInRunner,
  probeSettingsSchema,
  PROBES,
  type ProbeSettings,
} from './probes/index.js';
import {
  brokenFolderNotice,
  createRememberingParser,
  createShelf,
  openBundleKeeper,
  parseApart,
  trainInWorker,
  type BrokenFolder,
  type BundleKeeper,
  type Shelf,
  type ShelfPorts,
} from './publishing/index.js';
import { createMetrics, createServer, ownOrigin, type Server } from './server/index.js';
import { openStore } from './store/index.js';

/** A house that stands: its rooms put together, its loops running, its bundle live. */
export interface RunningHouse {
  readonly desk: Desk;
  /** Incoming sides of the chat platforms, started. */
  readonly doors: readonly ChannelDoor[];
  readonly store: Store;
  readonly shelf: Shelf;
  readonly keeper: BundleKeeper;
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

const clock: Clock = { now: () => new Date() };

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
    const probes = createConfiguredProbes(settings);
    reportRegistered(actions, shelf.live.bundle, log);
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
        casesOf: (address) => casesOf(store, address),
        clock,
        log,
        tellingLines,
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
      probesPerHour: settings.limits.probesPerHour,
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
      log,
      signIns,
      openPages(port) {
        signInDoor = doorOf(settings, port);
      },
      async close() {
        await Promise.all(doors.map((door) => door.stop()));
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

/** The cases of one chat, newest first. */
async function casesOf(store: Store, address: Address): Promise<readonly Case[]> {
  const key = conversationKey(address);
  const own = (await store.cases({})).filter(({ conversation }) => conversation === key);
  return own.sort((one, other) => other.createdAt.localeCompare(one.createdAt));
}

/** Tells the owner's queue, or the first one that takes notices, that the bundle folder could not be published. */
async function tellOfBroken(actions: ActionDoor, broken: BrokenFolder, log: Log): Promise<void> {
  const [first] = actions.queues;
  const queue = broken.owners.find((owner) => actions.queues.has(owner)) ?? first;
  if (queue === undefined) return;
  // The same fault is the same notice, however often it is looked at and by whichever replica.
  const idempotencyKey = sha256(JSON.stringify(broken));
  const text = brokenFolderNotice(broken);
  const answer = await actions.notify({
    queue,
    severity: 'P3',
    text,
    problem: 'bundle-folder',
    idempotencyKey,
  });
  if (answer.kind !== 'answered') {
    log.warn('nobody could be told of the broken bundle folder', { queue, reason: answer.reason });
  }
}

/** The HTTP door of a house. */
export function openServer(settings: Settings, house: RunningHouse): Server {
  const { store, log, desk, doors, shelf, keeper } = house;
  const identity = createConfiguredIdentity(settings);
  const server = createServer({
    settings: settings.http,
    log,
    clock,
    store,
    ready: () => ({ ready: true, reasons: [], notes: notesOn(keeper) }),
    receive: (message) => desk.receive(message),
    chat: store.chat,
    tellingLines,
    doors,
    cases: createCaseDesk({ store, bundle: () => shelf.live.bundle, randomId }),
    explainRun: async (id) => {
      const run = await store.probeRuns.find(id);
      return run && explainRun(run, shelf.live.bundle);
    },
    ...(settings.http.widgetOrigins === undefined ? {} : { widgetOrigins: settings.http.widgetOrigins }),
    signIn: {
      tokens: store.tokens,
      sessions: store.sessions,
      ...(identity === undefined ? {} : { identity }),
    },
    signIns: house.signIns,
    metrics: createMetrics(
      () => store.counts(),
      log,
      () => ({
        number: shelf.version?.number ?? 0,
        errors: keeper.folder.errors,
      }),
    ),
  });
  return {
    ...server,
    async listen() {
      const url = await server.listen();
      house.openPages(Number(new URL(url).port));
      return url;
    },
  };
}

/** How people reach the sign-in page that listens on `port`. */
function doorOf({ http, signIn }: Settings, port: number): SignInDoor {
  const { publicUrl } = http;
  const isPublic = publicUrl?.startsWith('https:') === true;
  return {
    ...(isPublic ? { publicOrigin: ownOrigin({ ...http, port }) } : {}),
    ...(isOnThisMachineOnly(http) ? { localOrigin: ownOrigin({ ...http, port }) } : {}),
    isOpen: signIn === undefined && isOnThisMachineOnly(http),
    newToken() {
      const token = randomBytes(16).toString('hex');
      return { token, hash: sha256(token) };
    },
  };
}

/** What somebody should know of a server that is ready. No names of files: anybody may ask. */
function notesOn({ shelf, folder }: BundleKeeper): readonly string[] {
  if (folder.errors === 0) return [];
  return [
    `the bundle folder holds errors (${folder.errors}), bundle ${shelf.version?.number ?? 0} stays live`,
  ];
}

/** The OpenID provider that the settings name, if they do. */
function createConfiguredIdentity(settings: Settings): IdentityProvider | undefined {
  const { signIn, http } = settings;
  if (signIn === undefined) return undefined;
  return createIdentityProvider({ ...signIn, redirectUri: `${ownOrigin(http)}/sign-in/callback` });
}

/** The store that the settings name; `cli` opens it beside a running server. */
export function openConfiguredStore(settings: Settings, role: 'server' | 'cli'): Promise<Store> {
  const { store } = settings;
  return openStore(store.kind === 'sqlite' ? { ...store, role } : store);
}

/** Loads and checks a bundle's files with the names that the code knows. */
export function loadChecked(
  files: ReadonlyMap<string, string>,
  parse?: (file: string, text: string) => ParsedYaml,
  passed?: 'passed',
): Loaded {
  return loadBundle(files, {
    ...(parse && { parse }),
    ...(passed && { passed: true }),
    sha256,
    knownFindings: new Set(FINDINGS.keys()),
    knownProbes: new Set(PROBES.keys()),
  });
}

/** The same, with the files parsed in a child process: none can stop or end this one. */
export async function loadApart(files: ReadonlyMap<string, string>): Promise<Loaded> {
  return loadChecked(files, await parseApart(files));
}

/** A shelf by itself, for a command beside a running server. */
export function createConfiguredShelf(settings: Settings, store: Store): Shelf {
  return createShelf(shelfPorts(store, createLog(settings.logLevel)));
}

function shelfPorts(store: Store, log: Log): ShelfPorts {
  const parse = createRememberingParser();
  return {
    store,
    load: async (files, passed) =>
      // What was published long ago is not what the next change is compared with.
      passed ? loadChecked(files, await parseApart(files), 'passed') : loadChecked(files, await parse(files)),
    prove: createProof(),
    train: trainInWorker,
    sha256,
    log,
  };
}

/** What the tests in a bundle's playbooks have to say against it. Nobody's turn waits for more than one playbook. */
function createProof() {
  const prover = createProver();
  return async ({ bundle, classify }: LoadedBundle): Promise<readonly BundleProblem[]> => {
    const { glossary, clients, providers } = bundle;
    const understand: Hear = (text, language) =>
      hear(text, language, { classify, glossary, clients, providers });
    const problems: BundleProblem[] = [];
    for (const id of bundle.playbooks.keys()) {
      problems.push(...(prover.prove(bundle, id, { hear: understand })?.problems ?? []));
      await setImmediate();
    }
    return problems;
  };
}

/** Probe processes as the settings want them. */
export function createConfiguredProbes(settings: Settings): ProbeRunner {
  return createProbeRunner(probeSettingsOf(settings), clock);
}

function probeSettingsOf(settings: Settings): ProbeSettings {
  const { dnsServers, registered, allowPort25, outsideLookups, caFile } = settings.probe;
  return probeSettingsSchema.parse({
    resolvers: [...(dnsServers ?? [])],
    registered: registered.map(({ cidr, ports }) => ({ cidr, ...(ports ? { ports: [...ports] } : {}) })),
    port25: allowPort25,
    outsideLookups,
    ...(caFile === undefined ? {} : { ca: [readAuthorities(caFile)] }),
    children: settings.limits.probeProcesses,
  });
}

function readAuthorities(file: string): string {
  try {
    const pem = readFileSync(file, 'utf8');
    new X509Certificate(pem);
    return pem;
  } catch (error) {
    const problems = `\n- MAILMEDIC_PROBE_CA_FILE holds no certificate that can be read: ${reasonOf(error)}`;
    throw mailmedicError(
      'MM_CONFIG',
      { problems },
      'Name a PEM file with your certificate authorities.',
      error,
    );
  }
}

/** 128 bits, URL-safe. */
function randomId(): string {
  return randomBytes(16).toString('base64url');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
