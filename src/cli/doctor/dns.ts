import { ok, wrong, type Check } from './_check.js';

/** Asked where MAILMEDIC_DNS_WITNESSES names none: large mail domains of two parts of the world. */
const NAMES = ['qq.com', 'gmail.com'] as const;

/** Whether the DNS servers that the probes ask know the world outside. */
export const dnsCheck: Check = {
  id: 'dns',
  async run({ settings, addressesOf }) {
    const servers = settings.probe.dnsServers?.join(', ') ?? 'the machine’s DNS servers';
    const names = settings.probe.dnsWitnesses ?? NAMES;
    const answers = await Promise.allSettled(names.map((name) => addressesOf(name)));
    if (answers.some(({ status }) => status === 'fulfilled'))
      return [ok(`${servers} answer for outside names`)];
    return [
      wrong(
        `${servers} answer neither for ${names.join(' nor for ')}`,
        'Probes find mail servers by DNS: name servers that resolve outside names in MAILMEDIC_DNS_SERVERS, and let UDP and TCP port 53 through.',
      ),
    ];
  },
};
