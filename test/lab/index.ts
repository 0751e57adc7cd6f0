import { fileURLToPath } from 'node:url';
import pc from 'picocolors';
import { readSettings } from '../../src/config/index.js';
import { openServer, startHouse } from '../../src/main.js';
import { startLab, type Lab } from './start-lab.js';

/**
 * `npm run demo`: the bot beside a lab of local mail servers with one fault each, with no outside network.
 * Prints which address has which fault and what to write to the bot.
 */
const lab = await startLab(fileURLToPath(new URL('../../', import.meta.url)));
const settings = readSettings({ LOG_LEVEL: 'warn', ...process.env, ...lab.environment });
const house = await startHouse(settings);
const server = openServer(settings, house);
try {
  const url = await server.listen();
  process.stdout.write(`${draw(lab, url.replace('127.0.0.1', 'localhost'))}\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
} finally {
  await server.close();
  await house.close();
  await lab.close();
}

function draw({ faults }: Lab, url: string): string {
  const width = Math.max(...faults.map(({ address }) => address.length));
  const groups = [
    {
      shows: 'at-once',
      about: 'Seen at once, without a password. Write a complaint, then give the address.',
    },
    {
      shows: 'at-sign-in',
      about: 'Seen when signing in: write that the password may be mistyped, and take the link.',
    },
  ] as const;
  return [
    `${pc.bold('Mailmedic with a lab of mail servers:')} ${pc.cyan(url)}`,
    ...groups.flatMap(({ shows, about }) => {
      const here = faults.filter((fault) => fault.shows === shows);
      const [first] = here;
      return [
        '',
        pc.bold(about),
        pc.dim(`  “${first?.complaint.zh ?? ''}”  “${first?.complaint.en ?? ''}”`),
        ...here.map(
          ({ address, title }) => `  ${address.padEnd(width)}  ${title.zh} ${pc.dim(`· ${title.en}`)}`,
        ),
      ];
    }),
    '',
    pc.dim('Everything here is on this machine and gone when you press Ctrl+C.'),
  ].join('\n');
}
