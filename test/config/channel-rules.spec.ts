import { describe, expect, it } from 'vitest';

import { readSettings, type Environment } from '../../src/config/index.js';
import { MailmedicError } from '../../src/domain/index.js';

const ID = '2f1c9c1e-5d43-4d3b-8f0e-6a3c8a1f7b52';
const TENANT = '7d4a0c52-0f0b-4e0e-9f63-1c5b8d0a2e11';
const TEAMS = {
  MAILMEDIC_TEAMS_APP_ID: ID.toUpperCase(),
  MAILMEDIC_TEAMS_APP_PASSWORD: 'hunter2',
  MAILMEDIC_TEAMS_TENANT_ID: TENANT,
};

function problemsOf(env: Environment): string {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof MailmedicError) return error.message;
  }
  return 'no problem';
}

describe('the settings of chat platforms', () => {
  it('are none unless told', () => {
    expect(readSettings({}).channels).toEqual({});
  });

  it('reach Slack over HTTP or by a socket', () => {
    const http = readSettings({
      MAILMEDIC_SLACK_BOT_TOKEN: 'xoxb-1',
      MAILMEDIC_SLACK_SIGNING_SECRET: 's',
    });
    const socket = readSettings({
      MAILMEDIC_SLACK_BOT_TOKEN: 'xoxb-1',
      MAILMEDIC_SLACK_APP_TOKEN: 'xapp-1',
    });

    expect(http.channels.slack?.reach.kind).toBe('http');
    expect(http.channels.slack?.botToken.reveal()).toBe('xoxb-1');
    expect(socket.channels.slack?.reach.kind).toBe('socket');
  });

  it('name the app of Teams, or are for development on this machine', () => {
    const teams = readSettings(TEAMS).channels.teams;

    expect(teams).toEqual({
      identity: { kind: 'app', appId: ID, tenantId: TENANT, password: expect.anything() as unknown },
    });
    expect(readSettings({ MAILMEDIC_TEAMS_DEVELOPMENT: 'true' }).channels.teams).toEqual({
      identity: { kind: 'development' },
    });
  });

  it('name further tenants and hosts of Teams', () => {
    const teams = readSettings({
      ...TEAMS,
      MAILMEDIC_TEAMS_TENANTS: `${TENANT} ${ID.toUpperCase()} ${TENANT}`,
      MAILMEDIC_TEAMS_SERVICE_HOSTS: 'SMBA.infra.gcc.teams.microsoft.com',
      MAILMEDIC_TEAMS_FILE_HOSTS: '*.sharepoint.com contoso.sharepoint.us',
    }).channels.teams;

    expect(teams).toMatchObject({
      allowedTenants: [TENANT, ID],
      serviceHosts: ['smba.infra.gcc.teams.microsoft.com'],
      fileHosts: ['*.sharepoint.com', 'contoso.sharepoint.us'],
    });
  });

  it.each([
    [{ MAILMEDIC_SLACK_SIGNING_SECRET: 's' }, 'MAILMEDIC_SLACK_BOT_TOKEN is not set'],
    [{ MAILMEDIC_SLACK_BOT_TOKEN: 'xoxb-1' }, 'MAILMEDIC_SLACK_BOT_TOKEN is set alone'],
    [
      {
        MAILMEDIC_SLACK_BOT_TOKEN: 'xoxb-1',
        MAILMEDIC_SLACK_SIGNING_SECRET: 's',
        MAILMEDIC_SLACK_APP_TOKEN: 'xapp-1',
      },
      'are both set; keep the first for HTTP',
    ],
    [{ MAILMEDIC_SLACK_BOT_TOKEN: 'xapp-1' }, 'does not begin with xoxb-; copy the other token'],
    [{ ...TEAMS, MAILMEDIC_TEAMS_TENANT_ID: '' }, 'MAILMEDIC_TEAMS_TENANT_ID is not set'],
    [{ ...TEAMS, MAILMEDIC_TEAMS_APP_ID: 'contoso' }, 'is not an id of the form'],
    [{ ...TEAMS, MAILMEDIC_TEAMS_TENANTS: `${TENANT} contoso` }, 'an entry (number 2) that is not an id'],
    [{ ...TEAMS, MAILMEDIC_TEAMS_SERVICE_HOSTS: '*.trafficmanager.net' }, 'anybody can rent a name'],
    [{ ...TEAMS, MAILMEDIC_TEAMS_SERVICE_HOSTS: '*.com' }, 'an entry (number 1) that is no host'],
    [{ ...TEAMS, MAILMEDIC_TEAMS_FILE_HOSTS: 'a.example *' }, 'an entry (number 2) that is no host'],
    [{ MAILMEDIC_TEAMS_TENANTS: TENANT }, 'no app of Teams is'],
    [{ ...TEAMS, MAILMEDIC_TEAMS_DEVELOPMENT: 'true' }, 'remove one of the two'],
    [
      { MAILMEDIC_TEAMS_DEVELOPMENT: 'true', HOST: '0.0.0.0' },
      'turns the check of tokens off; it needs HOST on loopback',
    ],
  ])('say what is wrong with %j', (env, problem) => {
    expect(problemsOf(env)).toContain(problem);
  });
});
