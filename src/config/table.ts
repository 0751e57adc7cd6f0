import { z } from 'zod';

import { TEAMS_CLOUDS } from '../domain/index.js';
import * as value from './values.js';

/** One environment variable: what a reader of the documentation sees, and how its text is read. */
export interface SettingDefinition {
  /** In words; what holds when the variable is unset or empty. */
  readonly default: string;
  readonly what: string;
  readonly example: string;
  readonly schema: z.ZodType<unknown, string>;
}

/**
 * Every variable Mailmedic reads, in the order of docs/configuration.md (a test keeps the two equal).
 * Customary names stand as they are; all others begin with `MAILMEDIC_`.
 */
export const SETTINGS = {
  HOST: {
    default: '127.0.0.1',
    what: 'Address or name to listen on. Beyond loopback people must sign in: PUBLIC_URL and MAILMEDIC_OIDC_… are needed then.',
    example: '0.0.0.0',
    schema: value.hostName,
  },
  PORT: {
    default: '3978',
    what: 'TCP port to listen on; 0 takes any free port.',
    example: '8080',
    schema: value.wholeNumber(0, 65_535),
  },
  PUBLIC_URL: {
    default: 'none',
    what: 'Origin under which people reach this server, https unless on loopback. Needed with sign-in, which returns to it.',
    example: 'https://mailmedic.example.com',
    schema: value.origin,
  },
  DATABASE_URL: {
    default: 'the embedded store in MAILMEDIC_DATA_DIR',
    what: 'PostgreSQL to keep state in; needed to run several replicas. Never logged.',
    example: 'postgres://mailmedic:…@db.example.com/mailmedic',
    schema: value.postgresUrl,
  },
  LOG_LEVEL: {
    default: 'info',
    what: 'Least severe log lines to write: debug, info, warn, error or silent.',
    example: 'debug',
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'is not a log level; write debug, info, warn, error or silent',
    }),
  },
  MAILMEDIC_DATA_DIR: {
    default: './data',
    what: 'Folder of the embedded store. Back it up; it holds everything.',
    example: '/var/lib/mailmedic',
    schema: z.string(),
  },
  MAILMEDIC_BUNDLE_DIR: {
    default: 'the folder Mailmedic is installed in',
    what: 'Folder that holds intents/ and playbooks/.',
    example: '/etc/mailmedic',
    schema: z.string(),
  },
  MAILMEDIC_BUNDLE_WATCH: {
    default: 'true with the embedded store, false with DATABASE_URL',
    what: 'Whether a change in MAILMEDIC_BUNDLE_DIR becomes the next bundle without a restart. See docs/operations.md.',
    example: 'true',
    schema: value.yesOrNo,
  },
  MAILMEDIC_OIDC_ISSUER: {
    default: 'none',
    what: 'Issuer of the OpenID provider that people sign in with, as it stands in its tokens; https unless on loopback. See docs/security.md.',
    example: 'https://login.example.com/realms/staff',
    schema: value.issuer,
  },
  MAILMEDIC_OIDC_CLIENT_ID: {
    default: 'none',
    what: 'Client id that the provider gave Mailmedic. Its redirect URI there: PUBLIC_URL with /sign-in/callback.',
    example: 'mailmedic',
    schema: z.string(),
  },
  MAILMEDIC_OIDC_CLIENT_SECRET: {
    default: 'none',
    what: 'Secret of that client. Never logged.',
    example: 'as the provider shows it',
    schema: value.secret,
  },
  MAILMEDIC_OIDC_SCOPES: {
    default: 'openid profile email',
    what: 'Scopes to ask the provider for, with spaces between; openid is one of them.',
    example: 'openid profile email groups',
    schema: value.scopes,
  },
  MAILMEDIC_OIDC_GROUPS_CLAIM: {
    default: 'groups',
    what: "Claim that lists a person's groups, an array of names at the top level.",
    example: 'roles',
    schema: z.string(),
  },
  MAILMEDIC_ROLES: {
    default: 'none',
    what: 'Which groups give which role (agent, author, publisher, admin): role=group,group with spaces between roles. A space in a group is %20, a comma %2C. Everybody signed in is an employee.',
    example: 'agent=helpdesk,it-desk author=mail-team admin=it-admins',
    schema: value.roles,
  },
  MAILMEDIC_WIDGET_ORIGINS: {
    default: 'none',
    what: 'Origins of intranet pages that may show the chat inside them, with spaces between; https unless on loopback.',
    example: 'https://portal.example.com https://wiki.example.com',
    schema: value.origins,
  },
  MAILMEDIC_DNS_SERVERS: {
    default: "the machine's own",
    what: 'DNS servers the probes ask, with spaces between.',
    example: '10.0.0.2 10.0.0.3:5353',
    schema: value.dnsServers,
  },
  MAILMEDIC_DNS_WITNESSES: {
    default: 'qq.com gmail.com',
    what: 'Names that always have an address, with spaces between. Name servers that know none of them, and nothing of the domain in question, are not believed about it.',
    example: 'qq.com portal.example.com',
    schema: value.hostNames,
  },
  MAILMEDIC_DNS_COMPARED: {
    default: 'none',
    what: 'Further DNS servers, whose answers the probes compare: outside ones where the first ones are inside. They learn the names of mail servers.',
    example: '203.0.113.53',
    schema: value.dnsServers,
  },
  MAILMEDIC_PROBE_REGISTERED: {
    default: 'none',
    what: 'Internal mail servers that may be probed although their addresses are private: CIDR, or CIDR:port,port, with spaces between.',
    example: '10.20.0.5/32:143,993 10.21.0.0/24',
    schema: value.networks,
  },
  MAILMEDIC_PROBE_CA_FILE: {
    default: 'none',
    what: 'PEM file with the certificate authorities of your own mail servers; the probes trust them beside the public ones.',
    example: '/etc/mailmedic/corp-ca.pem',
    schema: z.string(),
  },
  MAILMEDIC_PROBE_ALLOW_PORT_25: {
    default: 'false',
    what: 'Whether port 25 may be probed. Many networks block it and some watch it.',
    example: 'true',
    schema: value.yesOrNo,
  },
  MAILMEDIC_OUTSIDE_LOOKUPS: {
    default: 'false',
    what: "Whether the probes may ask public services about a mail domain: Thunderbird's database, Microsoft's Autodiscover and providers' status feeds. They learn the domain at most, never an address.",
    example: 'true',
    schema: value.yesOrNo,
  },
  MAILMEDIC_SLACK_BOT_TOKEN: {
    default: 'none',
    what: "Slack: the app's bot token. With it goes one of the next two. Never logged. See docs/slack.md.",
    example: 'xoxb-…',
    schema: value.tokenOf('xoxb-'),
  },
  MAILMEDIC_SLACK_SIGNING_SECRET: {
    default: 'none',
    what: 'Slack over HTTP: the signing secret of the app, whose request URL is PUBLIC_URL with /slack/events. Never logged.',
    example: 'as Basic Information shows it',
    schema: value.secret,
  },
  MAILMEDIC_SLACK_APP_TOKEN: {
    default: 'none',
    what: 'Slack by Socket Mode, for a server that Slack can not reach: an app-level token with connections:write. Never logged.',
    example: 'xapp-…',
    schema: value.tokenOf('xapp-'),
  },
  MAILMEDIC_TEAMS_APP_ID: {
    default: 'none',
    what: 'Teams: application (client) id of the bot, whose messaging endpoint is PUBLIC_URL with /api/messages. See docs/teams.md.',
    example: '2f1c9c1e-5d43-4d3b-8f0e-6a3c8a1f7b52',
    schema: value.guid,
  },
  MAILMEDIC_TEAMS_APP_PASSWORD: {
    default: 'none',
    what: 'Teams: client secret of that application. Never logged.',
    example: 'as Certificates & secrets shows it once',
    schema: value.secret,
  },
  MAILMEDIC_TEAMS_TENANT_ID: {
    default: 'none',
    what: 'Teams: directory (tenant) id of your organisation; people of other tenants are refused unless MAILMEDIC_TEAMS_TENANTS names them.',
    example: '7d4a0c52-0f0b-4e0e-9f63-1c5b8d0a2e11',
    schema: value.guid,
  },
  MAILMEDIC_TEAMS_CLOUD: {
    default: 'public',
    what: "Teams: Microsoft's cloud that your tenant is in: public (also GCC), gcc-high, dod or china (21Vianet; MAILMEDIC_TEAMS_SERVICE_HOSTS is needed too). See docs/teams.md.",
    example: 'gcc-high',
    schema: z.enum(TEAMS_CLOUDS, { error: 'is not a cloud; write public, gcc-high, dod or china' }),
  },
  MAILMEDIC_TEAMS_TENANTS: {
    default: 'the tenant of MAILMEDIC_TEAMS_TENANT_ID',
    what: 'Teams: ids of the tenants whose people may talk to the bot, with spaces between. Write your own too.',
    example: '7d4a0c52-0f0b-4e0e-9f63-1c5b8d0a2e11 0b9f4c37-8a55-4d1e-b1a2-2f60c1d7e9aa',
    schema: value.guids,
  },
  MAILMEDIC_TEAMS_SERVICE_HOSTS: {
    default: 'those of MAILMEDIC_TEAMS_CLOUD: smba.trafficmanager.net *.botframework.com for public',
    what: "Teams: hosts of Microsoft's connector that answers may be sent to, with spaces between; *. in front stands for any name below. See docs/teams.md.",
    example: 'smba.infra.gcc.teams.microsoft.com',
    schema: value.connectorHosts,
  },
  MAILMEDIC_TEAMS_FILE_HOSTS: {
    default: '*.sharepoint.com',
    what: 'Teams: hosts that files people send may be read from, written in the same way.',
    example: 'contoso-my.sharepoint.com',
    schema: value.hostPatterns,
  },
  MAILMEDIC_TEAMS_DEVELOPMENT: {
    default: 'false',
    what: 'Lets the Agents Playground talk to the bot without an app id. Only where nobody but this machine can reach the server.',
    example: 'true',
    schema: value.yesOrNo,
  },
  MAILMEDIC_DIRECTORY_FILE: {
    default: 'none',
    what: 'CSV file that says who is who over Slack, Teams and the web chat, and who may sign in to which shared mailbox. Read again when it changes. See docs/directory.md.',
    example: '/etc/mailmedic/people.csv',
    schema: z.string(),
  },
  MAILMEDIC_CHAT_AUTHORS: {
    default: 'none',
    what: 'Mail addresses, with spaces between, of people who may send a playbook into Slack, Teams or the web chat to have it checked; the platform must vouch for the address. See docs/authoring.md.',
    example: 'wang.min@corp.example li.na@corp.example',
    schema: value.mailAddresses,
  },
  MAILMEDIC_HANDOFF_WEBHOOK_URL: {
    default: 'none',
    what: 'Where to post a case when people must take over; https unless on loopback. See docs/handoff-webhook.md.',
    example: 'https://tickets.example.com/hooks/mailmedic',
    schema: value.webhookUrl,
  },
  MAILMEDIC_HANDOFF_WEBHOOK_KEY: {
    default: 'none',
    what: 'Key that signs those posts, at least 32 characters. Never logged.',
    example: 'the output of: openssl rand -base64 32',
    schema: value.longSecret,
  },
  MAILMEDIC_ACTIONS_URL: {
    default: 'none',
    what: 'Where playbooks have actions done and notices told; https unless on loopback. See docs/actions-webhook.md.',
    example: 'https://automation.example.com/hooks/mailmedic',
    schema: value.webhookUrl,
  },
  MAILMEDIC_ACTIONS_KEY: {
    default: 'none',
    what: 'Key that signs those calls, at least 32 characters. Never logged.',
    example: 'the output of: openssl rand -base64 32',
    schema: value.longSecret,
  },
  MAILMEDIC_ACTIONS: {
    default: 'none',
    what: 'Actions of playbooks/actions.yaml that are answered there, with spaces between. Any other one is not called.',
    example: 'unlock-account look-up-sign-ins',
    schema: value.names,
  },
  MAILMEDIC_NOTICES: {
    default: 'none',
    what: 'Queues of playbooks/bundle.yaml whose notices are taken there, with spaces between. For any other queue a notice fails.',
    example: 'mail security',
    schema: value.names,
  },
  MAILMEDIC_PROBES_PER_HOUR: {
    default: '10',
    what: 'Measurements one person may start in an hour, over all their chats where the directory knows them.',
    example: '20',
    schema: value.wholeNumber(1, 1_000),
  },
  MAILMEDIC_PROBES_PER_TARGET: {
    default: '30',
    what: 'Measurements that may begin in a minute towards one host or domain, for all people together; more of them wait.',
    example: '60',
    schema: value.wholeNumber(1, 10_000),
  },
  MAILMEDIC_MESSAGES_PER_MINUTE: {
    default: '20',
    what: 'Messages of one person in a minute that are answered each by each; what comes beyond is kept and answered once.',
    example: '40',
    schema: value.wholeNumber(1, 10_000),
  },
  MAILMEDIC_PROBE_PROCESSES: {
    default: '2',
    what: 'Child processes kept warm for measurements; each runs up to eight at the same time.',
    example: '4',
    schema: value.wholeNumber(1, 16),
  },
  MAILMEDIC_LIVE: {
    default: 'unset',
    what: 'Read by the test suite only: 1 makes a missing mail server a failure instead of a skipped test.',
    example: '1',
    schema: z.string(),
  },
} as const satisfies Record<string, SettingDefinition>;

export type SettingName = keyof typeof SETTINGS;

/** The values of the variables that are set. */
export type SettingValues = {
  readonly [Name in SettingName]?: z.output<(typeof SETTINGS)[Name]['schema']>;
};

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];
