import { existsSync } from 'node:fs';

import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';

const PROGRAM = '/usr/bin/chromium';

/**
 * Whether a browser is there. Without it the suite is skipped, loudly; with `MAILMEDIC_LIVE=1`, where everything
 * has been installed, its absence is a failure.
 */
export function hasBrowser(): boolean {
  if (existsSync(PROGRAM)) return true;
  const words =
    'Chromium is missing, so the live tests of the pages do not run: apt-get install chromium fonts-noto-cjk';
  if (process.env['MAILMEDIC_LIVE'] === '1') throw new Error(words);
  console.warn(`\n*** SKIPPED *** ${words}\n`);
  return false;
}

export function launchBrowser(): Promise<Browser> {
  // Root, as in containers, can't have Chromium's own sandbox; every page here is our own.
  return chromium.launch({ executablePath: PROGRAM, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** A page, and everything that must not happen on it. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Violations of the content security policy, script errors, failed loads and dialogs so far, in words. */
  readonly complaints: readonly string[];
}

/** Runs in the browser, before the page's own scripts. */
const TELL_VIOLATIONS = `
  document.addEventListener('securitypolicyviolation', (event) => {
    window.tellViolation('policy: ' + [event.violatedDirective, event.blockedURI, event.sample].join(' '));
  });
`;

/** A fresh context with one page that writes down what it complains about. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'zh-CN', ...options });
  const complaints: string[] = [];
  await context.exposeFunction('tellViolation', (words: string) => complaints.push(words));
  await context.addInitScript(TELL_VIOLATIONS);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  return { page, context, complaints };
}
