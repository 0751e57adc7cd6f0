import { isIP } from 'node:net';
import { z } from 'zod';

import { isLoopbackHost, ROLES, Secret, type Role } from '../domain/index.js';
import type { RegisteredNetwork, RoleGroups } from './settings.js';

/**
 * How the text of one variable becomes a value. Each message finishes the sentence
 * “NAME …”: what is wrong, then what to write. None of them repeats the value, which may be a secret.
 */

function fail(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

function readUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isSafeUrl(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
}

export function wholeNumber(least: number, most: number) {
  const message = `is not a whole number from ${least} to ${most}; write one`;
  return z.string().transform((text, context) => {
    const value = Number(text);
    if (!/^\d{1,9}$/u.test(text) || value < least || value > most) return fail(context, message);
    return value;
  });
}

export const yesOrNo = z.string().transform((text, context) => {
  if (/^(true|1|yes|on)$/iu.test(text)) return true;
  if (/^(false|0|no|off)$/iu.test(text)) return false;
  return fail(context, 'is neither true nor false; write one of them');
});

export const hostName = z
  .string()
  .refine(
    (text) => isIP(text) !== 0 || /^[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/iu.test(text),
    'is not a host name or an IP address; write one without a scheme, brackets or port',
  );

export const origin = z.string().transform((text, context) => {
  const url = readUrl(text);
  if (url === undefined)
    return fail(context, 'is not a URL; write one such as https://mailmedic.example.com');
  if (!isSafeUrl(url)) return fail(context, 'is not https; write an https URL (http is for loopback only)');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    return fail(context, 'holds more than scheme, host and port; write the origin only');
  }
  return url.origin;
});

/** Origins with spaces between. */
export const origins = z.string().transform((text, context): readonly string[] => {
  const read = splitList(text).map((part) => origin.safeParse(part));
  const wrong = read.findIndex((one) => !one.success);
  if (wrong === -1) return read.flatMap((one) => (one.success ? [one.data] : []));
  return fail(
    context,
    `holds an entry (number ${wrong + 1}) that is not an https origin; write them as https://portal.example.com, with spaces between`,
  );
});

export const issuer = z.string().transform((text, context) => {
  const url = readUrl(text);
  if (url === undefined)
    return fail(context, 'is not a URL; write one such as https://login.example.com/realms/staff');
  if (!isSafeUrl(url)) return fail(context, 'is not https; write an https URL (http is for loopback only)');
  if (url.pathname.includes('/.well-known/')) {
    return fail(context, 'is the address of a document; write what comes before /.well-known/');
  }
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    return fail(context, 'holds more than scheme, host, port and path; write the issuer only');
  }
  return text;
});

export const secret = z.string().transform((text) => new Secret(text));

/** Scope names (RFC 6749 section 3.3); without `openid` a provider answers without saying who it is. */
export const scopes = z.string().transform((text, context) => {
  const names = text.split(/\s+/u);
  if (!names.every((name) => /^[\x21\x23-\x5b\x5d-\x7e]+$/u.test(name)) || !names.includes('openid')) {
    return fail(
      context,
      'is not a list of scopes with openid among them; write openid profile email, with spaces between',
    );
  }
  return names.join(' ');
});

function isGivenRole(word: string | undefined): word is Role {
  return word !== 'employee' && ROLES.some((role) => role === word);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

function readRole(text: string): RoleGroups | undefined {
  const at = text.indexOf('=');
  const role = text.slice(0, at);
  // Names of a directory may hold further equals signs: CN=helpdesk.
  const groups = text
    .slice(at + 1)
    .split(',')
    .map(decode);
  return at > 0 && isGivenRole(role) && !groups.includes('') ? { role, groups } : undefined;
}

/** `agent=helpdesk,it-desk admin=it-admins`; a group may be percent-encoded. */
export const roles = z.string().transform((text, context): readonly RoleGroups[] => {
  const read = text.split(/\s+/u).map(readRole);
  const good = read.filter((entry) => entry !== undefined);
  if (good.length !== read.length) {
    return fail(
      context,
      `holds an entry (number ${read.indexOf(undefined) + 1}) that is not role=group,group with a role of agent, author, publisher, admin; write agent=helpdesk,it-desk with spaces between roles`,
    );
  }
  if (new Set(good.map(({ role }) => role)).size !== good.length) {
    return fail(context, 'names a role twice; write its groups in one entry, with commas between');
  }
  return good;
});

export const postgresUrl = z.string().transform((text, context) => {
  const url = readUrl(text);
  if (url?.protocol !== 'postgres:' && url?.protocol !== 'postgresql:') {
    return fail(context, 'is not a postgres:// URL; write one, or leave it unset for the embedded store');
  }
  return new Secret(text);
});

export const webhookUrl = z.string().transform((text, context) => {
  const url = readUrl(text);
  if (url === undefined)
    return fail(context, 'is not a URL; write one such as https://tickets.example.com/hook');
  if (!isSafeUrl(url)) return fail(context, 'is not https; write an https URL (http is for loopback only)');
  if (url.username !== '' || url.password !== '') {
    return fail(context, 'holds a user name or password; take it out, the signature vouches for the sender');
  }
  return url.href;
});

export const longSecret = z.string().transform((text, context) => {
  if (text.length < 32) {
    return fail(context, 'is shorter than 32 characters; make one with: openssl rand -base64 32');
  }
  return new Secret(text);
});

function splitList(text: string): string[] {
  return text.split(/[\s;]+/u).filter((part) => part !== '');
}

/** Names of the bundle's own things, each once. */
export const names = z.string().transform((text, context): readonly string[] => {
  const listed = text.split(/[\s;,]+/u).filter((part) => part !== '');
  const wrong = listed.findIndex((name) => !/^[a-z\d][a-z\d-]{0,59}$/u.test(name));
  if (listed.length > 0 && wrong === -1) return [...new Set(listed)];
  return fail(
    context,
    `holds an entry (number ${Math.max(wrong, 0) + 1}) that is no name; write small letters, digits and hyphens, with spaces between names`,
  );
});

/** Mail addresses in lower case. */
export const mailAddresses = z.string().transform((text, context): readonly string[] => {
  const listed = text
    .toLowerCase()
    .split(/\s+/u)
    .filter((part) => part !== '');
  const wrong = listed.findIndex((word) => !/^[^\s@,;]+@[^\s@,;.]+(?:\.[^\s@,;.]+)+$/u.test(word));
  if (listed.length > 0 && wrong === -1) return [...new Set(listed)];
  return fail(
    context,
    `holds an entry (number ${Math.max(wrong, 0) + 1}) that is no mail address; write them with spaces between, such as wang.min@corp.example`,
  );
});

/** `10.0.0.2`, `10.0.0.2:5353`, `fd00::2`, `[fd00::2]:53`: the spellings `dns.setServers` takes. */
function isDnsServer(text: string): boolean {
  if (isIP(text) !== 0) return true;
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/u.exec(text);
  if (match === null || !isPort(Number(match[3]))) return false;
  return match[1] === undefined ? isIP(match[2] ?? '') === 4 : isIP(match[1]) === 6;
}

export const dnsServers = z.string().transform((text, context) => {
  const servers = text.split(/[\s;,]+/u).filter((part) => part !== '');
  if (servers.length > 0 && servers.every(isDnsServer)) return servers;
  return fail(
    context,
    'is not a list of IP addresses; write them as 10.0.0.2 or 10.0.0.2:5353, with spaces between',
  );
});

const HOST_NAME = /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/u;

/** Host names with a dot, each once. */
export const hostNames = z.string().transform((text, context): readonly string[] => {
  const hosts = text
    .toLowerCase()
    .split(/[\s;,]+/u)
    .filter((part) => part !== '');
  if (hosts.length > 0 && hosts.every((host) => HOST_NAME.test(host))) return [...new Set(hosts)];
  return fail(context, 'is not a list of names such as qq.com, with spaces between');
});

function isPort(value: number): boolean {
  return value >= 1 && value <= 65_535;
}

function readNetwork(text: string): RegisteredNetwork | undefined {
  const match = /^([\da-f.:]+)\/(\d{1,3})(?::([\d,]+))?$/iu.exec(text);
  const version = isIP(match?.[1] ?? '');
  if (match === null || version === 0 || Number(match[2]) > (version === 4 ? 32 : 128)) return undefined;
  const cidr = `${match[1]}/${match[2]}`;
  if (match[3] === undefined) return { cidr };
  const ports = match[3].split(',').map(Number);
  return ports.every(isPort) ? { cidr, ports } : undefined;
}

export const networks = z.string().transform((text, context): readonly RegisteredNetwork[] => {
  const read = splitList(text).map(readNetwork);
  const good = read.filter((network) => network !== undefined);
  if (good.length === read.length) return good;
  return fail(
    context,
    `holds an entry (number ${read.indexOf(undefined) + 1}) that is not CIDR or CIDR:port,port; write 10.20.0.5/32:143,993 with spaces between entries`,
  );
});

/** A secret that its maker begins with a mark, so that a pasted neighbour is noticed. */
export function tokenOf(mark: string): z.ZodType<Secret, string> {
  return z.string().transform((text, context) => {
    if (text.startsWith(mark) && text.length > mark.length) return new Secret(text);
    context.addIssue({ code: 'custom', message: `does not begin with ${mark}; copy the other token` });
    return z.NEVER;
  });
}

/** The ids of Entra: applications and tenants. */
export const guid = z
  .string()
  .regex(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu, {
    error: 'is not an id of the form 2f1c9c1e-5d43-4d3b-8f0e-6a3c8a1f7b52; copy it from the portal',
  })
  .transform((text) => text.toLowerCase());

/** Ids with spaces between, each once. */
export const guids = z.string().transform((text, context): readonly string[] => {
  const read = splitList(text).map((part) => guid.safeParse(part));
  const good = read.flatMap((one) => (one.success ? [one.data] : []));
  if (good.length > 0 && good.length === read.length) return [...new Set(good)];
  const wrong = Math.max(
    read.findIndex((one) => !one.success),
    0,
  );
  return fail(
    context,
    `holds an entry (number ${wrong + 1}) that is not an id of the form 2f1c9c1e-5d43-4d3b-8f0e-6a3c8a1f7b52; copy it from the portal`,
  );
});

/** At least two labels, so that a pattern never stands for a whole top-level domain. */
const HOST_PATTERN = /^(?:\*\.)?(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/u;

/** Host names with spaces between; `*.` in front stands for any name below. */
export const hostPatterns = z.string().transform((text, context): readonly string[] => {
  const hosts = splitList(text.toLowerCase());
  const wrong = hosts.findIndex((host) => !HOST_PATTERN.test(host));
  if (hosts.length > 0 && wrong === -1) return [...new Set(hosts)];
  return fail(
    context,
    `holds an entry (number ${Math.max(wrong, 0) + 1}) that is no host; write contoso-my.sharepoint.com or *.sharepoint.com, with spaces between`,
  );
});

/** The bot's token goes to these hosts. */
export const connectorHosts = hostPatterns.refine(
  (hosts) => !hosts.includes('*.trafficmanager.net'),
  'holds *.trafficmanager.net, where anybody can rent a name; write smba.trafficmanager.net',
);
