import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { CLIENT_ID, CLIENT_SECRET } from '../fakes/identity-provider.js';
import { startOpenIdProvider } from '../fakes/openid-provider.js';
import { HOSTILE_TEXTS } from './_hostile-texts.js';
import { hasBrowser, launchBrowser, openPage, type WatchedPage } from './_browser.js';
import { freePort, startWebHouse, type WebHouse } from './_web-house.js';

const WAIT = { timeout: 30_000 };

async function say(page: Page, text: string): Promise<void> {
  await page.locator('textarea').fill(text);
  await page.keyboard.press('Enter');
}

function shows(page: Page, text: string | RegExp): Promise<void> {
  return page.getByText(text).last().waitFor(WAIT);
}

/** By keyboard: what the widget adds is out of reach of the page it stands in, and of selectors. */
async function openWidget(page: Page): Promise<void> {
  await page.waitForFunction('window.mailmedic !== undefined');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
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
    {
      locale: 'en-GB',
      words: 'Outlook says incoming server password error',
      address: 'mary@expired.example',
      asked: /whole address/u,
      told: /new password won.t help/u,
      report: 'Tell IT',
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

  it('a measurement has a page that shows no address', async () => {
    const { page, complaints } = await visit('/', { locale: 'en-GB' });
    await say(page, 'certificate warning when fetching mail, my address is zorblax@expired.example');
    const link = page.getByRole('link', { name: 'Page of this measurement' }).last();
    await link.waitFor(WAIT);
    const href = await link.getAttribute('href');

    const shared = await visit(href ?? '', { locale: 'en-GB' });
    await shows(shared.page, /expired on/u);

    expect(await shared.page.content()).not.toContain('zorblax');
    expect(await violations(shared.page)).toEqual([]);
    expect([complaints, shared.complaints]).toEqual([[], []]);
  });

  it('a person and two agents: claimed once, both talk, a note stays inside', async () => {
    const person = await visit('/', { locale: 'zh-CN' });
    await say(person.page, '找人工');
    await shows(person.page, /MM-\d+/u);
    const reference = /MM-\d+/u.exec(
      (await person.page.locator('.reply-text').last().innerText()) ?? '',
    )?.[0];

    const li = await enter('Li Na');
    const wang = await enter('Wang Min');
    for (const { page } of [li, wang]) {
      await page.goto(`${house.url}/console/cases/${reference ?? ''}`);
      await page.getByRole('button', { name: 'Claim', exact: true }).first().waitFor(WAIT);
    }
    await li.page.getByRole('button', { name: 'Claim', exact: true }).first().click();
    await shows(person.page, /Li Na/u);
    await shows(wang.page, /Li Na has this case/u);

    await li.page
      .getByLabel('Your words to the person')
      .or(li.page.locator('textarea'))
      .first()
      .fill('您好，我来看看。');
    await li.page.keyboard.press('Control+Enter');
    await shows(person.page, '您好，我来看看。');
    await say(person.page, '谢谢，出错是从昨天开始的');
    await shows(li.page, '谢谢，出错是从昨天开始的');

    await wang.page.getByRole('button', { name: 'Internal note' }).first().click();
    await wang.page.locator('textarea').first().fill('canary for colleagues');
    await wang.page.keyboard.press('Control+Enter');
    await shows(li.page, 'canary for colleagues');

    expect(await person.page.content()).not.toContain('canary for colleagues');
    expect(await violations(li.page)).toEqual([]);
    expect([person.complaints, li.complaints]).toEqual([[], []]);
    for (const { context } of [li, wang]) await context.close();
  });

  it('nothing that people type becomes more than text, for them or for agents', async () => {
    const { page, complaints } = await visit('/', { locale: 'en-GB' });
    await page.locator('textarea').waitFor(WAIT);
    for (const text of HOSTILE_TEXTS) {
      const before = await page.locator('.said-text').count();
      await say(page, text);
      if (text.trim() !== '') await page.locator('.said-text').nth(before).waitFor(WAIT);
    }
    const whole = JSON.stringify(await page.evaluate('document.body.innerText'));
    await page.getByRole('button', { name: 'Talk to a person' }).first().click();
    await shows(page, /MM-\d+/u);
    expect(await page.locator('.lines script, .lines img, .lines iframe, .lines b b').count()).toBe(0);

    expect(whole).toContain('<script>alert(1)</script>');
    expect(whole).not.toContain('Sunshine2024');

    const agent = await enter('Li Na');
    await agent.page.locator('[data-case]').last().click();
    await agent.page.locator('textarea').first().waitFor(WAIT);
    expect(complaints).toEqual([]);
    expect(agent.complaints).toEqual([]);
    await agent.context.close();
  });

  it.each([360, 768, 1280])('fits a window of %i pixels in both themes', async (width) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const path of ['/', '/console/cases']) {
        const { page, context } =
          path === '/'
            ? await visit(path, { viewport: { width, height: 800 }, colorScheme })
            : await enter('Li Na');
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: 800 });
        await page
          .locator(path === '/' ? 'textarea' : '[data-case]')
          .first()
          .waitFor(WAIT);
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

describe.skipIf(!hasBrowser())('sign-in in a browser', () => {
  it('leads to the provider and back into one’s own chat; signing out ends it', async () => {
    const port = await freePort();
    const here = `http://localhost:${port}`;
    const provider = await startOpenIdProvider(`${here}/sign-in/callback`);
    provider.person = {
      sub: 'li.na',
      name: 'Li Na',
      email: 'li.na@healthy.example',
      email_verified: true,
      groups: ['helpdesk'],
    };
    const house = await startWebHouse({
      PORT: String(port),
      MAILMEDIC_OIDC_ISSUER: provider.issuer,
      MAILMEDIC_OIDC_CLIENT_ID: CLIENT_ID,
      MAILMEDIC_OIDC_CLIENT_SECRET: CLIENT_SECRET,
      MAILMEDIC_OIDC_SCOPES: 'openid profile email groups',
      MAILMEDIC_ROLES: 'agent=helpdesk',
    });
    const browser = await launchBrowser();
    try {
      const { page, complaints } = await openPage(browser, { locale: 'en-GB' });
      await page.goto(here);
      await page.locator('textarea').waitFor(WAIT);
      await say(page, 'Outlook says incoming server password error');
      // The provider vouches for the address, so nobody is asked for it.
      await shows(page, /healthy\.example/u);

      const elsewhere = await openPage(browser, { locale: 'en-GB' });
      await elsewhere.page.goto(here);
      await shows(elsewhere.page, 'Outlook says incoming server password error');

      await page.goto(`${here}/console/cases`);
      await shows(page, 'No open cases right now.');

      await page.goto(here);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await shows(page, 'You are signed out');
      expect(await (await page.request.get(`${here}/api/me`)).json()).toEqual({ signIn: 'needed' });
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      await house.close();
      await provider.close();
    }
  });
});

describe.skipIf(!hasBrowser())('the chat inside a page of the intranet', () => {
  it('opens there and nowhere else', async () => {
    const [here, other] = [await freePort(), await freePort()];
    const port = await freePort();
    const page = `<!doctype html><html lang="en"><title>Intranet</title><body><h1>News</h1><script src="http://localhost:${port}/widget.js" defer></script></body></html>`;
    const intranets = [here, other].map((at) =>
      createServer((_request, response) => response.setHeader('content-type', 'text/html').end(page)).listen(
        at,
        '127.0.0.1',
      ),
    );
    const house = await startWebHouse({
      PORT: String(port),
      MAILMEDIC_WIDGET_ORIGINS: `http://localhost:${here}`,
    });
    const browser = await launchBrowser();
    try {
      const allowed = await openPage(browser, { locale: 'en-GB' });
      await allowed.page.goto(`http://localhost:${here}/`);
      await openWidget(allowed.page);
      await expect.poll(() => allowed.page.frames().length, WAIT).toBe(2);
      const chat = allowed.page.frames()[1]!;
      await chat.locator('textarea').fill('What is IMAP?');
      await chat.locator('textarea').press('Enter');
      await chat.locator('.reply-text').first().waitFor(WAIT);
      expect(allowed.complaints).toEqual([]);

      const refused = await openPage(browser, { locale: 'en-GB' });
      await refused.page.goto(`http://localhost:${other}/`);
      await openWidget(refused.page);
      await expect
        .poll(() => refused.complaints.some((words) => words.includes('frame-ancestors')), WAIT)
        .toBe(true);
      expect(await refused.page.frames()[1]?.locator('textarea').count()).toBe(0);
    } finally {
      await browser.close();
      await house.close();
      for (const intranet of intranets) intranet.close();
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
