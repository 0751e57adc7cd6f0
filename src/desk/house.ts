import type {
  ActionDoor,
  BundleProblem,
  BundleShelf,
  Channel,
  HandoffTarget,
  InboundMessage,
  LoadedBundle,
  Log,
  OpenIncident,
  ProbeRunner,
  ProbeShares,
  Store,
} from '../domain/index.js';
import type { SignInDoor } from './sign-in-door.js';

/** What main puts on the desk: the ports through which it reaches the world. */
export interface House {
  readonly store: Store;
  readonly shelf: BundleShelf;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly probes: ProbeRunner;
  /** Every one of them must take a case before the person is told. */
  readonly targets: readonly HandoffTarget[];
  /** What operations registered for `act` and `notify`; absent: nothing. */
  readonly actions?: ActionDoor;
  readonly log: Log;
  /** Name of this process in leases; unique among replicas. */
  readonly owner: string;
  /** 128 random bits, URL-safe: the id of a measurement's page, known to nobody who was not given it. */
  readonly randomId: () => string;
  /** A chat must not become a port scanner, nor a crowd of them a load on one server. */
  readonly probeShares: ProbeShares;
  /** What one person may say in a minute and have answered each by each; no limit when absent. */
  readonly messagesPerMinute?: number;
  /** Mail addresses, lower case, of who may have playbooks checked in a chat; nobody when absent. */
  readonly authors?: ReadonlySet<string>;
  /** What keeps a playbook from being published beside the live ones. Throws when it can't be told. */
  readonly checkPlaybook?: (yaml: string) => Promise<readonly BundleProblem[]>;
  /** The sign-in page, while it can be reached; one-time sign-ins are not offered without it. */
  readonly signIn?: () => SignInDoor | undefined;
}

/** The running desk. */
export interface Desk {
  /** Masks and commits one inbound message; acknowledge the platform only after this. */
  receive(message: InboundMessage): Promise<'stored' | 'duplicate'>;
  start(): void;
  /** Stops taking new work and waits for what is in hand. */
  stop(): Promise<void>;
}

/** What one turn needs besides its snapshot. Pure: no port in it. */
export interface TurnTools {
  readonly live: LoadedBundle;
  readonly bundleOf: (hash: string) => LoadedBundle | undefined;
  /** Names of what operations registered; absent: nothing. */
  readonly registered?: Pick<ActionDoor, 'actions' | 'queues'>;
  readonly messagesPerMinute?: number;
  readonly authors?: ReadonlySet<string>;
  readonly signIn?: SignInDoor;
  /** As they stood a moment ago. */
  readonly incidents?: readonly OpenIncident[];
}
