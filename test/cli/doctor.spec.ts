import { readdirSync, readFileSync } from 'node:fs';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { scopesIn } from '../../src/cli/_slack-manifest.js';
import { runDoctorCommand } from '../../src/cli/doctor.js';
import { doctorWorld } from '../../src/cli/_doctor-world.js';
import { CHECKS, type DoctorWorld } from '../../src/cli/doctor/index.js';
import { readSettings, type Environment } from '../../src/config/index.js';
import { mailmedicError } from '../../src/domain/index.js';

const NOW = Date.parse('2026-03-01T08:00:00.500Z');
const SCOPES = scopesIn(readFileSync('manifest/slack.yaml', 'utf8'));
const PUBLIC = 'https://bot.corp.example';
const SLACK = {
  MAILMEDIC_SLACK_BOT_TOKEN: 'xoxb-very-secret',
  MAILMEDIC_SLACK_APP_TOKEN: 'xapp-very-secret',
};
const SIGN_IN = {
  PUBLIC_URL: PUBLIC,
  MAILMEDIC_OIDC_ISSUER: 'https://login.corp.example',
  MAILMEDIC_OIDC_CLIENT_ID: 'mailmedic',
  MAILMEDIC_OIDC_CLIENT_SECRET: 'oidc-very-secret',
  MAILMEDIC_ROLES: 'agent=helpdesk',
};
const TEAMS = {
  ...SIGN_IN,
  MAILMEDIC_TEAMS_APP_ID: '2f1c9c1e-5d43-4d3b-8f0e-6a3c8a1f7b52',
  MAILMEDIC_TEAMS_APP_PASSWORD: 'teams-very-secret',
  MAILMEDIC_TEAMS_TENANT_ID: '7d4a0c52-0f0b-4e0e-9f63-1c5b8d0a2e11',
};

interface Row {
  readonly id: string;
  readonly lines: readonly { readonly mark: string; readonly text: string; readonly remedy: string | null }[];
}

/** A house in which everything is well. */
function worldOf(settings: DoctorWorld['settings']): DoctorWorld {
  return {
    settings,
    fetch: (...args) => fetch(...args),
    now: () => NOW,
    store: () =>
      Promise.resolve({
        kind: 'there',
        pending: [],
        live: { number: 7, hash: 'a'.repeat(64), publishedAt: '2026-02-01T00:00:00Z', from: 'folder' },
      }),
    bundle: () => Promise.resolve({ errors: 0, warnings: 2 }),
    directory: () => Promise.resolve(undefined),
    addressesOf: () => Promise.resolve([]),
    slackScopes: () => Promise.resolve(SCOPES),
  };
}

async function run(env: Environment, changed: Partial<DoctorWorld> = {}, json = true) {
  let said = '';
  const code = await runDoctorCommand(json ? { json } : {}, {
    settings: () => readSettings(env),
    world: (settings) => ({ ...worldOf(settings), ...changed }),
    out: { write: (text: string) => (said += text) },
  });
  const checks = json ? (JSON.parse(said) as { checks: readonly Row[] }).checks : [];
  const linesOf = (id: string) => checks.find((check) => check.id === id)?.lines ?? [];
  return { code, said, checks, linesOf };
}

function slack(method: string) {
  return nock('https://slack.com').post(`/api/${method}`);
}

function slackIsWell(scopes: readonly string[] = SCOPES): void {
  slack('auth.test').reply(
    200,
    { ok: true, team: 'Corp', user: 'mailmedic' },
    { 'x-oauth-scopes': scopes.join(',') },
  );
  slack('apps.connections.open').reply(200, { ok: true, url: 'wss://wss.slack.com/link?ticket=very-secret' });
}

function slackClock(date: string): void {
  nock('https://slack.com').get('/api/api.test').reply(200, { ok: true }, { date });
}

const RIGHT = 'Sun, 01 Mar 2026 08:00:00 GMT';

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});

describe('the registry of checks', () => {
  it('holds what lies in the folder', () => {
    const lying = readdirSync('src/cli/doctor')
      .filter((name) => !name.startsWith('_') && name !== 'index.ts')
      .map((name) => name.replace('.ts', ''));

    expect(['settings', ...CHECKS.map(({ id }) => id)].sort()).toEqual(lying.sort());
  });
});

describe('mailmedic doctor', () => {
  it('asks nobody where nothing is set up, and is content', async () => {
    const { code, checks } = await run({});

    expect(code).toBe(0);
    expect(checks.flatMap(({ lines }) => lines).filter(({ mark }) => mark === 'error')).toEqual([]);
  });

  it('draws a mark for each line and what to do below', async () => {
    const { said, code } = await run(
      {},
      { bundle: () => Promise.resolve({ errors: 1, warnings: 0, first: 'a.yaml:3 no end' }) },
      false,
    );

    expect(code).toBe(1);
    expect(said).toMatch(/^✓ store /mu);
    expect(said).toMatch(/^! handoff /mu);
    expect(said).toMatch(/^✗ bundle .*a\.yaml:3 no end\n +→ npx mailmedic playbook lint$/mu);
  });

  it('lists every problem of the settings, and looks at nothing else', async () => {
    const { code, checks } = await run({ PORT: 'x', MAILMEDIC_SLACK_BOT_TOKEN: 'xoxb-1' });

    expect(code).toBe(1);
    expect(checks).toHaveLength(1);
    expect(checks[0]?.lines.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^PORT is not/u),
      expect.stringMatching(/^MAILMEDIC_SLACK_BOT_TOKEN is set alone/u),
    ]);
  });

  it('tells a store that can’t be reached in its own words, and goes on', async () => {
    const error = mailmedicError('MM_STORE_UNREACHABLE', { where: 'db', reason: 'down' }, 'Start it.');
    const { code, linesOf } = await run({}, { store: () => Promise.reject(error) });

    expect(code).toBe(1);
    expect(linesOf('store')).toEqual([{ mark: 'error', text: error.message, remedy: 'Start it.' }]);
    expect(linesOf('bundle')).toHaveLength(1);
  });

  it('tells a schema that waits, and a store that is not there', async () => {
    const old = await run({}, { store: () => Promise.resolve({ kind: 'there', pending: ['0009-more'] }) });
    const none = await run({}, { store: () => Promise.resolve({ kind: 'absent' }) });

    expect(old.linesOf('store')[0]).toMatchObject({
      mark: 'warning',
      text: expect.stringContaining('0009-more'),
    });
    expect(none.linesOf('store')[0]).toMatchObject({
      mark: 'warning',
      text: expect.stringContaining('not there yet'),
    });
  });

  it('is not content when no DNS server answers', async () => {
    const { code, linesOf } = await run({}, { addressesOf: () => Promise.reject(new Error('refused')) });

    expect(code).toBe(1);
    expect(linesOf('dns')[0]?.mark).toBe('error');
  });

  it('asks the DNS servers for the witnesses that are set', async () => {
    const asked: string[] = [];
    const addressesOf = (name: string) => {
      asked.push(name);
      return Promise.resolve([]);
    };
    await run({ MAILMEDIC_DNS_WITNESSES: 'portal.corp.example' }, { addressesOf });

    expect(asked).toEqual(['portal.corp.example']);
  });

  it('says a defect of a check by its name, never by its words', async () => {
    const { said, linesOf } = await run(
      {},
      { bundle: () => Promise.reject(new TypeError('quotes very-secret')) },
    );

    expect(linesOf('bundle')[0]).toMatchObject({ mark: 'error', text: 'could not be looked at: TypeError' });
    expect(said).not.toContain('very-secret');
  });
});

describe('the clock', () => {
  it.each([
    ['Sun, 01 Mar 2026 08:00:50 GMT', 'ok', /agrees with Slack/u],
    ['Sun, 01 Mar 2026 08:01:30 GMT', 'warning', /90 s behind Slack/u],
    ['Sun, 01 Mar 2026 07:54:00 GMT', 'error', /360 s ahead of Slack; signatures fail from 300 s on/u],
  ])('is judged by %s: %s', async (date, mark, text) => {
    slackIsWell();
    slackClock(date);
    const { linesOf } = await run(SLACK);

    expect(linesOf('clock')).toEqual([expect.objectContaining({ mark, text: expect.stringMatching(text) })]);
  });

  it('asks the next one when one does not tell', async () => {
    slackIsWell();
    nock('https://slack.com').get('/api/api.test').replyWithError({ code: 'ECONNRESET' });
    nock('https://login.microsoftonline.com')
      .get(/openid-configuration/u)
      .reply(200, {}, { date: RIGHT });
    nock(PUBLIC).get('/healthz').reply(200, { status: 'alive' });
    const { linesOf } = await run({ ...TEAMS, ...SLACK });

    expect(linesOf('clock')[0]).toMatchObject({ mark: 'ok', text: expect.stringContaining('Microsoft') });
  });
});

describe('Slack', () => {
  it('names bot and workspace, with all scopes and Socket Mode', async () => {
    slackIsWell();
    slackClock(RIGHT);
    const { code, linesOf, said } = await run(SLACK);

    expect(code).toBe(0);
    expect(linesOf('slack').map(({ text }) => text)).toEqual([
      'the bot is mailmedic in Corp',
      'its scopes are those of the manifest',
      'Socket Mode opens',
    ]);
    expect(said).not.toContain('very-secret');
  });

  it('tells scopes that are missing, could be missing, and are too many', async () => {
    slackIsWell([...SCOPES.filter((scope) => !['chat:write', 'groups:history'].includes(scope)), 'admin']);
    slackClock(RIGHT);
    const { code, linesOf } = await run(SLACK);

    expect(code).toBe(1);
    expect(linesOf('slack').map(({ mark, text }) => [mark, text])).toEqual(
      expect.arrayContaining([
        ['error', 'scopes missing: chat:write'],
        ['warning', 'scopes missing: groups:history'],
        ['warning', 'scopes nobody needs: admin'],
      ]),
    );
  });

  it('explains why a token is refused, for each token', async () => {
    slack('auth.test').reply(200, { ok: false, error: 'account_inactive' });
    slack('apps.connections.open').reply(200, { ok: false, error: 'missing_scope' });
    slackClock(RIGHT);
    const { linesOf } = await run(SLACK);

    expect(linesOf('slack').map(({ text }) => text)).toEqual([
      'Slack refuses MAILMEDIC_SLACK_BOT_TOKEN: the app was removed from the workspace (account_inactive)',
      'Slack refuses MAILMEDIC_SLACK_APP_TOKEN: the token lacks a scope (missing_scope)',
    ]);
  });

  it('wants a public address over HTTP', async () => {
    slack('auth.test').reply(
      200,
      { ok: true, team: 'Corp', user: 'mailmedic' },
      { 'x-oauth-scopes': SCOPES.join(', ') },
    );
    slackClock(RIGHT);
    const { linesOf } = await run({
      MAILMEDIC_SLACK_BOT_TOKEN: 'xoxb-1',
      MAILMEDIC_SLACK_SIGNING_SECRET: 'very-secret',
    });

    expect(linesOf('slack').at(-1)).toMatchObject({
      mark: 'error',
      text: expect.stringContaining('PUBLIC_URL'),
    });
  });

  it('does not quote a token that no header can carry', async () => {
    slackClock(RIGHT);
    const { said, linesOf } = await run({
      MAILMEDIC_SLACK_BOT_TOKEN: 'xoxb-very-secret-密',
      MAILMEDIC_SLACK_APP_TOKEN: 'xapp-very-secret-密',
    });

    expect(linesOf('slack')[0]).toMatchObject({
      mark: 'error',
      text: 'auth.test could not be asked: the request could not be made',
    });
    expect(said).not.toContain('very-secret');
  });
});

describe('Teams', () => {
  function entra(status: number, body: nock.Body): void {
    nock('https://login.microsoftonline.com')
      .get(/openid-configuration/u)
      .reply(200, {}, { date: RIGHT });
    nock('https://login.microsoftonline.com')
      .post(`/${TEAMS.MAILMEDIC_TEAMS_TENANT_ID}/oauth2/v2.0/token`, /client_secret=teams-very-secret/u)
      .reply(status, body);
    nock(PUBLIC).get('/healthz').reply(200, { status: 'alive' });
  }

  it('gets a token and tells its endpoint', async () => {
    entra(200, { access_token: 'very-secret', token_type: 'Bearer' });
    const { code, said, linesOf } = await run(TEAMS);

    expect(code).toBe(0);
    expect(linesOf('teams').map(({ text }) => text)).toEqual([
      'Microsoft gives the bot a token',
      `its messaging endpoint is ${PUBLIC}/api/messages`,
    ]);
    expect(said).not.toContain('very-secret');
  });

  it.each([
    ['gcc-high', 'https://login.microsoftonline.us', 'https://api.botframework.us'],
    ['china', 'https://login.partner.microsoftonline.cn', 'https://api.botframework.azure.cn'],
  ])('asks the authority of the cloud %s, and the time there', async (cloud, login, audience) => {
    nock(login)
      .get(/openid-configuration/u)
      .reply(200, {}, { date: RIGHT });
    nock(login)
      .post(`/${TEAMS.MAILMEDIC_TEAMS_TENANT_ID}/oauth2/v2.0/token`, (body: { scope?: string }) =>
        [`${audience}/.default`].includes(body.scope ?? ''),
      )
      .reply(200, { access_token: 'very-secret', token_type: 'Bearer' });
    nock(PUBLIC).get('/healthz').reply(200, { status: 'alive' });

    const { code, linesOf } = await run({
      ...TEAMS,
      MAILMEDIC_TEAMS_CLOUD: cloud,
      MAILMEDIC_TEAMS_SERVICE_HOSTS: 'smba.corp.example',
    });

    expect(linesOf('clock')[0]?.mark).toBe('ok');
    expect(linesOf('teams')[0]?.text).toBe('Microsoft gives the bot a token');
    expect(code).toBe(0);
  });

  it('names the hosts of the cloud that must be reached', async () => {
    nock.cleanAll();

    const { linesOf } = await run({ ...TEAMS, MAILMEDIC_TEAMS_CLOUD: 'dod' });

    expect(linesOf('teams')[0]).toMatchObject({
      text: expect.stringContaining('login.microsoftonline.us can’t be reached'),
      remedy: expect.stringContaining('login.botframework.azure.us, smba.infra.dod.teams.microsoft.us'),
    });
  });

  it.each([
    [700016, /not in this tenant \(AADSTS700016\)/u, /Single Tenant/u],
    [7000215, /secret is wrong \(AADSTS7000215\)/u, /value, not its id/u],
    [7000222, /secret has expired/u, /Make a new one/u],
    [123, /it refused \(AADSTS123\)/u, /error\?code=123/u],
  ])('explains AADSTS%i', async (error, text, remedy) => {
    entra(401, { error: 'invalid_client', error_codes: [error], error_description: 'quotes very-secret' });
    const { code, said, linesOf } = await run(TEAMS);

    expect(code).toBe(1);
    expect(linesOf('teams')[0]).toEqual({
      mark: 'error',
      text: expect.stringMatching(text),
      remedy: expect.stringMatching(remedy),
    });
    expect(said).not.toContain('very-secret');
  });
});

describe('PUBLIC_URL', () => {
  // The clock asks there too.
  const door = () => nock(PUBLIC).persist().get('/healthz');
  const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });

  it.each<[string, () => void, RegExp]>([
    ['nobody listens', () => door().replyWithError(refused), /nothing listens there/u],
    ['the proxy is alone', () => door().reply(502), /the proxy finds no server/u],
    ['another one answers', () => door().reply(200, '<html>'), /not as Mailmedic does/u],
  ])('tells when %s', async (_name, answer, text) => {
    answer();
    const { code, linesOf } = await run({ ...SIGN_IN });

    expect(code).toBe(1);
    expect(linesOf('public-url')[0]).toMatchObject({ mark: 'error', text: expect.stringMatching(text) });
  });
});

describe('webhooks', () => {
  it('tells where they go by the host alone: the path may be a secret', async () => {
    const key = 'very-secret'.repeat(4);
    const { said, linesOf } = await run({
      MAILMEDIC_HANDOFF_WEBHOOK_URL: 'https://tickets.corp.example/hooks/very-secret',
      MAILMEDIC_HANDOFF_WEBHOOK_KEY: key,
      MAILMEDIC_ACTIONS_URL: 'https://robot.corp.example/very-secret',
      MAILMEDIC_ACTIONS_KEY: key,
      MAILMEDIC_ACTIONS: 'unlock-account',
    });

    expect(linesOf('handoff')[0]).toMatchObject({
      mark: 'ok',
      text: expect.stringContaining('tickets.corp.example'),
    });
    expect(linesOf('actions')[0]).toMatchObject({
      mark: 'ok',
      text: expect.stringContaining('robot.corp.example answers for 1 action'),
    });
    expect(said).not.toContain('very-secret');
  });
});

describe('the directory', () => {
  it('is told by the number of its people, with columns that nobody reads', async () => {
    const directory = () => Promise.resolve({ people: 212, ignored: ['adress'] });
    const { code, linesOf } = await run({}, { directory });

    expect(linesOf('directory').map(({ mark, text }) => [mark, text])).toEqual([
      ['ok', '212 people are known'],
      ['warning', 'columns that nobody reads: adress'],
    ]);
    expect(code).toBe(0);
  });

  it('that can not be read is an error with its lines', async () => {
    const settings = { MAILMEDIC_DIRECTORY_FILE: '/nowhere/people.csv' };
    const { code, linesOf } = await run(settings, {
      directory: () => doctorWorld(readSettings(settings)).directory(),
    });

    expect(linesOf('directory')[0]).toMatchObject({
      mark: 'error',
      text: expect.stringContaining('/nowhere/people.csv'),
    });
    expect(code).toBe(1);
  });
});
