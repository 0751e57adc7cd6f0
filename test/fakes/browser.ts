import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export interface Page {
  readonly status: number;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Cookie {
  readonly value: string;
  readonly attributes: ReadonlyMap<string, string>;
}

type Headers = Readonly<Record<string, string>>;

/**
 * As much of a browser as a sign-in needs: cookies by origin, redirects, and the headers that tell where a request
 * comes from. `places` says at which address an origin is really served, as a proxy that ends TLS would know.
 */
export interface Browser {
  /** One GET, as if typed into the address bar; redirects are not followed. */
  look(url: string, headers?: Headers): Promise<Page>;
  /** GET and wherever it leads. */
  open(url: string): Promise<Page>;
  /** What a form on a page of `from` sends; redirects are not followed. */
  submit(url: string, from?: string, headers?: Headers): Promise<Page>;
  /** The cookies of an origin. */
  cookies(origin: string): Map<string, Cookie>;
}

export function createBrowser(places: Readonly<Record<string, string>> = {}): Browser {
  const jars = new Map<string, Map<string, Cookie>>();

  function jarOf(origin: string): Map<string, Cookie> {
    const jar = jars.get(origin) ?? new Map<string, Cookie>();
    jars.set(origin, jar);
    return jar;
  }

  function keep(url: URL, line: string): void {
    const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
    const at = pair.indexOf('=');
    const name = pair.slice(0, at);
    const attributes = new Map(
      rest.map((part) => [part.split('=')[0]!.toLowerCase(), part.split('=')[1] ?? ''] as const),
    );
    if (attributes.has('secure') && url.protocol !== 'https:') return;
    if (name.startsWith('__Host-') && !(attributes.has('secure') && attributes.get('path') === '/')) return;
    const gone =
      attributes.get('max-age') === '0' || Date.parse(line.match(/expires=([^;]+)/iu)?.[1] ?? '') <= 0;
    if (gone) jarOf(url.origin).delete(name);
    else jarOf(url.origin).set(name, { value: pair.slice(at + 1), attributes });
  }

  async function send(method: string, address: string, headers: Headers): Promise<Page> {
    const url = new URL(address);
    const cookie = [...jarOf(url.origin)].map(([name, { value }]) => `${name}=${value}`).join('; ');
    const place = new URL(`${url.pathname}${url.search}`, places[url.origin] ?? url.origin);
    const outgoing = request(place, {
      method,
      agent: false,
      headers: { host: url.host, ...(cookie === '' ? {} : { cookie }), ...headers },
    });
    outgoing.end();
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    for (const line of response.headers['set-cookie'] ?? []) keep(url, line);
    return {
      status: response.statusCode ?? 0,
      url: address,
      headers: response.headers,
      text: Buffer.concat(chunks).toString(),
    };
  }

  const look: Browser['look'] = (url, headers = {}) => send('GET', url, headers);

  return {
    look,
    async open(url) {
      let page = await look(url);
      for (let hops = 0; hops < 20 && page.headers.location !== undefined; hops += 1) {
        page = await look(new URL(page.headers.location, page.url).href);
      }
      return page;
    },
    submit(url, from = new URL(url).origin, headers = {}) {
      const form = { origin: from, 'content-type': 'application/x-www-form-urlencoded' };
      return send('POST', url, { ...form, ...headers });
    },
    cookies: jarOf,
  };
}
