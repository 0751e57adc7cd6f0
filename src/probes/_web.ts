import { request as httpRequest } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { createWebGuard, type VettedAddress } from './guard.js';
import type { ProbeTools } from './_probe.js';

const PORT = 443;
const SETTINGS_PAGE: BodyLimit = { bytes: 64 * 1024, beyond: 'refuse' };
const LONGEST_HEAD = 8 * 1024;
const ADDRESSES_TRIED = 2;

/** How much of a page is read; `refuse`: a longer one is a hostile one, `cut`: its beginning will do. */
export interface BodyLimit {
  readonly bytes: number;
  readonly beyond: 'refuse' | 'cut';
}

/** What came of a page. `moved`: a redirect, which is not followed here. */
export type WebAnswer =
  | { readonly kind: 'page'; readonly url: URL; readonly body: string }
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'none'; readonly reason: string };

/**
 * Reads one https page of a public server: the name looked up once, its addresses judged by the guard's own rule for the
 * web, the certificate verified, at most `limit` (64 KB), within `deadlines.web`. Sends no cookie and nothing about the person.
 */
export async function getPage(
  address: string,
  outer: AbortSignal,
  tools: ProbeTools,
  limit: BodyLimit = SETTINGS_PAGE,
): Promise<WebAnswer> {
  const url = publicPage(address, tools);
  if (!url) return none('not looked up');
  const signal = AbortSignal.any([outer, AbortSignal.timeout(tools.settings.deadlines.web)]);
  const addresses = await locate(url.hostname, tools);
  if (!addresses) return none('not looked up');
  if (addresses.length === 0) return none('no such name');
  const socket = await connect(url.hostname, addresses, signal, tools);
  return typeof socket === 'string' ? none(socket) : get(url, socket, signal, tools, limit);
}

function none(reason: string): WebAnswer {
  return { kind: 'none', reason };
}

function publicPage(address: string, tools: ProbeTools): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isPlain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  return isPlain && tools.guard.host(url.hostname) === url.hostname ? url : undefined;
}

/** `undefined`: the guard refuses. */
async function locate(host: string, tools: ProbeTools): Promise<readonly VettedAddress[] | undefined> {
  const answers = await Promise.all([tools.resolver.a(host), tools.resolver.aaaa(host)]);
  const ips = answers.flatMap((answer) => (answer.kind === 'found' ? answer.records : []));
  return createWebGuard(tools.settings).addresses(ips);
}

async function connect(
  host: string,
  addresses: readonly VettedAddress[],
  signal: AbortSignal,
  tools: ProbeTools,
): Promise<TLSSocket | string> {
  let reason = 'no answer';
  for (const address of addresses.slice(0, ADDRESSES_TRIED)) {
    const dialled = await tools.dial(address, PORT, signal);
    if (!dialled.ok) continue;
    const secured = await tools.secure.handshake(dialled.socket, { host }, 'verify', signal);
    if (secured.ok) return secured.socket;
    reason = 'its certificate does not hold';
  }
  return reason;
}

function get(
  url: URL,
  socket: TLSSocket,
  signal: AbortSignal,
  tools: ProbeTools,
  limit: BodyLimit,
): Promise<WebAnswer> {
  return new Promise((resolve) => {
    const request = httpRequest({
      createConnection: () => socket,
      host: url.hostname,
      path: `${url.pathname}${url.search}`,
      headers: {
        Host: url.hostname,
        Accept: 'application/json, text/xml, */*',
        'User-Agent': 'Mailmedic',
        Connection: 'close',
      },
      maxHeaderSize: LONGEST_HEAD,
    });
    const onAbort = (): void => end(none('no answer'));
    signal.addEventListener('abort', onAbort, { once: true });

    function end(answer: WebAnswer): void {
      signal.removeEventListener('abort', onAbort);
      request.destroy();
      socket.destroy();
      resolve(answer);
    }

    // Stays for good: a late error without a listener would end the process.
    request.on('error', () => end(none('no answer')));
    request.once('response', (response) => {
      const { statusCode = 0, headers } = response;
      response.on('error', () => end(none('no answer')));
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined)
        return end(moved(headers.location, url));
      if (statusCode !== 200) return end(none(`HTTP ${statusCode}`));
      const chunks: Buffer[] = [];
      let size = 0;
      const page = (): WebAnswer => ({ kind: 'page', url, body: Buffer.concat(chunks).toString('utf8') });
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size <= limit.bytes) return;
        if (limit.beyond === 'cut') return end(page());
        tools.onHostile();
        end(none('too long'));
      });
      response.once('end', () => end(page()));
    });
    if (signal.aborted) return onAbort();
    request.end();
  });
}

function moved(location: string, from: URL): WebAnswer {
  return URL.canParse(location, from.href)
    ? { kind: 'moved', to: new URL(location, from.href).href }
    : none('moved elsewhere');
}
