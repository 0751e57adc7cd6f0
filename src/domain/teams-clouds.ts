import type { TeamsCloud } from './platforms.js';

/** Where a cloud of Microsoft signs, lets a bot sign in and takes its messages. */
export interface TeamsCloudPlaces {
  /** Who signs the requests of Teams, and where its keys are. */
  readonly issuer: string;
  readonly metadata: string;
  /** Where the bot gets its token, with a slash at the end, and what the token is for. */
  readonly login: string;
  readonly audience: string;
  readonly oauth: string;
  /** Where the keys of tokens of an emulator are; none is taken, but the SDK wants to know. */
  readonly emulator: string;
  /** Hosts of the connector of Teams; none are published for China. */
  readonly serviceHosts: readonly string[];
}

const PUBLIC: TeamsCloudPlaces = {
  issuer: 'https://api.botframework.com',
  metadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  login: 'https://login.microsoftonline.com/',
  audience: 'https://api.botframework.com',
  oauth: 'https://api.botframework.com',
  emulator: 'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration',
  // The broader `*.trafficmanager.net` belongs to everybody who rents there.
  serviceHosts: ['smba.trafficmanager.net', '*.botframework.com'],
};

/** `GovernmentConstants` of botframework-connector. */
const GOVERNMENT: Omit<TeamsCloudPlaces, 'serviceHosts'> = {
  issuer: 'https://api.botframework.us',
  metadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  login: 'https://login.microsoftonline.us/',
  audience: 'https://api.botframework.us',
  oauth: 'https://api.botframework.azure.us',
  emulator:
    'https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration',
};

/**
 * @see https://docs.azure.cn/en-us/bot-service/how-to-deploy-china-cloud
 * @see https://microsoft.github.io/Agents-for-js/variables/_microsoft_agents-hosting.TeamsServiceEndpoints.html
 */
export const TEAMS_CLOUD_PLACES: Readonly<Record<TeamsCloud, TeamsCloudPlaces>> = {
  public: PUBLIC,
  'gcc-high': { ...GOVERNMENT, serviceHosts: ['smba.infra.gov.teams.microsoft.us'] },
  dod: { ...GOVERNMENT, serviceHosts: ['smba.infra.dod.teams.microsoft.us'] },
  china: {
    issuer: 'https://api.botframework.azure.cn',
    metadata: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
    login: 'https://login.partner.microsoftonline.cn/',
    audience: 'https://api.botframework.azure.cn',
    oauth: 'https://token.botframework.azure.cn/',
    emulator:
      'https://login.partner.microsoftonline.cn/a55a4d5b-9241-49b1-b4ff-befa8db00269/v2.0/.well-known/openid-configuration',
    serviceHosts: [],
  },
};
