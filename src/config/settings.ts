import type { Secret } from '../domain/index.js';

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

/** What operations decided, read once from the environment and never changed while the process runs. */
export interface Settings {
  readonly http: {
    readonly host: string;
    /** 0 takes any free port. */
    readonly port: number;
    /** Origin under which people reach this server: `https://mailmedic.corp.example`. */
    readonly publicUrl?: string;
  };
  readonly store: StoreSettings;
  /** Absolute path. */
  readonly dataDir: string;
  /** Absolute path of the folder that holds `intents/` and `playbooks/`. */
  readonly bundleDir: string;
  readonly logLevel: LogLevel;
  readonly probe: {
    /** `10.0.0.2` or `10.0.0.2:5353`; the machine's own when absent. */
    readonly dnsServers?: readonly string[];
    readonly registered: readonly RegisteredNetwork[];
    readonly allowPort25: boolean;
  };
  readonly handoff: {
    readonly webhook?: { readonly url: string; readonly key: Secret };
  };
  readonly limits: {
    readonly probesPerHour: number;
    readonly probeProcesses: number;
  };
}
