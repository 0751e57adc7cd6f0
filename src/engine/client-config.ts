import type { GiftServer, UserNameForm } from '../domain/index.js';
import { xmlText } from './xml-text.js';

/** What a client configuration is made of. */
export interface ClientConfigSource {
  /** Of the addresses it is for. */
  readonly domain: string;
  readonly receiving: GiftServer;
  readonly sending: GiftServer;
  /** The provider lets mail apps in through the browser only. */
  readonly byBrowser: boolean;
}

/** Placeholders that the mail app fills with what the person typed: one file serves every address of the domain. */
const USER_NAMES: Readonly<Record<UserNameForm, string>> = {
  'full-address': '%EMAILADDRESS%',
  'local-part': '%EMAILLOCALPART%',
};

/**
 * A Thunderbird client configuration, version 1.1: the servers of one domain and how to sign in there. It has no place
 * for a password. See https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat.
 */
export function clientConfig({ domain, receiving, sending, byBrowser }: ClientConfigSource): string {
  const name = xmlText(domain);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<clientConfig version="1.1">',
    `  <emailProvider id="${name}">`,
    `    <domain>${name}</domain>`,
    `    <displayName>${name}</displayName>`,
    `    <displayShortName>${name}</displayShortName>`,
    ...serverLines('incomingServer', receiving, byBrowser),
    ...serverLines('outgoingServer', sending, byBrowser),
    '  </emailProvider>',
    '</clientConfig>',
    '',
  ].join('\n');
}

function serverLines(
  element: 'incomingServer' | 'outgoingServer',
  { protocol, host, port, tls, userName }: GiftServer,
  byBrowser: boolean,
): readonly string[] {
  return [
    `    <${element} type="${protocol}">`,
    `      <hostname>${xmlText(host)}</hostname>`,
    `      <port>${port}</port>`,
    `      <socketType>${tls === 'implicit' ? 'SSL' : 'STARTTLS'}</socketType>`,
    `      <username>${USER_NAMES[userName.form]}</username>`,
    `      <authentication>${byBrowser ? 'OAuth2' : 'password-cleartext'}</authentication>`,
    `    </${element}>`,
  ];
}
