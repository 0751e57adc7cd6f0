import { isOnThisMachineOnly } from '../domain/index.js';
import type { ChannelSettings } from './settings.js';
import type { SettingName, SettingValues } from './table.js';

type Given = (name: SettingName) => boolean;

const TEAMS: readonly (readonly [SettingName, string])[] = [
  ['MAILMEDIC_TEAMS_APP_ID', 'write the application id of the bot'],
  ['MAILMEDIC_TEAMS_APP_PASSWORD', 'write its client secret'],
  ['MAILMEDIC_TEAMS_TENANT_ID', 'write the id of your tenant'],
];

const TEAMS_FURTHER: readonly SettingName[] = [
  'MAILMEDIC_TEAMS_CLOUD',
  'MAILMEDIC_TEAMS_TENANTS',
  'MAILMEDIC_TEAMS_SERVICE_HOSTS',
  'MAILMEDIC_TEAMS_FILE_HOSTS',
];

/** What the settings of the chat platforms must fulfil together. `given`: set, readable or not. */
export function channelProblems(values: SettingValues, given: Given): string[] {
  return [...slackProblems(given), ...teamsProblems(values, given)];
}

function slackProblems(given: Given): string[] {
  const http = given('MAILMEDIC_SLACK_SIGNING_SECRET');
  const socket = given('MAILMEDIC_SLACK_APP_TOKEN');
  if (!given('MAILMEDIC_SLACK_BOT_TOKEN')) {
    if (!http && !socket) return [];
    return [
      'MAILMEDIC_SLACK_BOT_TOKEN is not set; Slack needs it to answer: write the token that begins with xoxb-',
    ];
  }
  if (http && socket) {
    return [
      'MAILMEDIC_SLACK_SIGNING_SECRET and MAILMEDIC_SLACK_APP_TOKEN are both set; keep the first for HTTP or the second for Socket Mode',
    ];
  }
  if (http || socket) return [];
  return [
    'MAILMEDIC_SLACK_BOT_TOKEN is set alone; add MAILMEDIC_SLACK_SIGNING_SECRET (HTTP) or MAILMEDIC_SLACK_APP_TOKEN (Socket Mode)',
  ];
}

function teamsProblems(values: SettingValues, given: Given): string[] {
  const some = TEAMS.some(([name]) => given(name));
  const development = values.MAILMEDIC_TEAMS_DEVELOPMENT === true;
  if (development && some) {
    return ['MAILMEDIC_TEAMS_DEVELOPMENT is true and an app is configured; remove one of the two'];
  }
  if (development && !isOnThisMachineOnly(reach(values))) {
    return [
      'MAILMEDIC_TEAMS_DEVELOPMENT turns the check of tokens off; it needs HOST on loopback and no PUBLIC_URL',
    ];
  }
  if (!some)
    return TEAMS_FURTHER.filter(given).map(
      (name) => `${name} is set, and no app of Teams is; set MAILMEDIC_TEAMS_APP_ID too or remove it`,
    );
  if (values.MAILMEDIC_TEAMS_CLOUD === 'china' && !given('MAILMEDIC_TEAMS_SERVICE_HOSTS')) {
    return [
      'MAILMEDIC_TEAMS_CLOUD is china, and Microsoft publishes no host of its connector there; set MAILMEDIC_TEAMS_SERVICE_HOSTS to the one in the serviceUrl of its requests',
    ];
  }
  return TEAMS.filter(([name]) => !given(name)).map(
    ([name, remedy]) => `${name} is not set; the three of them only work together: ${remedy}`,
  );
}

function reach({ HOST, PUBLIC_URL }: SettingValues): { host: string; publicUrl?: string } {
  return { host: HOST ?? '127.0.0.1', ...(PUBLIC_URL === undefined ? {} : { publicUrl: PUBLIC_URL }) };
}

/** The chat platforms that are set up. */
export function arrangeChannels(values: SettingValues): ChannelSettings {
  return { ...slackOf(values), ...teamsOf(values) };
}

function slackOf(values: SettingValues): Pick<ChannelSettings, 'slack'> {
  const botToken = values.MAILMEDIC_SLACK_BOT_TOKEN;
  const signingSecret = values.MAILMEDIC_SLACK_SIGNING_SECRET;
  const appToken = values.MAILMEDIC_SLACK_APP_TOKEN;
  if (botToken === undefined) return {};
  if (signingSecret !== undefined) return { slack: { botToken, reach: { kind: 'http', signingSecret } } };
  if (appToken !== undefined) return { slack: { botToken, reach: { kind: 'socket', appToken } } };
  return {};
}

function teamsOf(values: SettingValues): Pick<ChannelSettings, 'teams'> {
  if (values.MAILMEDIC_TEAMS_DEVELOPMENT === true) return { teams: { identity: { kind: 'development' } } };
  const appId = values.MAILMEDIC_TEAMS_APP_ID;
  const password = values.MAILMEDIC_TEAMS_APP_PASSWORD;
  const tenantId = values.MAILMEDIC_TEAMS_TENANT_ID;
  if (appId === undefined || password === undefined || tenantId === undefined) return {};
  const allowedTenants = values.MAILMEDIC_TEAMS_TENANTS;
  const cloud = values.MAILMEDIC_TEAMS_CLOUD;
  const serviceHosts = values.MAILMEDIC_TEAMS_SERVICE_HOSTS;
  const fileHosts = values.MAILMEDIC_TEAMS_FILE_HOSTS;
  return {
    teams: {
      identity: { kind: 'app', appId, password, tenantId },
      ...(cloud === undefined ? {} : { cloud }),
      ...(allowedTenants === undefined ? {} : { allowedTenants }),
      ...(serviceHosts === undefined ? {} : { serviceHosts }),
      ...(fileHosts === undefined ? {} : { fileHosts }),
    },
  };
}
