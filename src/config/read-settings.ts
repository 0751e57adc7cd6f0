import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { mailmedicError } from '../domain/index.js';
import { actionProblems, arrangeActions } from './action-rules.js';
import { arrangeChannels, channelProblems } from './channel-rules.js';
import { nearestName } from './nearest.js';
import type { Settings } from './settings.js';
import { arrangeSignIn, signInProblems } from './sign-in-rules.js';
import { SETTING_NAMES, SETTINGS, type SettingName, type SettingValues } from './table.js';

export type Environment = Readonly<Record<string, string | undefined>>;

// src/config and dist/config are equally deep below the package's own root.
const PACKAGE_ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Reads the environment. An empty variable counts as unset. Every problem is found before it gives up,
 * so that nobody has to start the program five times.
 *
 * @throws MM_CONFIG with one line per problem: which variable, what is wrong, what to write. Values are never repeated.
 */
export function readSettings(env: Environment): Settings {
  const problems = unknownNames(env);
  const values = readValues(env, problems);
  if (
    (values.MAILMEDIC_HANDOFF_WEBHOOK_URL === undefined) !==
    (values.MAILMEDIC_HANDOFF_WEBHOOK_KEY === undefined)
  ) {
    problems.push(
      'MAILMEDIC_HANDOFF_WEBHOOK_URL and MAILMEDIC_HANDOFF_WEBHOOK_KEY only work together; set both or neither',
    );
  }
  const given = (name: SettingName) => textOf(env, name) !== '';
  problems.push(...actionProblems(given));
  problems.push(...signInProblems(values, given));
  problems.push(...channelProblems(values, given));
  if (problems.length > 0) {
    throw mailmedicError(
      'MM_CONFIG',
      { problems: problems.map((problem) => `\n- ${problem}`).join('') },
      'Correct these variables and start again; docs/configuration.md lists every one.',
    );
  }
  return arrange(values);
}

function unknownNames(env: Environment): string[] {
  const known: readonly string[] = SETTING_NAMES;
  return Object.keys(env)
    .filter((name) => name.startsWith('MAILMEDIC_') && !known.includes(name))
    .map((name) => {
      const near = nearestName(name, known);
      const remedy = near === undefined ? 'remove it' : `did you mean ${near}?`;
      return `${name} is not a setting; ${remedy}`;
    });
}

function textOf(env: Environment, name: SettingName): string {
  return env[name]?.trim() ?? '';
}

/** Puts what it can't read on `problems`. */
function readValues(env: Environment, problems: string[]): SettingValues {
  const values: Record<string, unknown> = {};
  for (const name of SETTING_NAMES) {
    const text = textOf(env, name);
    if (text === '') continue;
    const read = SETTINGS[name].schema.safeParse(text);
    if (read.success) values[name] = read.data;
    else problems.push(`${name} ${read.error.issues[0]?.message ?? 'cannot be read'}`);
  }
  return values;
}

function arrange(values: SettingValues): Settings {
  const dataDir = resolve(values.MAILMEDIC_DATA_DIR ?? 'data');
  const url = values.DATABASE_URL;
  const webhookUrl = values.MAILMEDIC_HANDOFF_WEBHOOK_URL;
  const webhookKey = values.MAILMEDIC_HANDOFF_WEBHOOK_KEY;
  const signIn = arrangeSignIn(values);
  const actions = arrangeActions(values);
  return {
    http: {
      host: values.HOST ?? '127.0.0.1',
      port: values.PORT ?? 3978,
      ...(values.PUBLIC_URL === undefined ? {} : { publicUrl: values.PUBLIC_URL }),
      ...(values.MAILMEDIC_WIDGET_ORIGINS === undefined
        ? {}
        : { widgetOrigins: values.MAILMEDIC_WIDGET_ORIGINS }),
    },
    ...(signIn === undefined ? {} : { signIn }),
    channels: arrangeChannels(values),
    store:
      url === undefined ? { kind: 'sqlite', file: join(dataDir, 'mailmedic.db') } : { kind: 'postgres', url },
    dataDir,
    bundleDir:
      values.MAILMEDIC_BUNDLE_DIR === undefined ? PACKAGE_ROOT : resolve(values.MAILMEDIC_BUNDLE_DIR),
    bundleWatch: values.MAILMEDIC_BUNDLE_WATCH ?? url === undefined,
    logLevel: values.LOG_LEVEL ?? 'info',
    probe: {
      ...(values.MAILMEDIC_DNS_SERVERS === undefined ? {} : { dnsServers: values.MAILMEDIC_DNS_SERVERS }),
      ...(values.MAILMEDIC_DNS_WITNESSES === undefined
        ? {}
        : { dnsWitnesses: values.MAILMEDIC_DNS_WITNESSES }),
      ...(values.MAILMEDIC_DNS_COMPARED === undefined ? {} : { dnsCompared: values.MAILMEDIC_DNS_COMPARED }),
      registered: values.MAILMEDIC_PROBE_REGISTERED ?? [],
      allowPort25: values.MAILMEDIC_PROBE_ALLOW_PORT_25 ?? false,
      outsideLookups: values.MAILMEDIC_OUTSIDE_LOOKUPS ?? false,
      ...(values.MAILMEDIC_PROBE_CA_FILE === undefined
        ? {}
        : { caFile: resolve(values.MAILMEDIC_PROBE_CA_FILE) }),
    },
    directory:
      values.MAILMEDIC_DIRECTORY_FILE === undefined
        ? { kind: 'none' }
        : { kind: 'csv', file: resolve(values.MAILMEDIC_DIRECTORY_FILE) },
    handoff: {
      ...(webhookUrl === undefined || webhookKey === undefined
        ? {}
        : { webhook: { url: webhookUrl, key: webhookKey } }),
    },
    ...(actions === undefined ? {} : { actions }),
    chatAuthors: values.MAILMEDIC_CHAT_AUTHORS ?? [],
    limits: {
      probesPerHour: values.MAILMEDIC_PROBES_PER_HOUR ?? 10,
      probesPerTarget: values.MAILMEDIC_PROBES_PER_TARGET ?? 30,
      messagesPerMinute: values.MAILMEDIC_MESSAGES_PER_MINUTE ?? 20,
      probeProcesses: values.MAILMEDIC_PROBE_PROCESSES ?? 2,
    },
  };
}
