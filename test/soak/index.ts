import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCluster } from '../live/_postgres.js';
import { GUARDS } from './guards.js';
import { runSoak, type SoakChannel } from './soak.js';
import { VENUES } from './venues.js';

/**
 * `npm run soak -- --conversations N [--store sqlite|postgres] [--channel CHANNEL] [--without GUARD]`: prints its
 * figures. CHANNEL: platform, web, slack, slack-threads, teams. GUARD: lock, dedupe, look-up,
 * owning-up.
 */
const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '1000' },
    messages: { type: 'string', default: '3' },
    store: { type: 'string', default: 'postgres' },
    seed: { type: 'string', default: '1' },
    channel: { type: 'string', default: 'platform' },
    without: { type: 'string' },
  },
});

const without = GUARDS.find((guard) => guard === values.without);
const channels: readonly SoakChannel[] = ['platform', 'web', ...VENUES];
const channel = channels.find((name) => name === values.channel);
if (channel === undefined) throw new Error(`--channel is one of ${channels.join(', ')}`);
const folder = mkdtempSync(join(tmpdir(), 'mailmedic-soak-'));
const cluster = values.store === 'postgres' ? await startCluster() : undefined;
try {
  const figures = await runSoak({
    conversations: Number(values.conversations),
    messagesEach: Number(values.messages),
    replicas: cluster ? 3 : 1,
    store: cluster ? await cluster.createDatabase() : join(folder, 'mailmedic.db'),
    seed: Number(values.seed),
    channel,
    ...(cluster ? { restartDatabase: () => cluster.restartImmediately() } : {}),
    ...(without ? { without } : {}),
    onProgress: (line) => {
      process.stderr.write(`${line}\n`);
    },
  });
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
} finally {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
}
