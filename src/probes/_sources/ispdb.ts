import { getPage } from '../_web.js';
import { readClientConfig } from './_client-config.js';
import type { Said, Source } from './_source.js';

/** Thunderbird's public database of providers. It learns the domain and nothing else. */
export const ispdbSource: Source = {
  id: 'ispdb',
  outside: true,
  async ask(domain, signal, _report, tools): Promise<Said> {
    const answer = await getPage(`https://live.thunderbird.net/autoconfig/v1.1/${domain}`, signal, tools);
    if (answer.kind !== 'page') return { servers: [], note: 'not listed' };
    const servers = readClientConfig(answer.body, domain, 'ispdb', tools.guard);
    return { servers, note: servers.length > 0 ? 'listed' : 'no settings in the page' };
  },
};
