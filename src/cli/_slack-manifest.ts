import { mailmedicError } from '../domain/index.js';

const PLACEHOLDER = 'https://bot.example.com';
const SOCKET_OFF = 'socket_mode_enabled: false';

/** The two ways in which Slack reaches a server, as manifests to paste. */
export interface SlackManifests {
  readonly http: string;
  readonly socket: string;
}

/**
 * Fills the template `manifest/slack.yaml`. Worked on as text, because what stands beside each scope is for the
 * administrator who reads it. `origin`: `https://bot.corp.example`. Errors: `MM_INPUT` when the template is another.
 */
export function fillSlackManifest(template: string, origin: string): SlackManifests {
  if (!template.includes(PLACEHOLDER) || !template.includes(SOCKET_OFF)) {
    throw mailmedicError(
      'MM_INPUT',
      { reason: `manifest/slack.yaml holds no ${PLACEHOLDER} or no “${SOCKET_OFF}”` },
      'Take manifest/slack.yaml as it comes with Mailmedic.',
    );
  }
  const body = withoutPreface(template);
  return {
    http: `# The Slack app of Mailmedic, over HTTP. Step by step: docs/slack.md.\n${body.replaceAll(PLACEHOLDER, origin)}`,
    socket: `# The Slack app of Mailmedic, by Socket Mode. Step by step: docs/slack.md.\n${socketed(body)}`,
  };
}

/** Without the comment at the beginning, which says how to do by hand what is done here. */
function withoutPreface(template: string): string {
  const lines = template.split('\n');
  return lines.slice(lines.findIndex((line) => !line.startsWith('#'))).join('\n');
}

function socketed(body: string): string {
  return body
    .split('\n')
    .filter((line) => !line.includes(PLACEHOLDER))
    .join('\n')
    .replace(SOCKET_OFF, 'socket_mode_enabled: true');
}

/** The scopes that a manifest asks for, for the bot; in the order of the file. */
export function scopesIn(template: string): readonly string[] {
  const [, list = ''] = /\n {4}bot:\n((?: {6}- .*\n)+)/u.exec(template) ?? [];
  return [...list.matchAll(/^ {6}- (\S+)/gmu)].map(([, scope = '']) => scope);
}
