import { launchBrowser, openPage } from '../live/_browser.js';
import { startWebHouse } from '../live/_web-house.js';

/** `npm run picture`: has a real conversation in the web chat and takes the README's picture of it. */
const FILE = 'docs/conversation.png';
const WAIT = { timeout: 30_000 };

const house = await startWebHouse();
const browser = await launchBrowser();
try {
  const { page } = await openPage(browser, {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 880, height: 1_120 },
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
    reducedMotion: 'reduce',
  });
  await page.goto(house.url);
  await page.locator('textarea').waitFor(WAIT);
  await say('Outlook 一直提示收件服务器密码错误');
  await page.getByText('name@corp.example').last().waitFor(WAIT);
  await say('li.lei@expired.example');
  await page.getByRole('button', { name: '通知 IT' }).last().waitFor(WAIT);
  // The caret blinks, and the focus ring is nobody's business on a picture.
  await page.locator('textarea').blur();
  await page.screenshot({ path: FILE, animations: 'disabled' });
  process.stdout.write(`${FILE}\n`);

  async function say(text: string): Promise<void> {
    await page.locator('textarea').fill(text);
    await page.keyboard.press('Enter');
  }
} finally {
  await browser.close();
  await house.close();
}
