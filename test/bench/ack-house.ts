/** The whole program in a process of its own, for `ack.ts`: Slack over HTTP and Teams in development. */
import { z } from 'zod';

import { readSettings } from '../../src/config/index.js';
import { Secret } from '../../src/domain/index.js';
import { openServer, startHouse } from '../../src/main.js';
import { SIGNING_SECRET } from '../fakes/slack.js';

const { BENCH_SLACK_API } = z.looseObject({ BENCH_SLACK_API: z.string() }).parse(process.env);

const slack = {
  botToken: new Secret('xoxb-tests'),
  reach: { kind: 'http' as const, signingSecret: new Secret(SIGNING_SECRET) },
  apiUrl: BENCH_SLACK_API,
};
const read = readSettings(process.env);
const settings = { ...read, channels: { ...read.channels, slack } };
const house = await startHouse(settings);
const url = await openServer(settings, house).listen();
process.stdout.write(`${url}\n`);
process.on('disconnect', () => process.exit(0));
