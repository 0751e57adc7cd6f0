import type {
  Clock,
  MailProtocol,
  ProbePhase,
  ProbeProgress,
  ProbeResult,
  Provider,
  ProviderStatus,
} from '../domain/index.js';
import type { Guard } from './guard.js';
import type { Dial, Secure } from './_dial.js';
import type { Resolver } from './_resolve.js';
import type { ProbeSettings } from './_settings.js';

/** A mail domain and the address it came from: what `discover` starts with. */
export interface DomainTarget {
  readonly address: string;
  readonly domain: string;
}

/** One server. `host` is ASCII and passed the guard's grammar; its addresses have not been looked up yet. */
export interface ServerTarget {
  readonly host: string;
  readonly port: number;
  readonly tls: 'implicit' | 'starttls';
  readonly protocol: MailProtocol;
  /** The mail domain it was found for, where one is known. */
  readonly domain?: string;
  /** The name of its service at that domain, where SRV records led to it: `_imaps.example.com`. */
  readonly service?: string;
}

/** The world as a probe sees it. Everything here ends by itself when `signal` does. */
export interface ProbeTools {
  readonly settings: ProbeSettings;
  /** The end of the whole request. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly guard: Guard;
  readonly resolver: Resolver;
  /** Others that the same is asked of, to compare. */
  readonly compared: readonly Resolver[];
  readonly dial: Dial;
  readonly secure: Secure;
  readonly providers: ReadonlyMap<string, ProbeProvider>;
  onProgress(progress: ProbeProgress): void;
  /** Said about a server that broke a limit: this process is replaced after the request. */
  onHostile(): void;
}

/** What the probes need of a provider file. */
export type ProbeProvider = Pick<Provider, 'id' | 'domains' | 'mx' | 'servers'> & {
  readonly status?: Pick<ProviderStatus, 'feed' | 'url' | 'about'>;
};

/**
 * One measurement. What a server or network does is a result, also a refusal or a silence;
 * a rejected promise is a mistake in the probe. Must end soon after `tools.signal` fires,
 * must send no credentials, must open sockets through `tools` only.
 */
export type Probe = DomainProbe | ServerProbe;

/** Starts from a mail address and looks for servers. */
export interface DomainProbe {
  readonly id: string;
  readonly needs: 'domain';
  measure(target: DomainTarget, tools: ProbeTools): Promise<ProbeResult>;
}

/** Measures one server. */
export interface ServerProbe {
  readonly id: string;
  readonly needs: 'server';
  /** The protocol it speaks; absent when any mail server will do. */
  readonly protocol?: MailProtocol;
  measure(target: ServerTarget, tools: ProbeTools): Promise<ProbeResult>;
}

/** The name of a server in results: `host:port`. */
export function serverLabel(target: Pick<ServerTarget, 'host' | 'port'>): string {
  return `${target.host}:${target.port}`;
}

/** Phase of a probe that had nothing to do. */
export function skipped(name: string, detail: string): ProbePhase {
  return { name, status: 'skip', ms: 0, detail };
}
