import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { hasBrowser, launchBrowser } from '../live/_browser.js';
import { startWebHouse } from '../live/_web-house.js';

const BUILT = 'dist/web';
const ROUNDS = 7;

/**
 * What the chat weighs, and how long a person waits: until the page can be typed into, against an empty page in the
 * same browser, and from Enter to the first answer.
 */
export async function* benchWeb(): AsyncGenerator<object> {
  yield { bench: 'chat page', gzipBytes: gzipBytesOf('chat.html'), limit: 150_000 };
  if (!hasBrowser()) {
    yield { bench: 'first message', skipped: 'Chromium is not installed' };
    return;
  }
  const house = await startWebHouse();
  const empty = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><textarea></textarea>');
  });
  await new Promise<void>((resolve) => empty.listen(0, '127.0.0.1', resolve));
  const browser = await launchBrowser();
  try {
    const emptyUrl = `http://127.0.0.1:${(empty.address() as AddressInfo).port}/`;
    const openings: number[] = [];
    const baselines: number[] = [];
    const answers: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const context = await browser.newContext({ locale: 'en-GB' });
      const page = await context.newPage();
      baselines.push(await timed(() => page.goto(emptyUrl).then(() => page.locator('textarea').waitFor())));
      openings.push(await timed(() => page.goto(house.url).then(() => page.locator('textarea').waitFor())));
      await page.locator('textarea').fill('Outlook says incoming server password error');
      answers.push(
        await timed(async () => {
          await page.keyboard.press('Enter');
          await page.locator('.reply-text').first().waitFor();
        }),
      );
      await context.close();
    }
    yield {
      bench: 'open the chat',
      medianMs: median(openings),
      emptyPageMs: median(baselines),
      ratioToEmptyPage: Number((median(openings) / median(baselines)).toFixed(2)),
    };
    yield { bench: 'first message', medianMs: median(answers), limitMs: 1_000 };
  } finally {
    await browser.close();
    empty.close();
    await house.close();
  }
}

/** The page and everything its HTML names, each as a browser gets it from a server that compresses. */
function gzipBytesOf(page: string): number {
  const html = readFileSync(join(BUILT, page), 'utf8');
  const names = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/gu)].map(([, name]) => name!);
  const sizes = [html, ...names.map((name) => readFileSync(join(BUILT, name)))].map(
    (content) => gzipSync(content).length,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
