import type { ProbeTools } from '../_probe.js';
import { getPage, type WebAnswer } from '../_web.js';
import { readClientConfig } from './_client-config.js';
import type { Said, Source } from './_source.js';

/**
 * The domain's own page for mail apps. Over https only, because whoever can change the page chooses where passwords
 * go; and without the address, which Thunderbird would send along as `emailaddress`.
 * See https://wiki.mozilla.org/Thunderbird:Autoconfiguration.
 */
export const autoconfigSource: Source = {
  id: 'autoconfig',
  outside: false,
  async ask(domain, signal, _report, tools): Promise<Said> {
    const pages = [
      `https://autoconfig.${domain}/mail/config-v1.1.xml`,
      `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
    ];
    const answers = await Promise.all(pages.map((page) => follow(page, domain, signal, tools)));
    for (const answer of answers) {
      if (answer.kind !== 'page') continue;
      const servers = readClientConfig(answer.body, domain, 'autoconfig', tools.guard);
      if (servers.length > 0) return { servers, note: answer.url.hostname };
    }
    return { servers: [], note: answers.map((answer) => noteOf(answer)).join(', ') };
  },
};

/** Follows one redirect, to the mail domain or a name below it: anybody else has no say in its settings. */
async function follow(
  page: string,
  domain: string,
  signal: AbortSignal,
  tools: ProbeTools,
): Promise<WebAnswer> {
  const first = await getPage(page, signal, tools);
  if (first.kind !== 'moved') return first;
  const host = URL.canParse(first.to) ? new URL(first.to).hostname : '';
  if (host !== domain && !host.endsWith(`.${domain}`)) return { kind: 'none', reason: 'moved elsewhere' };
  return getPage(first.to, signal, tools);
}

function noteOf(answer: WebAnswer): string {
  if (answer.kind === 'page') return 'no settings in the page';
  return answer.kind === 'moved' ? 'moved twice' : answer.reason;
}
