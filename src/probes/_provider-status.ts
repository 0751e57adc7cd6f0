import type { ProbeResult } from '../domain/index.js';
import type { ProbeProvider, ProbeTools } from './_probe.js';
import { startReport } from './_report.js';
import { FEEDS, type Incident } from './_status/index.js';
import { plainText } from './_text.js';
import { getPage } from './_web.js';

/** How long an answer is believed, and for how long a feed that gave none is left alone. */
const KEPT_MS = { answer: 3 * 60_000, none: 60_000 };
const MOST_KEPT = 50;
/** Of a longer page the beginning is read. */
const LONGEST = 512 * 1024;

/** What a feed said; `reason`: why it said nothing. */
type Said =
  { readonly incidents: readonly Incident[] } | { readonly incidents: undefined; readonly reason: string };

/** Remembers what status feeds said, so that many measurements ask each of them once in some minutes. */
export interface StatusFeeds {
  /**
   * What the provider says about itself: `undefined` where it has no feed, or outside look-ups are not allowed. Takes
   * at most `deadlines.web`; does not end with `tools.signal`, because the next request wants the answer as well.
   */
  ask(provider: ProbeProvider, tools: ProbeTools): Promise<ProbeResult> | undefined;
}

/** Makes {@link StatusFeeds} that remember nothing yet. */
export function createStatusFeeds(): StatusFeeds {
  const kept = new Map<string, { readonly said: Promise<Said>; until: number }>();

  function read(provider: Asked, tools: ProbeTools): Promise<Said> {
    const { feed, url, about } = provider.status;
    const key = JSON.stringify([feed, url, about]);
    const now = tools.clock.now().getTime();
    const known = kept.get(key);
    if (known && known.until > now) return known.said;
    const said = fetchFeed(provider, tools);
    const entry = { said, until: now + KEPT_MS.answer };
    void said.then(({ incidents }) => {
      if (!incidents) entry.until = tools.clock.now().getTime() + KEPT_MS.none;
    });
    kept.delete(key);
    kept.set(key, entry);
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT))) kept.delete(oldest);
    return said;
  }

  return {
    ask(provider, tools) {
      if (!hasStatus(provider) || !tools.settings.outsideLookups) return undefined;
      return report(provider, tools, read(provider, tools));
    },
  };
}

type Asked = ProbeProvider & { readonly status: NonNullable<ProbeProvider['status']> };

function hasStatus(provider: ProbeProvider): provider is Asked {
  return provider.status !== undefined;
}

async function fetchFeed({ status }: Asked, tools: ProbeTools): Promise<Said> {
  const feed = FEEDS.get(status.feed);
  if (!feed) return { incidents: undefined, reason: 'there is no such feed' };
  try {
    const signal = AbortSignal.timeout(tools.settings.deadlines.web);
    // A long page is no attack here, and a request may be over long before its feed is read.
    const calm = { ...tools, onHostile: () => undefined };
    const page = await getPage(status.url, signal, calm, { bytes: LONGEST, beyond: 'cut' });
    if (page.kind !== 'page')
      return { incidents: undefined, reason: page.kind === 'moved' ? 'moved' : page.reason };
    const incidents = feed.read(page.body, status.about);
    return incidents ? { incidents } : { incidents: undefined, reason: 'not in the shape of this feed' };
  } catch {
    return { incidents: undefined, reason: 'it could not be read' };
  }
}

async function report({ id, status }: Asked, tools: ProbeTools, said: Promise<Said>): Promise<ProbeResult> {
  const host = new URL(status.url).hostname;
  // Nobody asked for it, so it shows no progress of its own.
  const written = startReport('status', host, { ...tools, signal: NEVER, onProgress: () => undefined });
  const answer = await said;
  if (!answer.incidents) return written.stop(`the provider's status feed: ${answer.reason}`);
  const [latest] = answer.incidents;
  if (latest) {
    const since = `${latest.since.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    const title = plainText(latest.title);
    written.find(
      'status.incident',
      'warning',
      { 'status.provider': id, 'status.since': since, 'status.title': title },
      [{ label: 'Provider’s own words', value: title, command: `curl ${status.url}` }],
    );
  }
  return written.done();
}

const NEVER = new AbortController().signal;
