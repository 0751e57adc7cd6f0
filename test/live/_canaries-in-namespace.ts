import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';

import { Secret } from '../../src/domain/index.js';
import { canariesIn, LABELLED_SHAPES } from '../fakes/canaries.js';
import { signed, SIGNING_SECRET, startSlack } from '../fakes/slack.js';
import { ALICE, teamsActivities } from '../fakes/teams-activities.js';
import { APP_ID, APP_PASSWORD, signedToken, TENANT } from '../fakes/teams-tokens.js';
import { startMicrosoft } from './_microsoft.js';
import { startWebHouse } from './_web-house.js';

/**
 * Types 500 canary secrets through every door of one running program, and through the terminal; its log goes to standard
 * output. All data stay in FOLDER, for whoever searches them. Run in a namespace where Microsoft's names lead here.
 */
const SERVICE = 'https://smba.trafficmanager.net/emea/';
const CHANNELS = ['web', 'slack', 'teams'] as const;
const MASK = '●●●';
const CHAT = 'canaries-in-the-web-chat';
const PATIENCE_MS = 240_000;

/** The texts as one conversation in the terminal, on a store of its own. */
async function typeInTerminal(folder: string, texts: readonly string[]): Promise<string> {
  const terminal = spawn(process.execPath, ['--import', 'tsx', 'src/cli/index.ts', 'chat'], {
    env: { ...process.env, MAILMEDIC_DATA_DIR: `${folder}/terminal`, LOG_LEVEL: 'debug', PORT: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [terminal.stdout, terminal.stderr]) {
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  }
  terminal.stdin.end(`${texts.map((text) => text.replaceAll('\n', ' ')).join('\n')}\n/quit\n`);
  await once(terminal, 'close');
  return printed;
}

async function main(folder: string): Promise<void> {
  const canaries = canariesIn(LABELLED_SHAPES);
  const microsoft = await startMicrosoft(folder, ALICE);
  const slack = await startSlack({ U0ALICE: { name: '王小明', locale: 'zh-CN', tz: 'Asia/Shanghai' } });
  const reach = { kind: 'http' as const, signingSecret: new Secret(SIGNING_SECRET) };
  const web = await startWebHouse(
    {
      LOG_LEVEL: 'debug',
      MAILMEDIC_DATA_DIR: `${folder}/server`,
      MAILMEDIC_TEAMS_APP_ID: APP_ID,
      MAILMEDIC_TEAMS_APP_PASSWORD: APP_PASSWORD,
      MAILMEDIC_TEAMS_TENANT_ID: TENANT,
    },
    (settings) => ({
      ...settings,
      channels: {
        ...settings.channels,
        slack: { botToken: new Secret('xoxb-tests'), reach, apiUrl: slack.apiUrl },
      },
    }),
  );
  const activities = teamsActivities(SERVICE);

  async function post(
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string>,
  ): Promise<void> {
    let answer = await fetch(new URL(path, web.url), { method: 'POST', headers, body });
    // What could not be stored in time is sent again, as the platforms do.
    while (answer.status === 503) {
      await answer.arrayBuffer();
      answer = await fetch(new URL(path, web.url), { method: 'POST', headers, body });
    }
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  }

  const json = { 'content-type': 'application/json' };
  for (const [at, { text }] of canaries.entries()) {
    await post(`/api/chat/${CHAT}/messages`, JSON.stringify({ id: `m${at}`, text }), json);
    const event = signed(JSON.stringify(slack.say('U0ALICE', 'D0ALICE', text.replaceAll('&', '&amp;'))));
    const { body, headers } = event;
    await post('/slack/events', body as Uint8Array<ArrayBuffer>, headers as Record<string, string>);
    const authorization = `Bearer ${signedToken(SERVICE)}`;
    await post('/api/messages', JSON.stringify(activities.say(ALICE, text)), { ...json, authorization });
  }
  const { store } = web.house;
  const addresses = { web: `web:${CHAT}`, slack: 'slack:D0ALICE', teams: `teams:a:${ALICE.id}` };
  /** How many of the texts each channel's transcript holds behind a mask. */
  async function masked(): Promise<Record<string, number>> {
    const counts = CHANNELS.map(async (channel) => {
      const lines = await store.transcript(addresses[channel]);
      return [
        channel,
        lines.filter(({ who, text }) => who === 'person' && text.includes(MASK)).length,
      ] as const;
    });
    return Object.fromEntries(await Promise.all(counts));
  }
  const end = Date.now() + PATIENCE_MS;
  while (Object.values(await masked()).some((count) => count < canaries.length) && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const counted = await masked();
  const metrics = await (await fetch(new URL('/metrics', web.url))).text();
  const shown = JSON.stringify([
    slack.messages('D0ALICE').filter(({ bot_id }) => bot_id !== undefined),
    microsoft.connector.messages(),
  ]);
  const terminal = await typeInTerminal(
    folder,
    canaries.map(({ text }) => text),
  );
  writeFileSync(`${folder}/seen.txt`, [metrics, shown, terminal].join('\n'));
  await new Promise((resolve) => {
    process.stdout.write(`\nRESULT ${JSON.stringify(counted)}\n`, resolve);
  });
  process.exit(0);
}

await main(process.argv[2] ?? '');
