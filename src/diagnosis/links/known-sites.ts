import type { Bundle } from '../../domain/index.js';
import type { KnownSites } from './judge-link.js';
import { registeredName } from './names.js';

/** Host names as guides write them: “type `mail.qq.com` yourself”. */
const WRITTEN_HOST = /`(?:https:\/\/)?((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24})(?:\/[^`\s]{0,200})?`/gu;
/** Mail servers stand in the same guides, and nobody signs in there with a browser. */
const MAIL_SERVER = /^(?:imap|pop3?|smtp|mx|autodiscover|autoconfig)\b/u;

/** Sign-in pages that a webmail page sends people on to. */
const SIGN_IN: readonly string[] = [
  'accounts.google.com',
  'login.microsoftonline.com',
  'login.partner.microsoftonline.cn',
  'login.live.com',
  'appleid.apple.com',
];

type Files = Pick<Bundle, 'providers' | 'settings'>;

const onRecord = new WeakMap<Files['providers'], KnownSites>();

/**
 * Where people really sign in: webmail and pages of the provider files, the house's own portal. Their names, the mail
 * domains and the person's own are what others imitate.
 */
export function knownSites(files: Files, ownDomain?: string): KnownSites {
  const known = onRecord.get(files.providers) ?? sitesIn(files);
  onRecord.set(files.providers, known);
  if (ownDomain === undefined) return known;
  return { ...known, names: new Set([...known.names, registeredName(ownDomain.toLowerCase())]) };
}

function sitesIn({ providers, settings }: Files): KnownSites {
  const files = [...providers.values()];
  const screens = files.flatMap(({ guides }) => [...guides.values()].flatMap((guide) => guide.screens));
  const written = screens.flatMap(({ zh }) => [...zh.matchAll(WRITTEN_HOST)].map(([, host = '']) => host));
  const webmail = files.flatMap(({ webmail: page }) => hostOf(page));
  const hosts = [...SIGN_IN, ...written, ...webmail, ...hostOf(settings.org['portal'])].filter(
    (host) => !MAIL_SERVER.test(host),
  );
  const mail = files.flatMap(({ domains }) => domains);
  return { hosts: new Set(hosts), names: new Set([...hosts, ...mail].map(registeredName)) };
}

function hostOf(page: string | undefined): readonly string[] {
  const host =
    page === undefined ? undefined : /^(?:https:\/\/)?([\w.-]+\.[a-z]{2,24})(?:[/:]|$)/u.exec(page)?.[1];
  return host === undefined ? [] : [host.toLowerCase()];
}
