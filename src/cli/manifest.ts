import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { mailmedicError } from '../domain/index.js';
import { fillSlackManifest } from './_slack-manifest.js';
import { packTeamsApp, TEAMS_FILES, type TeamsFiles } from './_teams-package.js';

// src/cli and dist/cli are equally deep below the package's own root.
export const MANIFESTS = resolve(fileURLToPath(new URL('../../manifest', import.meta.url)));

const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;

export interface ManifestOptions {
  readonly url?: string;
  readonly out?: string;
  readonly teamsAppId?: string;
}

/** What `mailmedic manifest` takes from the settings where the command line says nothing. */
export interface ManifestPorts {
  readonly defaults: () => { readonly url?: string; readonly teamsAppId?: string };
  readonly out: { write(text: string): unknown };
}

/** `mailmedic manifest`: the files with which Slack and Teams learn of the bot, ready to paste and to upload. */
export function addManifestCommand(program: Command, ports: ManifestPorts): void {
  program
    .command('manifest')
    .description('write the manifests of the Slack app and the package of the Teams app, filled in')
    .option('--url <origin>', 'https address of the server; PUBLIC_URL unless told')
    .option('--out <dir>', 'folder to write to, made where it is missing', '.')
    .option('--teams-app-id <id>', 'Microsoft App ID of the bot; MAILMEDIC_TEAMS_APP_ID unless told')
    .action(async (options: ManifestOptions) => runManifestCommand(options, ports));
}

/** Writes the files and says what to do with each. Errors: `MM_INPUT`. */
export async function runManifestCommand(options: ManifestOptions, ports: ManifestPorts): Promise<void> {
  const defaults = ports.defaults();
  const origin = readOrigin(options.url ?? defaults.url);
  const appId = readAppId(options.teamsAppId ?? defaults.teamsAppId);
  const dir = await readFolder(options.out ?? '.');

  const slack = fillSlackManifest(await readFile(join(MANIFESTS, 'slack.yaml'), 'utf8'), origin);
  const written = [
    await write(dir, 'mailmedic-slack-http.yaml', slack.http, 'Slack reaches your server by https'),
    await write(dir, 'mailmedic-slack-socket.yaml', slack.socket, 'Slack can’t reach it: Socket Mode'),
  ];
  if (appId !== undefined) {
    const zip = packTeamsApp(await readTeamsFiles(), appId, new URL(origin).host);
    written.push(
      await write(dir, 'mailmedic-teams.zip', zip, 'upload it at admin.teams.microsoft.com, Manage apps'),
    );
  }
  const missing =
    appId === undefined
      ? ['No package for Teams: name the bot’s Microsoft App ID with --teams-app-id (docs/teams.md).']
      : [];
  ports.out.write(
    `${[...written, ...missing, 'Next: docs/slack.md and docs/teams.md, step by step.'].join('\n')}\n`,
  );
}

async function write(dir: string, name: string, content: string | Buffer, use: string): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, content);
  return `${path}  (${use})`;
}

function readOrigin(text: string | undefined): string {
  if (text === undefined) {
    throw mailmedicError(
      'MM_INPUT',
      { reason: 'the address of the server is not known' },
      'Say --url https://bot.example.com, or set PUBLIC_URL.',
    );
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:') {
    throw mailmedicError(
      'MM_INPUT',
      { reason: `${text} is not an https address, and Slack and Teams call nothing else` },
      'Put a proxy with a certificate in front of the server, and name it: --url https://bot.example.com',
    );
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw mailmedicError(
      'MM_INPUT',
      { reason: '--url holds more than scheme, host and port' },
      `Write the origin only: ${url.origin}`,
    );
  }
  return url.origin;
}

function readAppId(text: string | undefined): string | undefined {
  const id = text?.trim().toLowerCase();
  if (id === undefined || GUID.test(id)) return id;
  throw mailmedicError(
    'MM_INPUT',
    { reason: '--teams-app-id is not an id of the form 2f1c9c1e-5d43-4d3b-8f0e-6a3c8a1f7b52' },
    'Copy the Microsoft App ID from the configuration of the Azure Bot.',
  );
}

/** One folder more is made; a whole path that is not there is a slip of the hand. */
async function readFolder(dir: string): Promise<string> {
  await mkdir(dir).catch(() => undefined);
  const found = await stat(dir).catch(() => undefined);
  if (found?.isDirectory() === true) return dir;
  throw mailmedicError('MM_INPUT', { reason: `${dir} is not a folder` }, `Make it first: mkdir -p ${dir}`);
}

async function readTeamsFiles(): Promise<TeamsFiles> {
  const read = await Promise.all(
    TEAMS_FILES.map(async (name) => [name, await readFile(join(MANIFESTS, 'teams', name))] as const),
  );
  return Object.fromEntries(read) as TeamsFiles;
}
