import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { Command } from 'commander';
import pc from 'picocolors';
import { makeClassify, trainModel } from '../classifier/index.js';
import { readSettings, type Settings } from '../config/index.js';
import { hear, maskSecrets } from '../conversation/index.js';
import { explainRun, knownWords } from '../desk/index.js';
import { findingSentence, readError } from '../diagnosis/index.js';
import { MailmedicError, mailmedicError, type Bundle, type Store } from '../domain/index.js';
import {
  createConfiguredProbes,
  createConfiguredShelf,
  loadApart,
  loadChecked,
  openConfiguredStore,
  startHouse,
} from '../main.js';
import { PROBES } from '../probes/index.js';
import { publishedFiles, readBundleFolder } from '../publishing/index.js';
import type { ChatPerson } from './_chat-door.js';
import { doctorWorld } from './_doctor-world.js';
import { openHttpDoor, serverAnswers } from './_http-door.js';
import { openLocalDoor } from './_local-door.js';
import { publishedRows } from './_published-draw.js';
import { shelfForTrial, trialOf, trialSettings } from './_trial.js';
import { addCasesCommand } from './cases.js';
import { addChatCommand } from './chat.js';
import { addClassifyCommand } from './classify.js';
import { addConsoleCommand } from './console.js';
import { addDoctorCommand } from './doctor.js';
import { addEvaluateCommand } from './evaluate.js';
import { addIntentsCommand } from './intents.js';
import { addManifestCommand } from './manifest.js';
import { addPlaybookCommands } from './playbook.js';
import { addProbeCommand } from './probe.js';
import { addReadErrorCommand } from './read-error.js';
import { addServeCommand } from './serve.js';

// eslint-disable-next-line no-restricted-syntax -- the one place where the process hands its environment over
const settings = (): Settings => readSettings(process.env);

async function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openConfiguredStore(settings(), 'cli');
  try {
    await store.migrate();
    return await work(store);
  } finally {
    await store.close();
  }
}

async function loadedBundle(dir: string | undefined): Promise<Bundle> {
  const folder = dir ?? settings().bundleDir;
  const { bundle, problems } = loadChecked(await readBundleFolder(folder));
  if (bundle) return bundle;
  const errors = problems.filter(({ level }) => level === 'error');
  const [first] = errors;
  throw mailmedicError(
    'MM_BUNDLE_BROKEN',
    {
      folder,
      count: String(errors.length),
      first: first ? `${first.file}:${first.line} ${first.message}` : '',
    },
    'All of them: npx mailmedic playbook lint',
  );
}

async function trained(dir: string | undefined) {
  return trainModel((await loadedBundle(dir)).intents);
}

/** The bot in this process with one playbook opened; nothing of it reaches a running server. */
async function openTrial(person: ChatPerson, { playbook, bundle }: { playbook: string; bundle?: string }) {
  const { settings: alone, remove } = await trialSettings(settings(), bundle);
  try {
    const trial = trialOf(await loadedBundle(alone.bundleDir), playbook, person.language);
    const house = await startHouse(alone, (shelf) => shelfForTrial(shelf, trial));
    const door = openLocalDoor(house, person);
    await door.say(trial.words);
    return { ...door, close: () => door.close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

const program = new Command('mailmedic')
  .description('finds out why a mail client can’t sign in, and hands over to people when it can’t fix it')
  .showHelpAfterError();

addServeCommand(program, settings, userInfo().username);
addChatCommand(program, async (person, server, trial) => {
  if (trial) return openTrial(person, trial);
  const { host, port } = settings().http;
  const local = `http://${host}:${port}`;
  if (server !== undefined) return openHttpDoor(server, person);
  if (await serverAnswers(local)) return openHttpDoor(local, person);
  const quiet: Settings = { ...settings(), logLevel: 'error' };
  return openLocalDoor(await startHouse(quiet), person);
});
addClassifyCommand(program, async (dir) => makeClassify(await trained(dir)));
addReadErrorCommand(program, {
  load: loadedBundle,
  read: readError,
  sentence: (code, language) => findingSentence({ code, facts: {} }, language),
  mask: (text) => maskSecrets(text).text,
  in: process.stdin,
  out: process.stdout,
});
addEvaluateCommand(program, trained, async (dir) => knownWords(await loadedBundle(dir)));
addPlaybookCommands(program, {
  defaultDir: () => settings().bundleDir,
  read: readBundleFolder,
  load: loadApart,
  published: async () => {
    const { store } = settings();
    // Looking must not make a store.
    if (store.kind === 'sqlite' && !existsSync(store.file)) return [];
    return withStore(async ({ published }) =>
      publishedRows(await published.list(), await published.problems()),
    );
  },
  publish: (files) =>
    withStore((store) => createConfiguredShelf(settings(), store).publish(files, { from: 'command' })),
  write: (file, text) => writeFile(file, text),
  filesOf: (number) => withStore((store) => publishedFiles(store, number)),
  rollback: (number) => withStore((store) => createConfiguredShelf(settings(), store).rollback(number)),
  hearFor: (bundle) => {
    const classify = makeClassify(trainModel(bundle.intents));
    const tools = {
      classify,
      glossary: bundle.glossary,
      clients: bundle.clients,
      providers: bundle.providers,
    };
    return Promise.resolve((text, language) => hear(text, language, tools));
  },
});
addIntentsCommand(program, {
  withStore,
  defaultDir: () => settings().bundleDir,
  load: loadedBundle,
  read: readBundleFolder,
  train: (intents) => makeClassify(trainModel(intents)),
  print: (line) => void process.stdout.write(`${line}\n`),
});
addProbeCommand(program, {
  probes: [...PROBES.keys()],
  open: async () => ({ runner: createConfiguredProbes(settings()), bundle: await loadedBundle(undefined) }),
  explain: (results, bundle) =>
    explainRun({ id: '', conversation: '', at: new Date().toISOString(), results }, bundle),
  out: process.stdout,
  err: process.stderr,
});
addCasesCommand(program, withStore, userInfo().username);
addConsoleCommand(program, {
  settings,
  withTokens: (work) => withStore((store) => work(store.tokens)),
  serverAnswers,
  name: userInfo().username,
  out: process.stdout,
});
addDoctorCommand(program, { settings, world: doctorWorld, out: process.stdout });
addManifestCommand(program, {
  defaults: () => {
    const { http, channels } = settings();
    return {
      ...(http.publicUrl === undefined ? {} : { url: http.publicUrl }),
      ...(channels.teams?.identity.kind === 'app' ? { teamsAppId: channels.teams.identity.appId } : {}),
    };
  },
  out: process.stdout,
});

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof MailmedicError)) throw error;
  process.stderr.write(`${pc.red(error.code)} ${error.message}\n${error.remedy}\n`);
  process.exitCode = 1;
}
