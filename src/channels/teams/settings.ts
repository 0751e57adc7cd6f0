import { mailmedicError, type TeamsConnection } from '../../domain/index.js';

/** What the channel of Microsoft Teams needs to know. */
export interface TeamsSettings extends TeamsConnection {
  /** Whether the server can be reached from this machine only. */
  readonly listensOnLoopback: boolean;
  /** Origin of our own pages, for links to a measurement. */
  readonly publicUrl?: string;
}

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
    { problems: problems.map((problem) => `\n- ${problem}`).join('') },
    'See docs/teams.md for what each of them is and where to find it.',
  );
}

function problemsOf({ identity, listensOnLoopback }: TeamsSettings): readonly string[] {
  if (identity.kind === 'development') {
    if (listensOnLoopback) return [];
    return ['Teams in development takes unsigned requests, so the server must listen on loopback only'];
  }
  return [
    ...(identity.appId === '' ? ['Teams has no app id, and without it no request could be checked'] : []),
    ...(identity.tenantId === '' ? ['Teams has no tenant id'] : []),
  ];
}
