import type { Command } from 'commander';
import type { Settings } from '../config/index.js';
import type { Store } from '../domain/index.js';
import { openServer, startHouse } from '../main.js';
import { createEntrance, ownOrigin } from '../server/index.js';

/**
 * `mailmedic serve`: the bot with its HTTP server, until it is told to stop. `name` is the person at this machine,
 * who gets a link into the page of cases where nobody signs in.
 */
export function addServeCommand(program: Command, settings: () => Settings, name: string): void {
  program
    .command('serve')
    .description('run the bot (npm start)')
    .action(async () => {
      const configured = settings();
      const house = await startHouse(configured);
      const server = openServer(configured, house);
      try {
        const url = await server.listen();
        process.stdout.write(`${await greeting(configured, house.store, url, name)}\n`);
      } catch (error) {
        await server.close();
        await house.close();
        throw error;
      }
      await stopSignal();
      await server.close();
      await house.close();
    });
}

/** `url` is where the server listens; with PORT 0 nobody else knows the port. */
async function greeting(configured: Settings, store: Store, url: string, name: string): Promise<string> {
  const { http, signIn } = configured;
  const origin = ownOrigin({ ...http, port: Number(new URL(url).port) });
  const ready = `Mailmedic is ready: ${origin}`;
  if (signIn !== undefined) return `${ready}\nPeople sign in at ${signIn.issuer}`;
  const link = await createEntrance(store.tokens, origin, name);
  return [
    ready,
    'Talk to it in another terminal: npx mailmedic chat',
    `Page of cases: ${link}`,
    '  (works once, within 10 minutes; a new link: npx mailmedic console)',
  ].join('\n');
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}
