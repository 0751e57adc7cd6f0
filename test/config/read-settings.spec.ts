import { isAbsolute, join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';

import { readSettings } from '../../src/config/index.js';
import { MailmedicError, Secret } from '../../src/domain/index.js';

const KEY = 'k'.repeat(32);
const SIGN_IN = {
  MAILMEDIC_OIDC_ISSUER: 'https://login.corp.example',
  MAILMEDIC_OIDC_CLIENT_ID: 'mailmedic',
  MAILMEDIC_OIDC_CLIENT_SECRET: 'oidc-hunter2',
};

function problemsOf(env: Record<string, string>): string {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof MailmedicError && error.code === 'MM_CONFIG') return error.message;
    throw error;
  }
  return 'no problem';
}

describe('readSettings', () => {
  it('runs on this machine alone when nothing is set', () => {
    const settings = readSettings({});

    expect(settings.http).toEqual({ host: '127.0.0.1', port: 3978 });
    expect(settings.store).toEqual({ kind: 'sqlite', file: join(settings.dataDir, 'mailmedic.db') });
    expect(isAbsolute(settings.dataDir)).toBe(true);
    expect(settings.bundleDir).toBe(process.cwd());
    expect(settings.logLevel).toBe('info');
    expect(settings.probe).toEqual({ registered: [], allowPort25: false, outsideLookups: false });
    expect(settings.handoff).toEqual({});
    expect(settings.actions).toBeUndefined();
    expect(settings.signIn).toBeUndefined();
    expect(settings.limits).toEqual({
      probesPerHour: 10,
      probesPerTarget: 30,
      messagesPerMinute: 20,
      probeProcesses: 2,
    });
  });

  it('counts an empty variable as unset', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '  ' })).toEqual(readSettings({}));
  });

  it('reads every variable', () => {
    const settings = readSettings({
      HOST: '0.0.0.0',
      PORT: '8080',
      PUBLIC_URL: 'https://bot.corp.example/',
      MAILMEDIC_OIDC_ISSUER: 'https://login.corp.example/realms/staff',
      MAILMEDIC_OIDC_CLIENT_ID: 'mailmedic',
      MAILMEDIC_OIDC_CLIENT_SECRET: 'oidc-hunter2',
      MAILMEDIC_OIDC_SCOPES: 'openid  groups',
      MAILMEDIC_OIDC_GROUPS_CLAIM: 'https://corp.example/groups',
      MAILMEDIC_ROLES: 'agent=helpdesk,IT%20Desk  admin=CN=it-admins%2COU=corp',
      MAILMEDIC_WIDGET_ORIGINS: 'https://portal.corp.example/ http://localhost:8080',
      DATABASE_URL: 'postgres://bot:hunter2@db/bot',
      LOG_LEVEL: 'debug',
      MAILMEDIC_DATA_DIR: '/srv/data',
      MAILMEDIC_BUNDLE_DIR: '/srv/bundle',
      MAILMEDIC_DNS_SERVERS: '10.0.0.2, 10.0.0.3:5353 fd00::2 [fd00::3]:53',
      MAILMEDIC_DNS_WITNESSES: 'qq.com, Portal.corp.example qq.com',
      MAILMEDIC_DNS_COMPARED: '203.0.113.53',
      MAILMEDIC_PROBE_REGISTERED: '10.20.0.5/32:143,993 fd00:1::/32',
      MAILMEDIC_PROBE_ALLOW_PORT_25: 'yes',
      MAILMEDIC_HANDOFF_WEBHOOK_URL: 'http://localhost:9000/hook',
      MAILMEDIC_HANDOFF_WEBHOOK_KEY: KEY,
      MAILMEDIC_ACTIONS_URL: 'https://automation.corp.example/hook',
      MAILMEDIC_ACTIONS_KEY: KEY,
      MAILMEDIC_ACTIONS: 'unlock-account, look-up-sign-ins unlock-account',
      MAILMEDIC_NOTICES: 'mail',
      MAILMEDIC_PROBES_PER_HOUR: '20',
      MAILMEDIC_PROBES_PER_TARGET: '60',
      MAILMEDIC_MESSAGES_PER_MINUTE: '40',
      MAILMEDIC_PROBE_PROCESSES: '4',
      MAILMEDIC_LIVE: '1',
      PATH: '/bin',
    });

    expect(settings.http).toEqual({
      host: '0.0.0.0',
      port: 8080,
      publicUrl: 'https://bot.corp.example',
      widgetOrigins: ['https://portal.corp.example', 'http://localhost:8080'],
    });
    expect(settings.signIn).toEqual({
      issuer: 'https://login.corp.example/realms/staff',
      clientId: 'mailmedic',
      clientSecret: expect.any(Secret) as Secret,
      scopes: 'openid groups',
      groupsClaim: 'https://corp.example/groups',
      roles: [
        { role: 'agent', groups: ['helpdesk', 'IT Desk'] },
        { role: 'admin', groups: ['CN=it-admins,OU=corp'] },
      ],
    });
    expect(settings.signIn?.clientSecret.reveal()).toBe('oidc-hunter2');
    expect(settings.store.kind === 'postgres' && settings.store.url.reveal()).toBe(
      'postgres://bot:hunter2@db/bot',
    );
    expect(settings.logLevel).toBe('debug');
    expect([settings.dataDir, settings.bundleDir]).toEqual(['/srv/data', '/srv/bundle']);
    expect(settings.probe).toEqual({
      dnsServers: ['10.0.0.2', '10.0.0.3:5353', 'fd00::2', '[fd00::3]:53'],
      dnsWitnesses: ['qq.com', 'portal.corp.example'],
      dnsCompared: ['203.0.113.53'],
      registered: [{ cidr: '10.20.0.5/32', ports: [143, 993] }, { cidr: 'fd00:1::/32' }],
      allowPort25: true,
      outsideLookups: false,
    });
    expect(settings.handoff.webhook?.url).toBe('http://localhost:9000/hook');
    expect(settings.handoff.webhook?.key.reveal()).toBe(KEY);
    expect(settings.actions).toEqual({
      url: 'https://automation.corp.example/hook',
      key: expect.any(Secret) as Secret,
      actions: ['unlock-account', 'look-up-sign-ins'],
      queues: ['mail'],
    });
    expect(settings.limits).toEqual({
      probesPerHour: 20,
      probesPerTarget: 60,
      messagesPerMinute: 40,
      probeProcesses: 4,
    });
  });

  it('prints no secret, however it is printed', () => {
    const settings = readSettings({
      DATABASE_URL: 'postgres://bot:hunter2@db/bot',
      MAILMEDIC_HANDOFF_WEBHOOK_URL: 'https://a.example/',
      MAILMEDIC_HANDOFF_WEBHOOK_KEY: KEY,
      ...SIGN_IN,
    });

    const printed = inspect(settings, { depth: 9, showHidden: true }) + JSON.stringify(settings);

    expect(printed).not.toContain('hunter2');
    expect(settings.signIn).toBeDefined();
    expect(printed).not.toContain(KEY);
  });

  it('lists all problems at once, without their values', () => {
    const message = problemsOf({
      PORT: '99999',
      DATABASE_URL: 'mysql://root:hunter2@db',
      MAILMEDIC_PROT: '1',
      MAILMEDIC_HANDOFF_WEBHOOK_KEY: 'too-short',
    });

    expect(message.split('\n- ').slice(1)).toEqual([
      'MAILMEDIC_PROT is not a setting; did you mean PORT?',
      'PORT is not a whole number from 0 to 65535; write one',
      'DATABASE_URL is not a postgres:// URL; write one, or leave it unset for the embedded store',
      'MAILMEDIC_HANDOFF_WEBHOOK_KEY is shorter than 32 characters; make one with: openssl rand -base64 32',
    ]);
    expect(message).not.toMatch(/hunter2|too-short/u);
  });

  it.each([
    ['MAILMEDIC_DATADIR', 'did you mean MAILMEDIC_DATA_DIR?'],
    ['MAILMEDIC_HOST', 'did you mean HOST?'],
    ['MAILMEDIC_LOG_LEVEL', 'did you mean LOG_LEVEL?'],
    ['MAILMEDIC_PROBE_ALLOW_PORT25', 'did you mean MAILMEDIC_PROBE_ALLOW_PORT_25?'],
    ['MAILMEDIC_COLOUR_OF_THE_SKY', 'remove it'],
  ])('refuses the unknown %s and says: %s', (name, remedy) => {
    expect(problemsOf({ [name]: 'x' })).toContain(`${name} is not a setting; ${remedy}`);
  });

  it.each([
    ['HOST', 'http://localhost'],
    ['HOST', '[::1]'],
    ['PORT', '-1'],
    ['PORT', '3978x'],
    ['PUBLIC_URL', 'http://bot.corp.example'],
    ['PUBLIC_URL', 'https://bot.corp.example/path'],
    ['PUBLIC_URL', 'bot.corp.example'],
    ['LOG_LEVEL', 'loud'],
    ['MAILMEDIC_ACTIONS', 'unlock Unlock!'],
    ['MAILMEDIC_NOTICES', ','],
    ['MAILMEDIC_ACTIONS_URL', 'http://automation.corp.example/'],
    ['MAILMEDIC_ACTIONS_KEY', 'short'],
    ['MAILMEDIC_DNS_SERVERS', 'dns.corp.example'],
    ['MAILMEDIC_DNS_SERVERS', '10.0.0.2:0'],
    ['MAILMEDIC_DNS_COMPARED', 'dns.corp.example'],
    ['MAILMEDIC_DNS_WITNESSES', 'qq'],
    ['MAILMEDIC_DNS_WITNESSES', '10.0.0.2'],
    ['MAILMEDIC_PROBE_REGISTERED', '10.0.0.5'],
    ['MAILMEDIC_PROBE_REGISTERED', '10.0.0.0/33'],
    ['MAILMEDIC_PROBE_REGISTERED', '10.0.0.0/24:70000'],
    ['MAILMEDIC_PROBE_REGISTERED', 'corp.example/24'],
    ['MAILMEDIC_PROBE_ALLOW_PORT_25', 'maybe'],
    ['MAILMEDIC_PROBES_PER_HOUR', '0'],
    ['MAILMEDIC_OIDC_ISSUER', 'http://login.corp.example'],
    ['MAILMEDIC_OIDC_ISSUER', 'login.corp.example'],
    ['MAILMEDIC_OIDC_ISSUER', 'https://user:pw@login.corp.example'],
    ['MAILMEDIC_OIDC_ISSUER', 'https://login.corp.example/?realm=staff'],
    ['MAILMEDIC_OIDC_ISSUER', 'https://login.corp.example/.well-known/openid-configuration'],
    ['MAILMEDIC_OIDC_SCOPES', 'profile email'],
    ['MAILMEDIC_OIDC_SCOPES', 'openid "email"'],
    ['MAILMEDIC_ROLES', 'agent'],
    ['MAILMEDIC_ROLES', 'agent='],
    ['MAILMEDIC_ROLES', 'agent=a,,b'],
    ['MAILMEDIC_ROLES', 'agent=%zz'],
    ['MAILMEDIC_ROLES', 'employee=staff'],
    ['MAILMEDIC_ROLES', 'root=it-admins'],
    ['MAILMEDIC_ROLES', 'agent=a agent=b'],
    ['MAILMEDIC_WIDGET_ORIGINS', 'http://portal.corp.example'],
    ['MAILMEDIC_WIDGET_ORIGINS', 'https://portal.corp.example/page'],
    ['MAILMEDIC_WIDGET_ORIGINS', 'https://a.example *'],
  ])('refuses %s=%s', (name, text) => {
    expect(problemsOf({ [name]: text })).toContain(`\n- ${name} `);
  });

  it.each(['http://tickets.corp.example/hook', 'https://user:pw@tickets.corp.example/', 'ftp://a.example'])(
    'refuses the webhook %s',
    (url) => {
      const env = { MAILMEDIC_HANDOFF_WEBHOOK_URL: url, MAILMEDIC_HANDOFF_WEBHOOK_KEY: KEY };
      expect(problemsOf(env)).toContain('\n- MAILMEDIC_HANDOFF_WEBHOOK_URL ');
    },
  );

  it.each([
    [{ MAILMEDIC_ACTIONS_URL: 'https://a.example/' }, 'set both or neither'],
    [{ MAILMEDIC_ACTIONS_KEY: KEY, MAILMEDIC_ACTIONS: 'unlock' }, 'set both or neither'],
    [{ MAILMEDIC_ACTIONS: 'unlock' }, 'do nothing without MAILMEDIC_ACTIONS_URL'],
    [{ MAILMEDIC_NOTICES: 'mail' }, 'do nothing without MAILMEDIC_ACTIONS_URL'],
    [
      { MAILMEDIC_ACTIONS_URL: 'https://a.example/', MAILMEDIC_ACTIONS_KEY: KEY },
      'never called while nothing is named',
    ],
  ])('with %j says: %s', (env, problem) => {
    expect(problemsOf(env as Record<string, string>)).toContain(problem);
  });

  it('wants webhook URL and key together', () => {
    expect(problemsOf({ MAILMEDIC_HANDOFF_WEBHOOK_URL: 'https://a.example/' })).toContain(
      'set both or neither',
    );
  });
});

describe('sign-in', () => {
  const publicUrl = 'https://bot.corp.example';

  it.each<[Record<string, string>, readonly string[]]>([
    [{ HOST: '0.0.0.0' }, [...Object.keys(SIGN_IN), 'PUBLIC_URL']],
    [{ HOST: '::' }, [...Object.keys(SIGN_IN), 'PUBLIC_URL']],
    [{ HOST: 'bot.corp.example' }, [...Object.keys(SIGN_IN), 'PUBLIC_URL']],
    [{ PUBLIC_URL: publicUrl }, Object.keys(SIGN_IN)],
    [{ HOST: '0.0.0.0', PUBLIC_URL: publicUrl }, Object.keys(SIGN_IN)],
    [{ HOST: '0.0.0.0', ...SIGN_IN }, ['PUBLIC_URL']],
    [{ HOST: '0.0.0.0', ...SIGN_IN, PUBLIC_URL: 'http://localhost:3978' }, ['PUBLIC_URL']],
    [{ MAILMEDIC_OIDC_CLIENT_ID: 'mailmedic' }, ['MAILMEDIC_OIDC_ISSUER', 'MAILMEDIC_OIDC_CLIENT_SECRET']],
    [{ PORT: '0', ...SIGN_IN }, ['PUBLIC_URL']],
    [{ MAILMEDIC_ROLES: 'agent=helpdesk' }, ['MAILMEDIC_ROLES']],
  ])('with %j lacks %j', (env, names) => {
    const problems = problemsOf(env)
      .split('\n- ')
      .slice(1)
      .map((problem) => problem.split(' ')[0]);

    expect(problems).toEqual(names);
  });

  it.each<Record<string, string>>([
    {},
    { HOST: '::1' },
    { HOST: 'localhost', PUBLIC_URL: 'http://127.0.0.1:3978' },
    SIGN_IN,
    { HOST: '0.0.0.0', PUBLIC_URL: publicUrl, ...SIGN_IN },
  ])('has what it needs with %j', (env) => {
    expect(() => readSettings(env)).not.toThrow();
  });

  it('has customary scopes and claim, and no roles', () => {
    expect(readSettings(SIGN_IN).signIn).toMatchObject({
      scopes: 'openid profile email',
      groupsClaim: 'groups',
      roles: [],
    });
  });

  it('is not said to be missing when it is there and can’t be read', () => {
    const message = problemsOf({
      HOST: '0.0.0.0',
      PUBLIC_URL: publicUrl,
      ...SIGN_IN,
      MAILMEDIC_OIDC_ISSUER: 'x',
    });

    expect(message.match(/MAILMEDIC_OIDC_ISSUER/gu)).toHaveLength(1);
  });
});
