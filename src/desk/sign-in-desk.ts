import { codePointsOf, FINDINGS, judgeTyped, readError, type ErrorReading } from '../diagnosis/index.js';
import {
  reasonOf,
  userNameForm,
  userNameIn,
  type Bundle,
  type Finding,
  type InboundMessage,
  type Log,
  type ProbeResult,
  type Provider,
  type SecretBytes,
  type SignInDesk,
  type SignInOffer,
  type SignInRunner,
  type SignInSubmitted,
  type SignInTried,
  type SignInView,
  type Store,
} from '../domain/index.js';
import type { SignedInPayload } from './signed-in-payload.js';

/** Twice the attempt and the start of its process. Whoever has not closed a sign-in by then is gone. */
const ATTEMPT_MS = 60_000;
const TOKEN = /^[0-9a-f]{32}$/u;
const LONGEST_EVIDENCE = 200;

export interface SignInDeskPorts {
  readonly store: Pick<Store, 'signIns' | 'probeRuns'>;
  readonly runner: SignInRunner;
  readonly bundle: () => Bundle;
  readonly sha256: (text: string) => string;
  readonly randomId: () => string;
  readonly log: Log;
}

type Ended = Omit<SignedInPayload, 'kind' | 'token' | 'typed'>;

/**
 * Takes one-time sign-ins from their page: judges what was typed, counts the attempt, has it tried once, and writes
 * what became of it into the inbox. The credential stays in this process and the one that tries it. A process that
 * dies with an attempt leaves its row behind, and the store ends it as `failed`: it is never tried again.
 */
export function createSignInDesk(ports: SignInDeskPorts): SignInDesk {
  const { store, runner, log, sha256 } = ports;
  const inHand = new Set<Promise<void>>();

  async function attempt(hash: string, offer: SignInOffer, secret: SecretBytes): Promise<void> {
    try {
      await end(hash, 'taken', offer, await tryOnce(offer, secret));
    } catch (error) {
      log.error('a sign-in could not be ended; its time will run out', { error: reasonOf(error) });
    } finally {
      secret.wipe();
    }
  }

  /** Counted in a commit of its own before anything is sent; given back when it did no harm. */
  async function tryOnce(offer: SignInOffer, secret: SecretBytes): Promise<Ended> {
    const { target } = offer;
    // By the address alone: a server counts failed logins of a mailbox over all its protocols and names.
    const mailbox = sha256(`sign-in\n${target.address.toLowerCase()}`);
    const counted = await store.signIns.count(mailbox);
    if (!counted.allowed) {
      const { retryAfter, attempts } = counted;
      return { outcome: 'refused', results: [], retryAfter, attempts };
    }
    const provider = ports.bundle().providers.get(offer.provider ?? '');
    const tried = await runner.try(
      {
        target,
        userName: userNameOf(target.address, provider),
        needsId: needsId(provider),
      },
      secret,
    );
    if (tried.kind === 'accepted' || tried.kind === 'not-tried')
      await store.signIns.giveBack(counted.attempt);
    log.info('a sign-in was tried', { outcome: tried.kind });
    return keep(offer, explain(tried, provider));
  }

  async function keep(offer: SignInOffer, results: readonly ProbeResult[]): Promise<Ended> {
    const run = ports.randomId();
    const at = new Date().toISOString();
    await store.probeRuns.save({ id: run, conversation: offer.conversation, at, results });
    return { outcome: 'tried', results: [...results] as Ended['results'], run };
  }

  function end(
    hash: string,
    from: 'offered' | 'taken',
    { conversation, token, typed }: SignInOffer,
    ended: Ended,
  ): Promise<boolean> {
    const payload: SignedInPayload = { kind: 'signed-in', token, typed: [...typed], ...ended };
    return store.signIns.close(hash, from, resultRow(conversation, token, payload));
  }

  async function find(token: string): Promise<{ hash: string; offer: SignInOffer } | undefined> {
    if (!TOKEN.test(token)) return undefined;
    const hash = sha256(token);
    const offer = await store.signIns.look(hash);
    return offer && { hash, offer };
  }

  async function submit(token: string, secret: SecretBytes, asTyped: boolean): Promise<SignInSubmitted> {
    const found = await find(token);
    if (!found) return { kind: 'gone' };
    const codes = judge(secret, found.offer, ports.bundle().providers.get(found.offer.provider ?? ''));
    if (codes.length > 0) await store.signIns.note(found.hash, codes);
    if (codes.length > 0 && !asTyped) return { kind: 'mistyped', view: viewOf(found.offer), codes };
    const taken = await store.signIns.take(found.hash, ATTEMPT_MS);
    if (!taken) return { kind: 'gone' };
    const copy = secret.handOver();
    const job: Promise<void> = attempt(found.hash, taken, copy).finally(() => inHand.delete(job));
    inHand.add(job);
    return { kind: 'trying' };
  }

  function viewOf({ target, language, credential, provider }: SignInOffer): SignInView {
    const name = ports.bundle().providers.get(provider ?? '')?.name;
    const { address, host } = target;
    return { language, address, host, credential, ...(name && { providerName: name }) };
  }

  return {
    async look(token) {
      const found = await find(token);
      return found && viewOf(found.offer);
    },
    async submit(token, secret, asTyped) {
      try {
        return await submit(token, secret, asTyped);
      } finally {
        // Whatever became of it, this holder is done; an attempt has its own.
        secret.wipe();
      }
    },
    async decline(token) {
      const found = await find(token);
      return (
        found !== undefined && end(found.hash, 'offered', found.offer, { outcome: 'declined', results: [] })
      );
    },
    async finished() {
      while (inHand.size > 0) await Promise.all(inHand);
    },
  };
}

function judge(
  secret: SecretBytes,
  { target, credential }: SignInOffer,
  provider: Provider | undefined,
): readonly string[] {
  const points = codePointsOf(secret.reveal());
  const shape = provider?.code?.shape;
  const about = { address: target.address, credential, ...(shape && { shape }) };
  const codes = judgeTyped(points, about);
  points.fill(0);
  return codes;
}

function userNameOf(address: string, provider: Provider | undefined): string {
  const server = provider?.servers.find(({ protocol }) => protocol === 'imap');
  return userNameIn(userNameForm(provider, server), address);
}

function needsId(provider: Provider | undefined): boolean {
  const quirk = provider?.quirks.get('needs_id_command');
  return quirk !== undefined && quirk !== 'false' && quirk !== 'no';
}

/** The results with what the server's answer means. */
function explain(tried: SignInTried, provider: Provider | undefined): readonly ProbeResult[] {
  if (tried.kind !== 'refused') return tried.results;
  const { text, stage } = tried;
  const reading = readAnswer(text, provider);
  const code = stage === 'login' ? (reading?.finding ?? 'auth.rejected') : inboxCode(reading);
  return tried.results.map((result) => ({
    ...result,
    findings: [...result.findings, findingOf(code, text, result, reading)],
  }));
}

/** A refusal that comes after the sign-in was accepted says nothing of the password and nothing of the port. */
function inboxCode(reading: ErrorReading | undefined): string {
  const said = reading?.finding;
  const isOfSignIn = said === 'auth.rejected' || said === 'client.not-understood';
  return said === undefined || isOfSignIn ? 'auth.inbox-refused' : said;
}

/** What the answer says of the account; the page asked for the right kind of credential, so it is not that one. */
function readAnswer(text: string, provider: Provider | undefined): ErrorReading | undefined {
  const reading = readError({
    text,
    protocol: 'imap',
    ...(provider && { provider: provider.id, refusals: provider.refusals, credential: provider.credential }),
  });
  const isPlain = reading?.finding === 'auth.code-expected' || reading?.confidence === 'low';
  return isPlain ? undefined : reading;
}

function findingOf(
  code: string,
  text: string,
  { probe, target }: ProbeResult,
  reading: ErrorReading | undefined,
): Finding {
  return {
    code,
    severity: FINDINGS.get(code)?.severity ?? 'warning',
    facts: {},
    evidence: [{ label: `Answer of ${target}`, value: text.slice(0, LONGEST_EVIDENCE) }],
    probe,
    target,
    measuredAt: new Date().toISOString(),
    seenFrom: 'bot',
    ...(reading && { confidence: reading.confidence }),
  };
}

function resultRow(conversation: string, token: string, payload: SignedInPayload): InboundMessage {
  const colon = conversation.indexOf(':');
  const at = new Date().toISOString();
  return {
    address: { channel: conversation.slice(0, colon), conversation: conversation.slice(colon + 1) },
    kind: 'result',
    platformId: `${token}:sign-in`,
    revision: 0,
    order: at,
    sentAt: at,
    payload,
  };
}
