import { ok, wrong, type Check } from './_check.js';

/** Large mail domains of two parts of the world: one of them answers wherever the outside can be reached. */
const DOMAINS = ['qq.com', 'gmail.com'] as const;

/** Whether the DNS servers that the probes ask know the world outside. */
export const dnsCheck: Check = {
  id: 'dns',
  async run({ settings, mailServersOf }) {
    const servers = settings.probe.dnsServers?.join(', ') ?? 'the machine’s DNS servers';
    const answers = await Promise.allSettled(DOMAINS.map((domain) => mailServersOf(domain)));
    if (answers.some(({ status }) => status === 'fulfilled'))
      return [ok(`${servers} answer for outside names`)];
    return [
      wrong(
        `${servers} answer neither for ${DOMAINS.join(' nor for ')}`,
        'Probes find mail servers by DNS: name servers that resolve outside names in MAILMEDIC_DNS_SERVERS, and let UDP and TCP port 53 through.',
      ),
    ];
  },
};
