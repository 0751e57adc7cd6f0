import type { ProbeResult } from '../domain/index.js';
import { isPublicAddress } from './guard.js';
import type { ProbeTools, ServerProbe, ServerTarget } from './_probe.js';
import { digCommand, locate } from './_reach.js';
import { startReport } from './_report.js';

/** Does the server's name have an address: A and AAAA, with who was asked and how long the answer lives. */
export const dnsProbe: ServerProbe = { id: 'dns', needs: 'server', measure: measureDns };

async function measureDns(target: ServerTarget, tools: ProbeTools): Promise<ProbeResult> {
  const { host } = target;
  const report = startReport('dns', host, tools);
  const located = await locate(target, report, tools);
  if (located.kind === 'refused') return report.refuse();
  if (located.kind === 'nothing') return report.stop('the name could not be looked up in time');
  const ips = located.addresses.map((address) => address.ip);
  const facts = { 'dns.host': host, 'dns.address': ips.join(', ') };
  const evidence = {
    label: 'DNS answer',
    value: `${host} is ${ips.join(', ')} (TTL ${located.ttl} s, asked ${tools.resolver.servers.slice(0, 3).join(', ')})`,
    command: digCommand(host, tools),
  };
  report.find('dns.resolved', 'info', facts, [evidence]);
  // Only registered networks come this far. People outside them can't reach the server without a VPN.
  if (!ips.every(isPublicAddress)) report.find('dns.private-address', 'info', facts, [evidence]);
  return report.done();
}
