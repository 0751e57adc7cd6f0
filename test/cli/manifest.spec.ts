import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { fillSlackManifest, scopesIn } from '../../src/cli/_slack-manifest.js';
import { runManifestCommand, type ManifestOptions } from '../../src/cli/manifest.js';

const URL_GIVEN = 'https://bot.corp.example';
const APP = '2f1c9c1e-5d43-4d3b-8f0e-6a3c8a1f7b52';
const template = readFileSync('manifest/slack.yaml', 'utf8');

interface SlackManifest {
  readonly features: { readonly slash_commands: readonly Record<string, unknown>[] };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly settings: Readonly<Record<string, unknown>>;
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mailmedic-manifest-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(options: ManifestOptions, defaults: { url?: string; teamsAppId?: string } = {}) {
  let said = '';
  const out = { write: (text: string) => (said += text) };
  await runManifestCommand({ out: folder, ...options }, { defaults: () => defaults, out });
  return said;
}

function written(name: string): SlackManifest {
  return parse(readFileSync(join(folder, name), 'utf8')) as SlackManifest;
}

describe('mailmedic manifest', () => {
  it('fills the address in wherever Slack calls, and changes nothing else', async () => {
    await run({ url: URL_GIVEN });

    const text = readFileSync(join(folder, 'mailmedic-slack-http.yaml'), 'utf8');
    expect(text).not.toContain('bot.example.com');
    expect(parse(text.replaceAll(URL_GIVEN, 'https://bot.example.com'))).toEqual(parse(template));
  });

  it('writes Socket Mode without any address', async () => {
    await run({ url: URL_GIVEN });

    const { features, settings, oauth_config: oauth } = written('mailmedic-slack-socket.yaml');
    expect(settings).toMatchObject({
      socket_mode_enabled: true,
      interactivity: { is_enabled: true },
      event_subscriptions: { bot_events: expect.arrayContaining(['message.im']) },
    });
    expect(JSON.stringify({ features, settings })).not.toContain('https://');
    expect(features.slash_commands).toHaveLength(1);
    expect(oauth).toEqual((parse(template) as SlackManifest).oauth_config);
  });

  it('packs the app of Teams under its id and the host, with Chinese and both icons', async () => {
    await run({ url: URL_GIVEN, teamsAppId: APP.toUpperCase() });

    // Stored without compression, so what is inside can be read as it is.
    const zip = readFileSync(join(folder, 'mailmedic-teams.zip'));
    const text = zip.toString('utf8');
    expect(text.split(APP)).toHaveLength(4);
    expect(text).toContain('https://bot.corp.example/privacy');
    expect(text).not.toMatch(/00000000-0000|mailmedic\.example\.com/u);
    for (const file of ['zh-cn.json', 'color.png', 'outline.png']) {
      expect(zip.includes(readFileSync(join('manifest/teams', file)))).toBe(true);
    }
  });

  it('goes without Teams where no app is known, and says so', async () => {
    const said = await run({ url: URL_GIVEN });

    expect(said).toContain('--teams-app-id');
    expect(readdirSync(folder).sort()).toEqual(['mailmedic-slack-http.yaml', 'mailmedic-slack-socket.yaml']);
  });

  it('makes the folder where only that is missing', async () => {
    await run({ url: URL_GIVEN, out: join(folder, 'new') });

    expect(readdirSync(join(folder, 'new'))).toHaveLength(2);
  });

  it('takes from the settings what it is not told', async () => {
    await run({}, { url: URL_GIVEN, teamsAppId: APP });

    expect(readdirSync(folder)).toHaveLength(3);
    expect(written('mailmedic-slack-http.yaml').settings['interactivity']).toMatchObject({
      request_url: `${URL_GIVEN}/slack/events`,
    });
  });

  it.each<[string, ManifestOptions, RegExp]>([
    ['no address', {}, /address of the server is not known/u],
    ['http', { url: 'http://bot.corp.example' }, /not an https address/u],
    ['no URL', { url: 'bot.corp.example' }, /not an https address/u],
    ['a path', { url: `${URL_GIVEN}/slack` }, /more than scheme, host and port/u],
    ['no folder', { url: URL_GIVEN, out: '/nowhere/at/all' }, /\/nowhere\/at\/all is not a folder/u],
    ['no id', { url: URL_GIVEN, teamsAppId: 'mailmedic' }, /--teams-app-id is not an id/u],
  ])('writes nothing for %s', async (_name, options, message) => {
    await expect(run(options)).rejects.toMatchObject({
      code: 'MM_INPUT',
      message: expect.stringMatching(message),
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the template', () => {
  it('tells its scopes as YAML tells them', () => {
    expect(scopesIn(template)).toEqual((parse(template) as SlackManifest).oauth_config.scopes.bot);
  });

  it('is refused when there is nothing to fill in', () => {
    expect(() => fillSlackManifest('settings: {}\n', URL_GIVEN)).toThrow(
      /holds no https:\/\/bot\.example\.com/u,
    );
  });
});
