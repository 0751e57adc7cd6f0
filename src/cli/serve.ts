import type { Command } from 'commander';
import type { Settings } from '../config/index.js';
import { openServer, startHouse } from '../main.js';

/** `mailmedic serve`: the bot with its HTTP server, until it is told to stop. */
export function addServeCommand(program: Command, settings: () => Settings): void {
  program
    .command('serve')
    .description('run the bot (npm start)')
    .action(async () => {
      const configured = settings();
      const house = await startHouse(configured);
      const server = openServer(configured, house);
      let url: string;
      try {
        url = await server.listen();
      } catch (error) {
        await house.close();
        throw error;
      }
      process.stdout.write(
        `Mailmedic is ready: ${url}\nTalk to it in another terminal: npx mailmedic chat\n`,
      );
      await stopSignal();
      await server.close();
      await house.close();
    });
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}
