import { readFileSync } from 'node:fs';

import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { HOSTILE_TEXTS } from './_hostile-texts.js';
import { hasBrowser, launchBrowser, openPage, type WatchedPage } from './_browser.js';
import { startWebHouse, type WebHouse } from './_web-house.js';

const WAIT = { timeout: 30_000 };

async function say(page: Page, text: string): Promise<void> {
  await page.locator('textarea').fill(text);
  await page.keyboard.press('Enter');
}

function shows(page: Page, text: string | RegExp): Promise<void> {
  return page.getByText(text).last().waitFor(WAIT);
}

async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

describe.skipIf(!hasBrowser())('the pages in a browser', () => {
  let house: WebHouse;
  let browser: Browser;
  const open: WatchedPage[] = [];

  beforeAll(async () => {
    house = await startWebHouse();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  async function visit(path: string, options: Parameters<typeof openPage>[1] = {}): Promise<WatchedPage> {
    const watched = await openPage(browser, options);
    open.push(watched);
    await watched.page.goto(`${house.url}${path}`);
    return watched;
  }

  async function enter(name: string, locale = 'en-GB'): Promise<WatchedPage> {
    const watched = await openPage(browser, { locale, viewport: { width: 1280, height: 900 } });
    await watched.page.goto(await house.entrance(name));
    await watched.page.getByRole('button').click();
    await watched.page.waitForURL('**/console/cases', WAIT);
    return watched;
  }

  it.each([
    {
      locale: 'zh-CN',
      words: '收件服务器密码错误',
      address: 'li.lei@expired.example',
      asked: /完整的邮箱地址/u,
      told: /改密码解决不了/u,
      report: '通知 IT',
      handed: /MM-\d+/u,
    },
  ])('a whole dialogue in $locale, up to people, and it survives a reload', async (talk) => {
    const { page, complaints } = await visit('/', { locale: talk.locale });
    await page.locator('textarea').waitFor(WAIT);

    await say(page, talk.words);
    await shows(page, talk.asked);
    await say(page, talk.address);
    await shows(page, talk.told);
    expect(await page.locator('section.is-trace svg').count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: talk.report }).last().click();
    await shows(page, talk.handed);

    const before = await page.locator('.reply-text').allInnerTexts();
    await page.reload();
    await shows(page, talk.handed);
    expect(await page.locator('.reply-text').allInnerTexts()).toEqual(before);
    expect(await page.locator('.said-text').first().innerText()).toBe(talk.words);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('nothing that people type becomes more than text, for them or for agents', async () => {
    const { page, complaints } = await visit('/', { locale: 'en-GB' });
    await page.locator('textarea').waitFor(WAIT);
    for (const text of HOSTILE_TEXTS) {
      const before = await page.locator('.said-text').count();
      await say(page, text.slice(0, 20_000));
      await page.locator('.said-text').nth(before).waitFor(WAIT);
    }
    await page.getByRole('button', { name: 'Talk to a person' }).first().click();
    await shows(page, /MM-\d+/u);
    expect(await page.locator('.lines script, .lines img, .lines iframe, .lines b b').count()).toBe(0);

    const agent = await enter('Li Na');
    await agent.page.locator('[data-case]').last().click();
    await agent.page.locator('textarea').first().waitFor(WAIT);
    expect(complaints).toEqual([]);
    expect(agent.complaints).toEqual([]);
    await agent.context.close();
  });

  it.each([768, 1280])('fits a window of %i pixels in both themes', async (width) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const path of ['/', '/console/cases']) {
        const { page, context } =
          path === '/'
            ? await visit(path, { viewport: { width, height: 800 }, colorScheme })
            : await enter('Li Na');
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: 800 });
        await page.locator('main').first().waitFor(WAIT);
        const [content, seen] = await page.evaluate<[number, number]>(
          '[document.documentElement.scrollWidth, window.innerWidth]',
        );
        expect([path, colorScheme, content <= seen]).toEqual([path, colorScheme, true]);
        expect(await violations(page)).toEqual([]);
        await context.close();
      }
    }
  });
});

describe('what is built', () => {
  it('holds no address of another server', () => {
    for (const page of ['chat', 'console', 'probe']) {
      expect(readFileSync(`dist/web/${page}.html`, 'utf8')).not.toMatch(/(?:src|href)="(?:https?:)?\/\//u);
    }
  });
});
