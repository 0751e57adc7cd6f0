import { z } from 'zod';
import type { Secret } from '../../domain/index.js';
import { ask } from './_ask.js';
import { ok, warning, wrong, type Check, type DoctorWorld, type Line } from './_check.js';
import { explainSlack } from './_slack-errors.js';

/** Without these the bot does less, and works: docs/slack.md says when to leave them out. */
const OPTIONAL: ReadonlySet<string> = new Set([
  'assistant:write',
  'channels:history',
  'groups:history',
  'reactions:write',
]);

const answerSchema = z.looseObject({
  ok: z.boolean(),
  error: z
    .string()
    .regex(/^[\w-]{1,60}$/u)
    .optional(),
  team: z.string().optional(),
  user: z.string().optional(),
});

/** Whether Slack takes the tokens, and what they may do. */
export const slackCheck: Check = {
  id: 'slack',
  async run(world) {
    const { slack } = world.settings.channels;
    if (slack === undefined) return [ok('not set up')];
    const bot = await askBot(world, slack.botToken);
    const way =
      slack.reach.kind === 'socket' ? await askSocket(world, slack.reach.appToken) : httpLine(world);
    return [...bot, way];
  },
};

async function askBot(world: DoctorWorld, token: Secret): Promise<readonly Line[]> {
  const told = await call(world, 'auth.test', token, 'MAILMEDIC_SLACK_BOT_TOKEN');
  if (told.kind === 'trouble') return [told.line];
  const { team = '?', user = '?' } = told.body;
  return [ok(`the bot is ${user} in ${team}`), ...compare(await world.slackScopes(), told.scopes)];
}

async function askSocket(world: DoctorWorld, token: Secret): Promise<Line> {
  const told = await call(world, 'apps.connections.open', token, 'MAILMEDIC_SLACK_APP_TOKEN');
  return told.kind === 'trouble' ? told.line : ok('Socket Mode opens');
}

function httpLine({ settings }: DoctorWorld): Line {
  const { publicUrl } = settings.http;
  if (publicUrl?.startsWith('https:') === true) return ok(`Slack calls ${publicUrl}/slack/events`);
  return wrong(
    'Slack reaches the server by https, and PUBLIC_URL names no https address',
    'Set PUBLIC_URL, or use Socket Mode (docs/slack.md).',
  );
}

type Told =
  | {
      readonly kind: 'told';
      readonly body: z.output<typeof answerSchema>;
      readonly scopes: readonly string[];
    }
  | { readonly kind: 'trouble'; readonly line: Line };

async function call(world: DoctorWorld, method: string, token: Secret, setting: string): Promise<Told> {
  const answer = await ask(world, `https://slack.com/api/${method}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token.reveal()}` },
  });
  if (answer.kind === 'silent') {
    const remedy =
      'Let this machine reach slack.com on port 443, and see whether the setting holds one token only.';
    return { kind: 'trouble', line: wrong(`${method} could not be asked: ${answer.reason}`, remedy) };
  }
  const body = answerSchema.safeParse(answer.body).data;
  if (body?.ok === true) return { kind: 'told', body, scopes: scopesOf(answer.headers) };
  const { reason, remedy } = explainSlack(body?.error ?? `HTTP ${answer.status}`);
  return { kind: 'trouble', line: wrong(`Slack refuses ${setting}: ${reason}`, remedy) };
}

function scopesOf(headers: Headers): readonly string[] {
  return (headers.get('x-oauth-scopes') ?? '')
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
}

function compare(wanted: readonly string[], given: readonly string[]): readonly Line[] {
  const missing = wanted.filter((scope) => !given.includes(scope));
  const needed = missing.filter((scope) => !OPTIONAL.has(scope));
  const spared = missing.filter((scope) => OPTIONAL.has(scope));
  const superfluous = given.filter((scope) => !wanted.includes(scope));
  const lines = [
    ...(needed.length > 0
      ? [wrong(`scopes missing: ${needed.join(', ')}`, 'Add them to the app and install it again.')]
      : []),
    ...(spared.length > 0
      ? [
          warning(
            `scopes missing: ${spared.join(', ')}`,
            'Fine if you left them out on purpose (docs/slack.md).',
          ),
        ]
      : []),
    ...(superfluous.length > 0
      ? [
          warning(
            `scopes nobody needs: ${superfluous.join(', ')}`,
            'Remove them from the app and install it again: what a token can’t do can’t be misused.',
          ),
        ]
      : []),
  ];
  return lines.length > 0 ? lines : [ok('its scopes are those of the manifest')];
}
