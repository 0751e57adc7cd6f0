import type { MailProtocol, MailServer } from '../../domain/index.js';
import type { Guard } from '../guard.js';
import { readXml, type XmlElement } from '../_xml.js';

const MOST_SERVERS = 12;
const PROTOCOLS: Readonly<Record<string, MailProtocol>> = { imap: 'imap', pop3: 'pop3', smtp: 'smtp' };
/** `plain` is left out: no setting without encryption is ever handed on. */
const MODES: Readonly<Record<string, 'implicit' | 'starttls'>> = { ssl: 'implicit', starttls: 'starttls' };

/**
 * The servers of a Thunderbird client configuration, version 1.1, in its own order, that the guard lets through.
 * Empty when the text is no such file. See https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat.
 */
export function readClientConfig(
  text: string,
  domain: string,
  source: string,
  guard: Pick<Guard, 'host' | 'port'>,
): readonly MailServer[] {
  const root = readXml(text);
  if (root?.name !== 'clientConfig') return [];
  const [provider] = children(root, 'emailProvider');
  if (!provider) return [];
  const named = [...children(provider, 'incomingServer'), ...children(provider, 'outgoingServer')];
  return named.slice(0, MOST_SERVERS).flatMap((element): MailServer[] => {
    const protocol = PROTOCOLS[element.attributes.get('type') ?? ''];
    const tls = MODES[textOf(element, 'socketType').toLowerCase()];
    const host = guard.host(textOf(element, 'hostname').replaceAll('%EMAILDOMAIN%', domain));
    const port = Number(textOf(element, 'port'));
    if (protocol === undefined || tls === undefined || host === undefined) return [];
    return guard.port(host, port) ? [{ protocol, host, port, tls, source }] : [];
  });
}

function children(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

function textOf(element: XmlElement, name: string): string {
  return children(element, name)[0]?.text.trim() ?? '';
}
