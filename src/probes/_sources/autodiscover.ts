import { z } from 'zod';
import { getPage } from '../_web.js';
import { fromProvider, type Said, type Source } from './_source.js';

/** The service wants an address. It gets the domain with a local part that is nobody's. */
const NOBODY = 'mailmedic-lookup';

const answerSchema = z.object({ Url: z.url({ protocol: /^https$/u }) });

/**
 * Microsoft's Autodiscover v2: which Exchange a domain's mailboxes are on. It names no mail servers, so it only leads to
 * the provider file that names its host.
 */
export const autodiscoverSource: Source = {
  id: 'autodiscover',
  outside: true,
  async ask(domain, signal, _report, tools): Promise<Said> {
    const query = new URLSearchParams({ Email: `${NOBODY}@${domain}`, Protocol: 'AutodiscoverV1' });
    const page = `https://outlook.office365.com/autodiscover/autodiscover.json?${query.toString()}`;
    const answer = await getPage(page, signal, tools);
    const host = answer.kind === 'page' ? hostNamed(answer.body) : undefined;
    if (host === undefined) return { servers: [], note: 'not known there' };
    // A file without MX patterns is for public addresses, which its own domains tell.
    const provider = [...tools.providers.values()].find(
      ({ mx, servers }) => mx.length > 0 && servers.some((server) => server.host.toLowerCase() === host),
    );
    return provider
      ? { ...fromProvider(provider, 'autodiscover'), note: host }
      : { servers: [], note: `${host}, which no provider file names` };
  },
};

function hostNamed(body: string): string | undefined {
  try {
    const answer = answerSchema.safeParse(JSON.parse(body));
    return answer.success ? new URL(answer.data.Url).hostname : undefined;
  } catch {
    return undefined;
  }
}
