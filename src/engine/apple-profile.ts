import type { GiftServer } from '../domain/index.js';
import { xmlText } from './xml-text.js';

/** What a configuration profile is made of. */
export interface ProfileSource {
  readonly address: string;
  /** Name of the account in the mail app, and of the profile. */
  readonly name: string;
  readonly receiving: GiftServer;
  readonly sending: GiftServer;
}

/** Media type of a configuration profile: Apple devices offer to install it. */
export const PROFILE_TYPE = 'application/x-apple-aspen-config';

type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/**
 * A configuration profile that sets up one mail account on an iPhone, iPad or Mac (payload `com.apple.mail.managed` of
 * Apple's Device Management reference). It holds servers and the user name; the password is asked for when it is
 * installed. The same settings give the same bytes, so installing a newer one replaces the older.
 */
export function appleProfile({ address, name, receiving, sending }: ProfileSource): string {
  const identifier = `mailmedic.settings.${uuidOf(address.toLowerCase())}`;
  const account: Value = {
    EmailAccountDescription: name,
    EmailAccountType: receiving.protocol === 'pop3' ? 'EmailTypePOP' : 'EmailTypeIMAP',
    EmailAddress: address,
    IncomingMailServerAuthentication: 'EmailAuthPassword',
    IncomingMailServerHostName: receiving.host,
    IncomingMailServerPortNumber: receiving.port,
    IncomingMailServerUseSSL: true,
    IncomingMailServerUsername: receiving.userName.value ?? address,
    OutgoingMailServerAuthentication: 'EmailAuthPassword',
    OutgoingMailServerHostName: sending.host,
    OutgoingMailServerPortNumber: sending.port,
    OutgoingMailServerUseSSL: true,
    OutgoingMailServerUsername: sending.userName.value ?? address,
    OutgoingPasswordSameAsIncomingPassword: true,
    PayloadDisplayName: name,
    PayloadIdentifier: `${identifier}.account`,
    PayloadType: 'com.apple.mail.managed',
    PayloadVersion: 1,
  };
  const content = plist(account);
  const profile: Value = {
    PayloadContent: [{ ...account, PayloadUUID: uuidOf(`account\n${content}`) }],
    PayloadDisplayName: name,
    PayloadIdentifier: identifier,
    PayloadType: 'Configuration',
    PayloadUUID: uuidOf(`profile\n${content}`),
    PayloadVersion: 1,
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    plist(profile),
    '</plist>',
    '',
  ].join('\n');
}

function plist(value: Value): string {
  if (typeof value === 'string') return `<string>${xmlText(value)}</string>`;
  if (typeof value === 'number') return `<integer>${value}</integer>`;
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>';
  if (isList(value)) return ['<array>', ...value.map(plist), '</array>'].join('\n');
  const entries = Object.entries(value).flatMap(([key, inner]) => [
    `<key>${xmlText(key)}</key>`,
    plist(inner),
  ]);
  return ['<dict>', ...entries, '</dict>'].join('\n');
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

const FNV_OFFSET = 0x6c62272e07bb014262b821756295c58dn;
const FNV_PRIME = 0x0000000001000000000000000000013bn;
const MASK = (1n << 128n) - 1n;

/** A UUID of version 8 (RFC 9562) that follows from the text: FNV-1a of 128 bits, for identity and no secrecy. */
function uuidOf(text: string): string {
  let hash = FNV_OFFSET;
  for (const byte of new TextEncoder().encode(text)) hash = ((hash ^ BigInt(byte)) * FNV_PRIME) & MASK;
  const hex = hash.toString(16).padStart(32, '0');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ]
    .join('-')
    .toUpperCase();
}
