export type MailProtocol = 'imap' | 'pop3' | 'smtp';

/** `implicit`: TLS from the first byte (RFC 8314); `starttls`: upgraded on a plain port; `none`: never encrypted. */
export type TlsMode = 'implicit' | 'starttls' | 'none';

/** One server a mail client would be set up with, and where we know it from. */
export interface MailServer {
  readonly protocol: MailProtocol;
  readonly host: string;
  readonly port: number;
  readonly tls: TlsMode;
  /** `provider-file` | `mx-pattern` | `srv` | `autoconfig` | `ispdb` | `autodiscover` | `guess` | `given`. */
  readonly source: string;
}

/** A mailbox as far as it is known: the address and the servers found for it, best first. */
export interface Mailbox {
  readonly address: string;
  readonly domain: string;
  readonly provider?: string;
  readonly servers: readonly MailServer[];
}

/** The part after the last `@`, lower case; `undefined` when there is none. */
export function domainOf(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  if (at < 1 || at === address.length - 1) return undefined;
  return address.slice(at + 1).toLowerCase();
}
