import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

/** What each method of the Web API needs, from its page in Slack's reference. */
const SCOPES_OF_METHODS: Readonly<Record<string, readonly string[]>> = {
  'assistant.threads.setStatus': ['chat:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['im:history'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'reactions.add': ['reactions:write'],
  'reactions.remove': ['reactions:write'],
  'users.conversations': ['im:read'],
  'users.info': ['users:read', 'users:read.email'],
  'views.publish': [],
};

const SCOPES_OF_EVENTS: Readonly<Record<string, readonly string[]>> = {
  agent_session_stopped: ['assistant:write'],
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  assistant_thread_started: ['assistant:write'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
};

const manifestSchema = z.strictObject({
  display_information: z.strictObject({
    name: z.string().max(35),
    description: z.string().max(140),
    long_description: z.string().min(174).max(4_000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/u),
  }),
  features: z.strictObject({
    bot_user: z.strictObject({
      display_name: z.string().regex(/^[a-z0-9._-]{1,80}$/u),
      always_online: z.boolean(),
    }),
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    agent_view: z.strictObject({
      agent_description: z.string().max(300),
      suggested_prompts: z.array(z.strictObject({ title: z.string(), message: z.string() })).max(4),
    }),
    slash_commands: z.array(
      z.strictObject({
        command: z.string().regex(/^\/[a-z]+$/u),
        url: z.url(),
        description: z.string().max(2_000),
        usage_hint: z.string().max(1_000),
        should_escape: z.literal(false),
      }),
    ),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: z.url(), bot_events: z.array(z.string()) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: z.url() }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.literal(false),
    token_rotation_enabled: z.literal(false),
  }),
});

const text = readFileSync('manifest/slack.yaml', 'utf8');
const manifest = manifestSchema.parse(parse(text));
const scopes = manifest.oauth_config.scopes.bot;

const folder = 'src/channels/slack';
const source = readdirSync(folder)
  .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
  .join('\n');
const methods = [
  ...new Set(
    [
      ...source.matchAll(
        /'((?:assistant|auth|chat|conversations|files|reactions|users|views)\.(?!slack)[A-Za-z.]+)'/gu,
      ),
    ].map(([, method]) => method!),
  ),
].sort();

describe('the manifest', () => {
  it('asks for exactly the scopes that the code needs', () => {
    const needed = [
      ...methods.flatMap((method) => SCOPES_OF_METHODS[method] ?? [`no scope known for ${method}`]),
      ...manifest.settings.event_subscriptions.bot_events.flatMap((event) => SCOPES_OF_EVENTS[event] ?? []),
      'commands',
      'files:read',
    ];

    expect([...scopes].sort()).toEqual([...new Set(needed)].sort());
  });

  it('says of each scope what it is for', () => {
    for (const scope of scopes) expect(text).toMatch(new RegExp(`- ${scope} # .{8,}`, 'u'));
  });

  it('subscribes to exactly the events that are listened to', () => {
    const heard = [...source.matchAll(/app\.event\('([a-z_]+)'/gu)].map(([, event]) => event!);

    expect(
      [
        ...new Set(manifest.settings.event_subscriptions.bot_events.map((event) => event.split('.')[0])),
      ].sort(),
    ).toEqual([...heard].sort());
  });

  it('leads Slack to one path', () => {
    const { event_subscriptions: events, interactivity } = manifest.settings;
    const urls = [
      events.request_url,
      interactivity.request_url,
      ...manifest.features.slash_commands.map(({ url }) => url),
    ];

    expect(new Set(urls)).toEqual(new Set(['https://bot.example.com/slack/events']));
  });
});
