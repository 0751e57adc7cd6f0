import type { Command } from 'commander';
import type { Settings } from '../config/index.js';
import { mailmedicError, type OneTimeTokens } from '../domain/index.js';
import { createEntrance, ownOrigin } from '../server/index.js';

export interface ConsoleDoor {
  readonly settings: () => Settings;
  /** Runs `work` with the tokens of the configured store and closes it again. */
  readonly withTokens: (work: (tokens: OneTimeTokens) => Promise<string>) => Promise<string>;
  readonly serverAnswers: (url: string) => Promise<boolean>;
  /** Who the console says it is. */
  readonly name: string;
  readonly out: { write(text: string): unknown };
}

/** `mailmedic console`: prints a link into the page of cases, for the person at this machine. */
export function addConsoleCommand(program: Command, door: ConsoleDoor): void {
  program
    .command('console')
    .description('print a link into the page of cases; it works once, within 10 minutes')
    .action(async () => {
      const { http, signIn } = door.settings();
      const origin = ownOrigin(http);
      if (signIn !== undefined) {
        throw mailmedicError(
          'MM_FORBIDDEN',
          { reason: 'people sign in here, so there are no printed links' },
          `Open ${origin}/console/cases and sign in.`,
        );
      }
      if (http.port === 0) {
        throw mailmedicError(
          'MM_INPUT',
          { reason: 'PORT is 0, so the address of the server is not known here' },
          'Use the link that the server printed when it started, or set PORT.',
        );
      }
      const link = await door.withTokens((tokens) => createEntrance(tokens, origin, door.name));
      door.out.write(`${link}\n`);
      if (!(await door.serverAnswers(origin))) door.out.write('The server is not running: npm start\n');
    });
}
