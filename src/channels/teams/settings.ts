import { mailmedicError, type Secret } from '../../domain/index.js';

/** How the bot proves to Microsoft who it is, as it is registered in Azure. */
export type TeamsAppType = 'SingleTenant' | 'UserAssignedMSI';

/** What the channel of Microsoft Teams needs to know. */
export interface TeamsSettings {
  /** Application (client) id of the bot's registration; empty only with `development`. */
  readonly appId: string;
  /** Client secret of that registration; a managed identity has none. */
  readonly appPassword?: Secret;
  readonly appType: TeamsAppType;
  /** Directory (tenant) id of the registration. */
  readonly tenantId: string;
  /** Tenants whose people may talk to the bot; none named means the one of the registration. */
  readonly allowedTenants?: readonly string[];
  /** Hosts of Microsoft's connector that answers may be sent to; `*.` in front stands for any name below. */
  readonly serviceHosts?: readonly string[];
  /** Hosts that files people send may be read from. */
  readonly fileHosts?: readonly string[];
  /** Takes unsigned requests, for the Agents Playground on this machine. */
  readonly development?: boolean;
  /** Whether the server can be reached from this machine only. */
  readonly listensOnLoopback: boolean;
  /** Origin of our own pages, for links to a measurement. */
  readonly publicUrl?: string;
}

/** The connector of Teams; the broader `*.trafficmanager.net` belongs to everybody who rents there. */
export const SERVICE_HOSTS: readonly string[] = ['smba.trafficmanager.net', '*.botframework.com'];

/** Files sent in a personal chat lie in the sender's OneDrive. */
export const FILE_HOSTS: readonly string[] = ['*.sharepoint.com'];

/**
 * Refuses settings that would let anybody speak for anybody: without an app id botbuilder checks no signature at all.
 * Throws `MM_CONFIG`.
 */
export function checkTeamsSettings(settings: TeamsSettings): void {
  const problems = problemsOf(settings);
  if (problems.length === 0) return;
  throw mailmedicError(
    'MM_CONFIG',
    { problems: problems.join('; ') },
    'See docs/teams.md for what each of them is and where to find it.',
  );
}

function problemsOf(settings: TeamsSettings): readonly string[] {
  if (settings.development === true) {
    return [
      ...(settings.listensOnLoopback
        ? []
        : ['Teams in development takes unsigned requests, so the server must listen on loopback only']),
      ...(settings.appId === '' ? [] : ['Teams in development has no app id; unset one of the two']),
    ];
  }
  return [
    ...(settings.appId === '' ? ['Teams has no app id, and without it no request could be checked'] : []),
    ...(settings.tenantId === '' ? ['Teams has no tenant id'] : []),
    ...(settings.appType === 'SingleTenant' && settings.appPassword === undefined
      ? ['Teams has no app password']
      : []),
    ...(settings.appType === 'UserAssignedMSI' && settings.appPassword !== undefined
      ? ['Teams has an app password, but a managed identity has none']
      : []),
  ];
}
