import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { AxeBuilder } from '@axe-core/playwright';
import { afterEach, describe, expect, it } from 'vitest';

import { createWebChannel } from '../../src/channels/web/index.js';
import { createDesk, createSignInDesk, type Desk } from '../../src/desk/index.js';
import type { LoadedBundle, Store } from '../../src/domain/index.js';
import { createSignInRunner, probeSettingsSchema } from '../../src/probes/index.js';
import { createServer } from '../../src/server/index.js';
import { openStore } from '../../src/store/index.js';
import { both, bundleOf } from '../engine/_bundle.js';
import { makeAuthority } from '../fakes/certificates.js';
import { startDnsServer } from '../fakes/dns-server.js';
import { createFakeCases } from '../server/fake-cases.js';
import { createListLog } from '../server/house.js';
import { hasBrowser, launchBrowser, openPage } from './_browser.js';
import { hasDovecot, startDovecot, type Dovecot } from './_dovecot.js';

const HOST = 'imap.corp.example';
const ADDRESS = 'li@corp.example';
/** Letters that nothing else in the program holds. */
const RIGHT = 'Qz7-rIghtCanary-vW31';
const WRONG = 'Qz7-wrOngCanary-vW31';
const WEB = { channel: 'web', conversation: 'chat-of-li-000000000000' };

const closing: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** One playbook: offers a sign-in, and says what came of it. */
function signInBundle(port: number): LoadedBundle {
  const { outcomes, steps } = {
    outcomes: ['ok', 'auth.rejected', 'refused', 'declined', 'failed', 'client.typed.spaces'],
    steps: { try: { sign_in: 'imap', with: { address: ADDRESS, host: HOST, port: String(port) } } },
  };
  const names = outcomes.map((outcome) => [outcome, outcome.replaceAll('.', '-')] as const);
  const bundle = bundleOf({
    triage: {
      steps: {
        try: { ...steps.try, on: { ...Object.fromEntries(names), otherwise: 'other' } },
        ...Object.fromEntries(
          names.map(([outcome, name]) => [name, { say: both(`heard ${outcome}`), on: { next: 'end:x' } }]),
        ),
        other: { say: both('heard something else'), on: { next: 'end:x' } },
      },
    },
  });
  (bundle.phrases as Map<string, unknown>).set('sign-in-link', both('Open this:'));
  const classify = (text: string) => ({
    text,
    language: 'en' as const,
    scenario: 'unclear',
    confidence: 0.4,
    alternatives: [],
    because: [],
    certain: false,
  });
  return { bundle, classify };
}

interface House {
  readonly dovecot: Dovecot;
  readonly store: Store;
  readonly desk: Desk;
  readonly url: string;
  readonly folder: string;
  readonly logged: readonly string[];
  /** Says something and waits for a reply that fits. */
  say(text: string): Promise<void>;
  hears(wanted: RegExp, after?: number): Promise<RegExpExecArray>;
}

async function openHouse(): Promise<House> {
  const authority = makeAuthority();
  const dovecot = await startDovecot(authority.issue({ hosts: [HOST] }), RIGHT);
  const dns = await startDnsServer({ [HOST]: { a: [['127.0.0.1']] } });
  const folder = mkdtempSync(join(tmpdir(), 'mailmedic-sign-in-'));
  const store = await openStore({ kind: 'sqlite', file: join(folder, 'mailmedic.db'), role: 'server' });
  await store.migrate();
  const loaded = signInBundle(dovecot.imaps);
  const settings = probeSettingsSchema.parse({
    resolvers: [dns.address],
    registered: [{ cidr: '127.0.0.0/8', ports: [dovecot.imaps] }],
    ca: [authority.cert],
  });
  const log = createListLog();
  const bundle = () => loaded.bundle;
  const runner = createSignInRunner(settings, bundle);
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const randomId = () => randomBytes(16).toString('base64url');
  const signIns = createSignInDesk({ store, runner, bundle, sha256, randomId, log });
  let origin = '';
  const desk = createDesk({
    store,
    shelf: { live: loaded, get: () => loaded, fetch: () => Promise.resolve() },
    channels: new Map([['web', createWebChannel(store.chat)]]),
    probes: { run: () => Promise.resolve([]), close: () => Promise.resolve() },
    targets: [],
    log,
    owner: 'live',
    randomId,
    probeShares: { person: 1_000, target: 1_000 },
    signIn: () => ({
      localOrigin: origin,
      isOpen: true,
      newToken: () => {
        const token = randomBytes(16).toString('hex');
        return { token, hash: sha256(token) };
      },
    }),
  });
  desk.start();
  const server = createServer({
    settings: { host: '127.0.0.1', port: 0 },
    log,
    clock: { now: () => new Date() },
    store,
    ready: () => ({ ready: true, reasons: [] }),
    receive: (message) => desk.receive(message),
    chat: store.chat,
    tellingLines: () => undefined,
    cases: createFakeCases(),
    explainRun: () => Promise.resolve(undefined),
    signIns,
    signIn: { tokens: store.tokens, sessions: store.sessions },
  });
  const url = (origin = await server.listen());
  closing.push(
    () => rmSync(folder, { recursive: true, force: true }),
    () => dns.close(),
    () => dovecot.close(),
    () => store.close(),
    () => runner.close(),
    () => desk.stop(),
    () => signIns.finished(),
    () => server.close(),
  );
  let said = 0;
  return {
    dovecot,
    store,
    desk,
    url,
    folder,
    logged: log.lines,
    async say(text) {
      said += 1;
      const at = new Date().toISOString();
      const stamp = { platformId: `said-${said}`, revision: 0, order: at, sentAt: at };
      await desk.receive({ address: WEB, kind: 'message', ...stamp, from: { id: 'li' }, text, echo: true });
    },
    async hears(wanted, after = 0) {
      for (const until = Date.now() + 30_000; Date.now() < until; await setTimeout(50)) {
        const replies = await store.chat.delivered(WEB, after, 100);
        const found = replies.map(({ reply }) => wanted.exec(reply.text)).find((match) => match !== null);
        if (found) return found;
      }
      throw new Error(
        `never heard ${wanted.source}: ${JSON.stringify(await store.chat.delivered(WEB, 0, 50))}`,
      );
    },
  };
}

async function lastReply(house: House): Promise<number> {
  return (await house.store.chat.delivered(WEB, 0, 1_000)).at(-1)?.id ?? 0;
}

const LINK = /http:\/\/127\.0\.0\.1:\d+\/sign-in\/[0-9a-f]{32}/u;

function post(link: string, fields: Record<string, string>): Promise<Response> {
  return fetch(link, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) });
}

const failures = async ({ dovecot }: House) =>
  (await dovecot.log()).split('\n').filter((line) => line.includes('auth failed')).length;
const logins = async ({ dovecot }: House) =>
  (await dovecot.log()).split('\n').filter((line) => line.includes('imap-login: Info: Login:')).length;

describe.skipIf(!hasDovecot())('a one-time sign-in, from the chat to a real server and back', () => {
  it('tells right from wrong, and leaves the password nowhere', { timeout: 180_000 }, async () => {
    const house = await openHouse();
    await house.say('mail stopped working for me');
    const [first] = await house.hears(LINK);
    const page = await (await fetch(first)).text();
    expect(page).toContain(HOST);
    const posts = await Promise.all(
      Array.from({ length: 100 }, () => post(first, { typed: WRONG, deed: 'try' })),
    );
    expect(posts.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(posts.filter(({ status }) => status === 404)).toHaveLength(99);
    await house.hears(/heard auth\.rejected/u);
    expect(await failures(house)).toBe(1);

    let seen = await lastReply(house);
    await house.say('mail stopped working for me');
    const [second] = await house.hears(LINK, seen);
    const told = await post(second, { typed: ` ${RIGHT}`, deed: 'try' });
    expect([told.status, (await told.text()).includes('a space before or after it')]).toEqual([422, true]);
    expect((await post(second, { typed: RIGHT, deed: 'try' })).headers.get('location')).toBe('/sign-in/done');
    await house.hears(/heard client\.typed\.spaces/u, seen);
    expect(await logins(house)).toBe(1);

    seen = await lastReply(house);
    await house.say('mail stopped working for me');
    const [third] = await house.hears(LINK, seen);
    await post(third, { typed: RIGHT, deed: 'try' });
    await house.hears(/heard ok/u, seen);

    const runs = await house.store.probeRuns.ofConversation('web:chat-of-li-000000000000', 10);
    expect(runs).toHaveLength(3);
    const files = readdirSync(house.folder).map((name) => readFileSync(join(house.folder, name)));
    const everything = [
      ...files,
      Buffer.from(JSON.stringify(house.logged)),
      Buffer.from(JSON.stringify(await house.store.transcript('web:chat-of-li-000000000000'))),
      Buffer.from(JSON.stringify(await house.store.chat.lines(WEB, 0, 1_000))),
      Buffer.from(JSON.stringify(runs)),
      Buffer.from(JSON.stringify(await house.store.conversation('web:chat-of-li-000000000000'))),
    ];
    for (const canary of [RIGHT, WRONG]) {
      for (const shape of [canary, Buffer.from(canary).toString('base64').slice(0, 20)]) {
        expect(everything.filter((bytes) => bytes.includes(shape))).toEqual([]);
      }
    }
    expect(JSON.stringify(await house.store.transcript('web:chat-of-li-000000000000'))).not.toMatch(LINK);
  });

  it('makes no third failed login, however many links are used', { timeout: 180_000 }, async () => {
    const house = await openHouse();
    await house.say('mail stopped working for me');
    let seen = 0;
    for (let count = 0; count < 3; count += 1) {
      const [link] = await house.hears(LINK, seen);
      seen = await lastReply(house);
      await post(link, { typed: WRONG, deed: 'try' });
      await house.hears(count < 2 ? /heard auth\.rejected/u : /heard refused/u, seen);
      seen = await lastReply(house);
      await house.say('mail stopped working for me');
    }
    expect(await failures(house)).toBe(2);
  });

  it('is declined on its page', { timeout: 120_000 }, async () => {
    const house = await openHouse();
    await house.say('mail stopped working for me');
    const [link] = await house.hears(LINK);
    expect((await post(link, { deed: 'decline' })).headers.get('location')).toBe('/sign-in/declined');
    await house.hears(/heard declined/u);
    expect((await post(link, { typed: RIGHT, deed: 'try' })).status).toBe(404);
    expect(await logins(house)).toBe(0);
  });

  it.skipIf(!hasBrowser())(
    'is done in a browser, with script and without',
    { timeout: 180_000 },
    async () => {
      const house = await openHouse();
      const browser = await launchBrowser();
      closing.push(() => browser.close());
      await house.say('mail stopped working for me');
      const [link] = await house.hears(LINK);
      const phone = { viewport: { width: 360, height: 740 } };
      const { page, complaints } = await openPage(browser, phone);
      await page.goto(link.replace('127.0.0.1', 'localhost'));
      const folder = process.env['MAILMEDIC_PICTURES'];
      if (folder) await page.screenshot({ path: join(folder, 'sign-in-first.png'), fullPage: true });
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      await page.locator('#show').click();
      await page.locator('#typed').fill('密码');
      expect(await page.locator('#hint').textContent()).toContain('input method');
      await page.locator('.go').click();
      await page.locator('.told').waitFor();
      if (folder) await page.screenshot({ path: join(folder, 'sign-in-told.png'), fullPage: true });
      expect(await page.content()).not.toContain('密码"');
      await page.locator('.lang').click();
      await page.getByText('试登录一次邮箱').waitFor();
      if (folder) await page.screenshot({ path: join(folder, 'sign-in-zh.png'), fullPage: true });
      expect(complaints.filter((one) => !one.includes('422'))).toEqual([]);
      const bare = await openPage(browser, { ...phone, javaScriptEnabled: false });
      await bare.page.goto(`${link}?lang=en`);
      if (folder) await bare.page.screenshot({ path: join(folder, 'sign-in-en.png'), fullPage: true });
      await bare.page.locator('#typed').fill(RIGHT);
      await bare.page.locator('.go').click();
      await bare.page.waitForURL(/\/sign-in\/done$/u);
      if (folder) await bare.page.screenshot({ path: join(folder, 'sign-in-done.png'), fullPage: true });
      await house.hears(/heard something else/u);
      expect(await logins(house)).toBe(1);
    },
  );
});
