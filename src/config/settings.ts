import type { Role, Secret, SlackConnection, TeamsConnection } from '../domain/index.js';

/** Where state lives. `file` is an absolute path. */
export type StoreSettings =
  { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: Secret };

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** A network of mail servers that may be probed although it is private; every mail port when `ports` is absent. */
export interface RegisteredNetwork {
  /** `10.20.0.0/16`, `fd00:1::/32`. */
  readonly cidr: string;
  readonly ports?: readonly number[];
}

/** Which groups of the directory give a role here. */
export interface RoleGroups {
  readonly role: Role;
  readonly groups: readonly string[];
}

/** The OpenID provider that people sign in with. */
export interface SignInSettings {
  /** As in its tokens: `https://login.corp.example/realms/corp`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** With spaces between. */
  readonly scopes: string;
  /** The claim that holds the names of a person's groups. */
  readonly groupsClaim: string;
  readonly roles: readonly RoleGroups[];
}

/** Where actions and notices of playbooks go. */
export interface ActionSettings {
  readonly url: string;
  readonly key: Secret;
  /** Names of the actions that are answered there. */
  readonly actions: readonly string[];
  /** Ids of the queues whose notices are taken there. */
  readonly queues: readonly string[];
}

/** The chat platforms that are set up beside the web chat. */
export interface ChannelSettings {
  readonly slack?: SlackConnection;
  readonly teams?: TeamsConnection;
}

/** What operations decided, read once from the environment and never changed while the process runs. */
export interface Settings {
  readonly http: {
    readonly host: string;
    /** 0 takes any free port. */
    readonly port: number;
    /** Origin under which people reach this server: `https://mailmedic.corp.example`. */
    readonly publicUrl?: string;
    /** Origins of pages that may show the chat inside them. */
    readonly widgetOrigins?: readonly string[];
  };
  /** Absent only where the server can be used from its own machine alone. */
  readonly signIn?: SignInSettings;
  readonly channels: ChannelSettings;
  readonly store: StoreSettings;
  /** Absolute path. */
  readonly dataDir: string;
  /** Absolute path of the folder that holds `intents/` and `playbooks/`. */
  readonly bundleDir: string;
  /** Whether a change in that folder is published while the server runs. */
  readonly bundleWatch: boolean;
  readonly logLevel: LogLevel;
  readonly probe: {
    /** `10.0.0.2` or `10.0.0.2:5353`; the machine's own when absent. */
    readonly dnsServers?: readonly string[];
    /** Names by which DNS servers show that they know the world outside; the probes' own when absent. */
    readonly dnsWitnesses?: readonly string[];
    /** Further DNS servers, whose answers are compared. */
    readonly dnsCompared?: readonly string[];
    readonly registered: readonly RegisteredNetwork[];
    readonly allowPort25: boolean;
    /** Public services may be asked about a mail domain. */
    readonly outsideLookups: boolean;
    /** Path of a PEM file with authorities to trust beside the public ones. */
    readonly caFile?: string;
  };
  readonly directory: { readonly kind: 'none' } | { readonly kind: 'csv'; readonly file: string };
  readonly handoff: {
    readonly webhook?: { readonly url: string; readonly key: Secret };
  };
  /** Absent where operations registered nothing. */
  readonly actions?: ActionSettings;
  /** Mail addresses, lower case, of who may have playbooks checked in a chat. */
  readonly chatAuthors: readonly string[];
  readonly limits: {
    /** Of one person. */
    readonly probesPerHour: number;
    /** In a minute, towards one host or domain. */
    readonly probesPerTarget: number;
    /** Of one person. */
    readonly messagesPerMinute: number;
    readonly probeProcesses: number;
  };
}
