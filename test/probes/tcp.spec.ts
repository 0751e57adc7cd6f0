import { describe, expect, it } from 'vitest';
import type { Dial, DialFailure } from '../../src/probes/_dial.js';
import { createGuard, type VettedAddress } from '../../src/probes/guard.js';
import { tcpProbe } from '../../src/probes/tcp.js';
import { saysAndStays, silent, startPlain } from '../fakes/mail-servers.js';
import { codes, expectAsDefined, HOST, openLab, troubles, withServer, type Lab } from './_lab.js';
import { FINDINGS } from '../../src/diagnosis/index.js';

const BOTH = { [HOST]: { a: [['127.0.0.1']], aaaa: [['::1']] } };
const PORTS = [110, 143, 465, 587, 993, 995];

type Outcome = 'open' | DialFailure;

/** Measures 993 in a network where `answer` says how each address and port behaves. */
async function knock(
  answer: (address: VettedAddress, port: number) => Outcome,
  zones: NonNullable<Parameters<typeof openLab>[1]> = BOTH,
  port25 = false,
) {
  const lab = await openLab([], zones);
  const opened = await startPlain(silent);
  const asked: [number, number][] = [];
  const tools = lab.tools();
  const dial: Dial = async (address, port, signal) => {
    asked.push([address.family, port]);
    const outcome = answer(address, port);
    // A real socket, so that what the probe does to it counts.
    if (outcome === 'open') return tools.dial(onLoopback(lab), opened.port, signal);
    if (outcome === 'timeout') await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return { ok: false, failure: outcome, code: outcome.toUpperCase(), address };
  };
  const registered = ['127.0.0.0/8', '::1/128'].map((cidr) => ({ cidr, ports: [opened.port] }));
  const settings = { ...lab.settings, registered, port25 };
  const deadlines = { ...settings.deadlines, connect: 300 };
  const guard = createGuard(settings);
  const result = await tcpProbe.measure(
    { host: HOST, port: 993, tls: 'implicit', protocol: 'imap' },
    {
      ...tools,
      settings: { ...settings, deadlines },
      guard,
      dial: async (address, port, signal) => {
        const dialled = await dial(address, port, signal);
        return { ...dialled, address };
      },
    },
  );
  await lab.close();
  await opened.close();
  result.findings.forEach((one) => expectAsDefined(one, FINDINGS));
  return { result, asked, find: (code: string) => result.findings.find((one) => one.code === code) };
}

function onLoopback(lab: Lab): VettedAddress {
  return createGuard(lab.settings).addresses(HOST, ['127.0.0.1'], 993)![0]!;
}

describe('tcp', () => {
  it('knocks at every mail port over both families, at 25 only with its switch', async () => {
    const { asked, result, find } = await knock(() => 'open');
    const expected = PORTS.flatMap((port) => [`4 ${port}`, `6 ${port}`]).sort();
    expect(asked.map((one) => one.join(' ')).sort()).toEqual(expected);
    expect(codes(result)).toEqual(['net.connected', 'net.open-ports']);
    expect(find('net.open-ports')?.facts['net.open']).toBe(PORTS.join(', '));
    const withPort25 = await knock(() => 'open', BOTH, true);
    expect(withPort25.asked.filter(([, port]) => port === 25)).toHaveLength(2);
  });

  it('closes what it opened and says nothing', async () => {
    await withServer(startPlain(saysAndStays('* OK ready\r\n')), async (lab, server) => {
      const result = await lab.on('tcp', server.port);
      expect(codes(result)).toEqual(['net.connected', 'net.open-ports']);
      expect(server.connections()).toBe(1);
      expect(server.lines).toEqual([]);
    });
  });

  it.each([
    [4, 'refused'],
    [4, 'timeout'],
    [6, 'refused'],
    [6, 'timeout'],
    [6, 'reset'],
  ] as const)('names a family that differs: IPv%i %s', async (dead, failure) => {
    const { result, find } = await knock(({ family }) => (family === dead ? failure : 'open'));
    expect(troubles(result)).toEqual(['net.family-differs']);
    expect(find('net.family-differs')?.facts).toEqual({
      'net.host': HOST,
      'net.port': '993',
      'net.works': dead === 4 ? 'IPv6' : 'IPv4',
      'net.fails': `IPv${dead}`,
    });
  });

  it('blames no server for an IPv6 that the bot itself lacks', async () => {
    const { result } = await knock(({ family }) => (family === 6 ? 'unreachable' : 'open'));
    expect(troubles(result)).toEqual([]);
  });

  it('names no family where the name has only one', async () => {
    const { result } = await knock(() => 'open', { [HOST]: { a: [['127.0.0.1']] } });
    expect(troubles(result)).toEqual([]);
  });

  it.each(['refused', 'timeout', 'reset', 'unreachable'] as const)(
    'keeps %s apart and lists the ports that are open instead',
    async (failure) => {
      const { result, find } = await knock((_address, port) =>
        [587, 995].includes(port) ? 'open' : failure,
      );
      expect(troubles(result)).toEqual([`net.${failure}`, 'net.ports-blocked'].sort());
      expect(find('net.ports-blocked')?.facts['net.open']).toBe('587, 995');
      expect(find('net.ports-blocked')?.evidence[0]?.value).toContain(
        '995: 127.0.0.1 connected, ::1 connected',
      );
    },
  );

  it('names every way in which the needed port fails', async () => {
    const { result } = await knock(({ family }) => (family === 4 ? 'timeout' : 'refused'));
    expect(codes(result)).toEqual(['net.refused', 'net.timeout']);
  });

  it('tells a trouble once when tls measures the same server', async () => {
    const gone = await startPlain(silent);
    await gone.close();
    const lab = await openLab([gone.port]);
    const target = { host: HOST, port: String(gone.port), tls: 'implicit' };
    const { results } = await lab.run(['tls', 'tcp', 'imap'], target);
    await lab.close();
    expect(results.map((one) => [one.probe, codes(one)])).toEqual([
      ['tls', []],
      ['tcp', ['net.refused']],
      ['imap', []],
    ]);
  });
});
