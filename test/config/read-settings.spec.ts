import { isAbsolute, join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';

import { readSettings } from '../../src/config/index.js';
import { MailmedicError } from '../../src/domain/index.js';

const KEY = 'k'.repeat(32);

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
    expect(settings.probe).toEqual({ registered: [], allowPort25: false });
    expect(settings.handoff).toEqual({});
    expect(settings.limits).toEqual({ probesPerHour: 10, probeProcesses: 2 });
  });

  it('counts an empty variable as unset', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '  ' })).toEqual(readSettings({}));
  });

  it('reads every variable', () => {
    const settings = readSettings({
      HOST: '0.0.0.0',
      PORT: '8080',
      PUBLIC_URL: 'https://bot.corp.example/',
      DATABASE_URL: 'postgres://bot:hunter2@db/bot',
      LOG_LEVEL: 'debug',
      MAILMEDIC_DATA_DIR: '/srv/data',
      MAILMEDIC_BUNDLE_DIR: '/srv/bundle',
      MAILMEDIC_DNS_SERVERS: '10.0.0.2, 10.0.0.3:5353 fd00::2 [fd00::3]:53',
      MAILMEDIC_PROBE_REGISTERED: '10.20.0.5/32:143,993 fd00:1::/32',
      MAILMEDIC_PROBE_ALLOW_PORT_25: 'yes',
      MAILMEDIC_HANDOFF_WEBHOOK_URL: 'http://localhost:9000/hook',
      MAILMEDIC_HANDOFF_WEBHOOK_KEY: KEY,
      MAILMEDIC_PROBES_PER_HOUR: '20',
      MAILMEDIC_PROBE_PROCESSES: '4',
      MAILMEDIC_LIVE: '1',
      PATH: '/bin',
    });

    expect(settings.http).toEqual({ host: '0.0.0.0', port: 8080, publicUrl: 'https://bot.corp.example' });
    expect(settings.store.kind === 'postgres' && settings.store.url.reveal()).toBe(
      'postgres://bot:hunter2@db/bot',
    );
    expect(settings.logLevel).toBe('debug');
    expect([settings.dataDir, settings.bundleDir]).toEqual(['/srv/data', '/srv/bundle']);
    expect(settings.probe).toEqual({
      dnsServers: ['10.0.0.2', '10.0.0.3:5353', 'fd00::2', '[fd00::3]:53'],
      registered: [{ cidr: '10.20.0.5/32', ports: [143, 993] }, { cidr: 'fd00:1::/32' }],
      allowPort25: true,
    });
    expect(settings.handoff.webhook?.url).toBe('http://localhost:9000/hook');
    expect(settings.handoff.webhook?.key.reveal()).toBe(KEY);
    expect(settings.limits).toEqual({ probesPerHour: 20, probeProcesses: 4 });
  });

  it('prints no secret, however it is printed', () => {
    const settings = readSettings({
      DATABASE_URL: 'postgres://bot:hunter2@db/bot',
      MAILMEDIC_HANDOFF_WEBHOOK_URL: 'https://a.example/',
      MAILMEDIC_HANDOFF_WEBHOOK_KEY: KEY,
    });

    const printed = inspect(settings, { depth: 9, showHidden: true }) + JSON.stringify(settings);

    expect(printed).not.toContain('hunter2');
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
    ['MAILMEDIC_DNS_SERVERS', 'dns.corp.example'],
    ['MAILMEDIC_DNS_SERVERS', '10.0.0.2:0'],
    ['MAILMEDIC_PROBE_REGISTERED', '10.0.0.5'],
    ['MAILMEDIC_PROBE_REGISTERED', '10.0.0.0/33'],
    ['MAILMEDIC_PROBE_REGISTERED', '10.0.0.0/24:70000'],
    ['MAILMEDIC_PROBE_REGISTERED', 'corp.example/24'],
    ['MAILMEDIC_PROBE_ALLOW_PORT_25', 'maybe'],
    ['MAILMEDIC_PROBES_PER_HOUR', '0'],
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

  it('wants webhook URL and key together', () => {
    expect(problemsOf({ MAILMEDIC_HANDOFF_WEBHOOK_URL: 'https://a.example/' })).toContain(
      'set both or neither',
    );
  });
});
