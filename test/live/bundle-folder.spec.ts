import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../src/config/index.js';
import { startHouse, type RunningHouse } from '../../src/main.js';

const ROOT = join(import.meta.dirname, '../..');
const ASKS = 'playbooks/parts/ask-address.yaml';
const PATIENCE = { timeout: 120_000, interval: 100 };

describe('a bundle folder that IT works on', () => {
  let folder: string;
  let house: RunningHouse;
  let sent = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mailmedic-bundle-'));
    for (const part of ['intents', 'playbooks']) {
      cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    }
    house = await start('data');
  });
  afterAll(async () => {
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function start(data: string): Promise<RunningHouse> {
    return startHouse(
      readSettings({
        LOG_LEVEL: 'silent',
        MAILMEDIC_BUNDLE_DIR: folder,
        MAILMEDIC_DATA_DIR: join(folder, data),
        MAILMEDIC_PROBE_PROCESSES: '1',
      }),
    );
  }

  function change(words: string, instead: string): void {
    const place = join(folder, ASKS);
    const text = readFileSync(place, 'utf8');
    expect(text).toContain(words);
    writeFileSync(place, text.replaceAll(words, instead));
  }

  /** Says it, and answers what the bot says to it. */
  async function say(conversation: string, text: string): Promise<string> {
    const address = { channel: 'web', conversation };
    const before = (await house.store.chat.delivered(address, 0, 100)).at(-1)?.id ?? 0;
    sent += 1;
    await house.desk.receive({
      address,
      kind: 'message',
      platformId: `m${sent}`,
      revision: 0,
      order: String(sent).padStart(6, '0'),
      sentAt: new Date().toISOString(),
      text,
    });
    const heard = async () =>
      (await house.store.chat.delivered(address, before, 100)).map(({ reply }) => reply.text).join('\n');
    await expect.poll(heard, PATIENCE).toContain('@corp.example');
    return heard();
  }

  it('is live within seconds, for new problems only, and stays good when it is broken', async () => {
    expect(house.shelf.version?.number).toBe(1);
    expect(await say('a', '收件服务器密码错误')).toContain('name@corp.example');

    change('name@corp.example', 'anna@corp.example');
    await expect.poll(() => house.shelf.version?.number, PATIENCE).toBe(2);

    expect(await say('b', '收件服务器密码错误')).toContain('anna@corp.example');
    expect(await say('a', '公司邮箱')).toContain('name@corp.example');
    expect(await say('b', '公司邮箱')).toContain('anna@corp.example');

    change('into: address', 'into: adress');
    await expect.poll(() => house.keeper.folder.errors, PATIENCE).toBeGreaterThan(0);
    expect(house.keeper.folder.first).toContain(ASKS);
    expect(house.shelf.version?.number).toBe(2);
    expect(await say('c', '收件服务器密码错误')).toContain('anna@corp.example');
  });

  it('lets the bot start with the last good bundle, and refuses the first start', async () => {
    await house.close();
    house = await start('data');
    expect(house.shelf.version?.number).toBe(2);
    expect(house.keeper.folder.errors).toBeGreaterThan(0);
    expect(await say('d', '收件服务器密码错误')).toContain('anna@corp.example');

    await expect(start('another')).rejects.toMatchObject({ code: 'MM_BUNDLE_BROKEN' });

    change('into: adress', 'into: address');
    await expect.poll(() => house.keeper.folder.errors, PATIENCE).toBe(0);
    expect(house.shelf.version?.number).toBe(2);
  });
});
