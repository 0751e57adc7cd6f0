import type { Secret } from './secret.js';

/** How this deployment is connected to its one Slack workspace. */
export interface SlackConnection {
  /** `xoxb-…` */
  readonly botToken: Secret;
  /** `http`: Slack calls us, signed. `socket`: we call Slack (`xapp-…`), for networks nobody can reach from outside. */
  readonly reach:
    | { readonly kind: 'http'; readonly signingSecret: Secret }
    | { readonly kind: 'socket'; readonly appToken: Secret };
}

/** Who the bot is to Microsoft: a single-tenant registration, or nobody, for the Agents Playground on this machine. */
export type TeamsIdentity =
  | {
      readonly kind: 'app';
      /** Application (client) id of the bot's registration. */
      readonly appId: string;
      /** Client secret of that registration. */
      readonly password: Secret;
      /** Directory (tenant) id of the registration. */
      readonly tenantId: string;
    }
  | { readonly kind: 'development' };

/** Microsoft's clouds, each with an authority and a connector of its own. GCC is in the public one. */
export const TEAMS_CLOUDS = ['public', 'gcc-high', 'dod', 'china'] as const;

export type TeamsCloud = (typeof TEAMS_CLOUDS)[number];

/** How this deployment is connected to Microsoft Teams. */
export interface TeamsConnection {
  readonly identity: TeamsIdentity;
  /** `public` unless told. */
  readonly cloud?: TeamsCloud;
  /** Tenants whose people may talk to the bot; none named means the one of the registration. */
  readonly allowedTenants?: readonly string[];
  /** Hosts of Microsoft's connector that answers may be sent to; `*.` in front stands for any name below. */
  readonly serviceHosts?: readonly string[];
  /** Hosts that files people send may be read from. */
  readonly fileHosts?: readonly string[];
}
