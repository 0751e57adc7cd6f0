import { isOnThisMachineOnly } from '../domain/index.js';
import type { SignInSettings } from './settings.js';
import type { SettingName, SettingValues } from './table.js';

/** Needed together, each with what to write. */
const OIDC: readonly (readonly [SettingName, string])[] = [
  ['MAILMEDIC_OIDC_ISSUER', 'write the issuer of your OpenID provider'],
  ['MAILMEDIC_OIDC_CLIENT_ID', 'write the client id that the provider gave Mailmedic'],
  ['MAILMEDIC_OIDC_CLIENT_SECRET', 'write the secret of that client'],
];

/** Settings that mean nothing without a provider. */
const OIDC_EXTRAS: readonly SettingName[] = [
  'MAILMEDIC_OIDC_SCOPES',
  'MAILMEDIC_OIDC_GROUPS_CLAIM',
  'MAILMEDIC_ROLES',
];

/**
 * What the settings of sign-in must fulfil together. Without a provider Mailmedic runs only where nobody but its
 * own machine can reach it.
 *
 * @param given whether a variable holds anything, readable or not: what can't be read has its own problem already.
 */
export function signInProblems(values: SettingValues, given: (name: SettingName) => boolean): string[] {
  const host = values.HOST ?? '127.0.0.1';
  const publicUrl = values.PUBLIC_URL;
  const open = isOnThisMachineOnly({ host, ...(publicUrl === undefined ? {} : { publicUrl }) });
  const configured = OIDC.some(([name]) => given(name));
  const problems: string[] = [];

  if (!open || configured) {
    const why = configured ? 'the three of them only work together' : 'beyond loopback people must sign in';
    for (const [name, remedy] of OIDC) {
      if (!given(name)) problems.push(`${name} is not set; ${why}: ${remedy}`);
    }
  }
  if (!open && !given('PUBLIC_URL')) {
    problems.push(
      'PUBLIC_URL is not set; sign-in returns to it: write the https origin under which people reach this server',
    );
  }
  if (!open && publicUrl?.startsWith('http:') === true) {
    problems.push(
      'PUBLIC_URL is a loopback address and HOST is not; write the https origin under which people reach this server',
    );
  }
  if (configured && values.PORT === 0 && !given('PUBLIC_URL')) {
    problems.push('PUBLIC_URL is not set and PORT is 0; sign-in returns to a fixed address: set one of them');
  }
  const idle = configured || !open ? [] : OIDC_EXTRAS.filter(given);
  for (const name of idle) problems.push(`${name} does nothing without MAILMEDIC_OIDC_ISSUER; set both`);
  return problems;
}

/** Absent where nothing of it is set. */
export function arrangeSignIn(values: SettingValues): SignInSettings | undefined {
  const issuer = values.MAILMEDIC_OIDC_ISSUER;
  const clientId = values.MAILMEDIC_OIDC_CLIENT_ID;
  const clientSecret = values.MAILMEDIC_OIDC_CLIENT_SECRET;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return {
    issuer,
    clientId,
    clientSecret,
    scopes: values.MAILMEDIC_OIDC_SCOPES ?? 'openid profile email',
    groupsClaim: values.MAILMEDIC_OIDC_GROUPS_CLAIM ?? 'groups',
    roles: values.MAILMEDIC_ROLES ?? [],
  };
}
