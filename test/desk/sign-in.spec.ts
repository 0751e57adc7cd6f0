import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSignInDesk, type SignInDoor } from '../../src/desk/index.js';
import {
  SecretBytes,
  type LoadedBundle,
  type SignInDesk,
  type SignInTried,
  type SignInTrial,
  type Speaker,
} from '../../src/domain/index.js';
import { both, bundleOf } from '../engine/_bundle.js';
import { openHouse, typed, type TestHouse } from './_house.js';

const OWN: Speaker = { id: 'u', verified: true, address: 'li@corp.example' };
const LINK = /https:\/\/bot\.corp\.example\/sign-in\/([0-9a-f]{32})/u;
const OUTCOMES = [
  'ok',
  'failed',
  'refused',
  'declined',
  'expired',
  'auth.rejected',
  'auth.locked',
  'auth.inbox-refused',
  'client.typed.spaces',
];

function signInBundle(protocol: 'imap' | 'smtp' = 'imap'): LoadedBundle {
  const names = OUTCOMES.map((outcome) => [outcome, outcome.replaceAll('.', '-')] as const);
  const said = names.map(([outcome, name]) => [
    name,
    { say: both(`heard ${outcome}`), on: { next: 'end:x' } },
  ]);
  const bundle = bundleOf({
    triage: {
      steps: {
        try: {
          sign_in: protocol,
          with: { address: 'li@corp.example', host: 'imap.corp.example' },
          on: { ...Object.fromEntries(names), otherwise: 'failed' },
        },
        ...Object.fromEntries(said),
      },
    },
  });
  (bundle.phrases as Map<string, unknown>).set('sign-in-link', both('Open this:'));
  const none = { scenario: 'unclear', confidence: 0.4, alternatives: [], because: [], certain: false };
  return { bundle, classify: (text) => ({ text, language: 'en', ...none }) };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

let tokens = 0;
const door: SignInDoor = {
  publicOrigin: 'https://bot.corp.example',
  isOpen: false,
  newToken() {
    tokens += 1;
    const token = tokens.toString(16).padStart(32, '0');
    return { token, hash: sha256(token) };
  },
};

let house: TestHouse;
let desk: SignInDesk;
let trials: SignInTrial[];
let next: SignInTried;

async function open(at: SignInDoor | undefined, protocol: 'imap' | 'smtp' = 'imap'): Promise<void> {
  const loaded = signInBundle(protocol);
  house = await openHouse({
    shelf: { live: loaded, get: () => loaded, fetch: () => Promise.resolve() },
    signIn: () => at,
  });
  const runner = {
    try(trial: SignInTrial, secret: SecretBytes) {
      trials.push(trial);
      secret.wipe();
      return Promise.resolve(next);
    },
    close: () => Promise.resolve(),
  };
  const { store } = house;
  desk = createSignInDesk({
    store,
    runner,
    bundle: () => loaded.bundle,
    sha256,
    randomId: () => `run-${trials.length}`,
    log,
  });
}

beforeEach(() => {
  trials = [];
  next = tried('accepted');
});
afterEach(() => house.close());

function tried(kind: 'accepted' | 'not-tried' | 'unknown'): SignInTried {
  const status = kind === 'accepted' ? 'measured' : 'failed';
  const at = '2026-01-01T00:00:00.000Z';
  const result = {
    probe: 'sign-in',
    target: 'imap.corp.example:993',
    findings: [],
    phases: [],
    startedAt: at,
    ms: 1,
  };
  return { kind, results: [{ ...result, status }] };
}

const secret = (text: string) => new SecretBytes(new TextEncoder().encode(text));
const said = () => house.sent.map(({ reply }) => reply.text);
const hears = (text: string) =>
  vi.waitFor(() => expect(said().join('\n')).toContain(text), { timeout: 10_000 });

async function offered(from: Speaker = OWN): Promise<string> {
  const before = house.sent.length;
  await house.desk.receive(typed('mail stopped working', { from }));
  return vi.waitFor(
    () => {
      const token = LINK.exec(said().slice(before).join('\n'))?.[1];
      expect(token).toBeDefined();
      return token!;
    },
    { timeout: 10_000 },
  );
}

describe('a one-time sign-in is offered', () => {
  it('over SMTP only after IMAP took the credential', async () => {
    await open(door, 'smtp');
    await house.desk.receive(typed('mail stopped working', { from: OWN }));
    await hears('heard failed');
    expect(said().join('\n')).not.toMatch(LINK);
  });

  it('to the speaker for their own address, and the transcript has no link', async () => {
    await open(door);
    const token = await offered();
    expect(await desk.look(token)).toEqual({
      language: 'en',
      address: 'li@corp.example',
      host: 'imap.corp.example',
      credential: 'password',
    });
    expect(JSON.stringify(await house.store.transcript('fake:c'))).not.toContain(token);
    expect(trials).toEqual([]);
  });

  it('to a speaker whom the directory lets sign in to that mailbox', async () => {
    await open(door);
    const token = await offered({
      ...OWN,
      address: 'wang@corp.example',
      isKnown: true,
      mailboxes: ['li@corp.example'],
    });
    expect(await desk.look(token)).toMatchObject({ address: 'li@corp.example' });
  });

  it.each<[string, SignInDoor | undefined, Speaker]>([
    ['where there is no page', undefined, OWN],
    [
      'where the page is on loopback and the speaker is not',
      { ...door, publicOrigin: undefined as never, localOrigin: 'http://localhost:1', isOpen: true },
      OWN,
    ],
    ['for an address that nobody vouches for', door, { ...OWN, verified: false }],
    ['for the address of somebody else', door, { ...OWN, address: 'wang@corp.example' }],
    [
      'for a mailbox that the directory allows to others',
      door,
      { ...OWN, address: 'wang@corp.example', isKnown: true, mailboxes: ['info@corp.example'] },
    ],
  ])('not %s', async (_name, at, from) => {
    await open(at);
    await house.desk.receive(typed('mail stopped working', { from }));
    await hears('heard failed');
    expect(said().join('\n')).not.toContain('/sign-in/');
  });
});

describe('a one-time sign-in', () => {
  it('that works comes back as ok, and is given back to the count', async () => {
    await open(door);
    for (let count = 0; count < 4; count += 1) {
      const before = house.sent.length;
      const token = await offered();
      expect(await desk.submit(token, secret('right'), false)).toEqual({ kind: 'trying' });
      await vi.waitFor(() => expect(said().slice(before).join()).toContain('heard ok'), { timeout: 10_000 });
    }
    expect(trials).toHaveLength(4);
  });

  it('is used by one of a hundred at once', async () => {
    await open(door);
    const token = await offered();
    const all = await Promise.all(
      Array.from({ length: 100 }, () => desk.submit(token, secret('right'), false)),
    );
    expect(all.filter(({ kind }) => kind === 'trying')).toHaveLength(1);
    await hears('heard ok');
    expect(trials).toHaveLength(1);
  });

  it('is judged before it is tried, and the finding stays when it is corrected', async () => {
    await open(door);
    const token = await offered();
    const judged = await desk.submit(token, secret(' right'), false);
    expect(judged).toMatchObject({ kind: 'mistyped', codes: ['client.typed.spaces'] });
    expect(trials).toEqual([]);
    await desk.submit(token, secret('right'), false);
    await hears('heard client.typed.spaces');
    expect(trials).toHaveLength(1);
  });

  it('may be tried as it was typed', async () => {
    await open(door);
    const token = await offered();
    expect(await desk.submit(token, secret(' right'), true)).toEqual({ kind: 'trying' });
    await hears('heard client.typed.spaces');
  });

  it('that is refused tells what the server’s words mean', async () => {
    await open(door);
    next = { ...tried('accepted'), kind: 'refused', stage: 'login', text: 'NO your account has been locked' };
    await desk.submit(await offered(), secret('right'), false);
    await hears('heard auth.locked');
    expect((await house.store.probeRuns.ofConversation('fake:c', 5))[0]?.results[0]?.findings[0]?.code).toBe(
      'auth.locked',
    );
  });

  it.each(['NO EXAMINE Unsafe Login.', 'NO something of its own'])(
    'that is accepted without the inbox is not called a failed one: %s',
    async (text) => {
      await open(door);
      next = { ...tried('accepted'), kind: 'refused', stage: 'inbox', text };
      await desk.submit(await offered(), secret('right'), false);
      await hears('heard auth.inbox-refused');
    },
  );

  it('is not tried a third time after two failures, and says until when', async () => {
    await open(door);
    next = { ...tried('accepted'), kind: 'refused', stage: 'login', text: 'NO [AUTHENTICATIONFAILED] no' };
    for (const outcome of ['auth.rejected', 'auth.rejected', 'refused']) {
      const before = house.sent.length;
      await desk.submit(await offered(), secret('wrong'), false);
      const later = () => said().slice(before).join();
      await vi.waitFor(() => expect(later()).toContain(`heard ${outcome}`), { timeout: 10_000 });
    }
    expect(trials).toHaveLength(2);
  });

  it('is declined on its page, once', async () => {
    await open(door);
    const token = await offered();
    expect(await desk.decline(token)).toBe(true);
    expect(await desk.decline(token)).toBe(false);
    await hears('heard declined');
    expect(await desk.submit(token, secret('right'), false)).toEqual({ kind: 'gone' });
  });

  it('wipes what it was given, whatever comes of it', async () => {
    await open(door);
    const given = [secret('right'), secret(' right'), secret('right')];
    await desk.submit('none', given[0]!, false);
    const token = await offered();
    await desk.submit(token, given[1]!, false);
    await desk.submit(token, given[2]!, false);
    await desk.finished();
    for (const one of given) expect([...one.reveal()].every((byte) => byte === 0)).toBe(true);
    expect(`${given[0]!.toString()}${JSON.stringify(given)}`).not.toContain('right');
  });
});
