import { describe, expect, it } from 'vitest';
import { endless, says, saysAndStays, silent, startPlain, startTls } from '../fakes/mail-servers.js';
import { pop3, smtp } from '../fakes/text-servers.js';
import { makeAuthority } from '../fakes/certificates.js';
import { codes, good, HOST, openLab, provider, troubles, withServer } from './_lab.js';

const PROTOCOLS = [
  { id: 'pop3', start: pop3, ask: 'CAPA', tls: 'STLS', greeting: '+OK hi\r\n', ready: 'POP3 ready' },
  {
    id: 'smtp',
    start: smtp,
    ask: 'EHLO [127.0.0.1]',
    tls: 'STARTTLS',
    greeting: '220 hi\r\n',
    ready: 'mail.corp.example ESMTP',
  },
] as const;

describe.each(PROTOCOLS)('$id', ({ id, start, ask, tls, greeting, ready }) => {
  it('reads greeting and capabilities under implicit TLS and logs in nowhere', async () => {
    await withServer(startTls(good, start()), async (lab, server) => {
      const result = await lab.on(id, server.port);
      expect(codes(result)).toEqual([`${id}.capabilities`, `${id}.greeting`]);
      expect(result.findings[0]?.facts[`${id}.greeting`]).toBe(ready);
      await expect.poll(() => server.lines).toEqual([ask, 'QUIT']);
      expect(server.connections()).toBe(1);
    });
  });

  it('upgrades, asks again, and shows both answers', async () => {
    const clear = [tls, ...(id === 'pop3' ? ['USER'] : [])];
    const script = { certificate: good, capabilities: clear, capabilitiesUnderTls: ['AUTH PLAIN', 'USER'] };
    await withServer(startPlain(start(script)), async (lab, server) => {
      const result = await lab.on(id, server.port, 'starttls');
      expect(troubles(result)).toEqual([]);
      const told = result.findings.find(({ code }) => code === `${id}.capabilities`);
      expect(told?.evidence[0]?.value).toBe(`in clear: ${clear.join(' ')}; under TLS: AUTH PLAIN USER`);
      await expect.poll(() => server.lines).toEqual([ask, tls, ask, 'QUIT']);
    });
  });

  it.each([
    ['hides encryption', { capabilities: ['USER', 'AUTH PLAIN'] }, 'starttls-missing'],
    ['refuses encryption', { starttls: id === 'pop3' ? '-ERR no' : '454 4.7.0 no' }, 'starttls-refused'],
    [
      'knows no capabilities and no encryption',
      { capabilities: 'unknown', starttls: '-ERR no' },
      'starttls-missing',
    ],
    ['slips text in before TLS', { injected: `${greeting}`, certificate: good }, 'injection'],
  ] as const)('stops when the server %s', async (_name, script, code) => {
    await withServer(startPlain(start(script)), async (lab, server) => {
      const result = await lab.on(id, server.port, 'starttls');
      expect(troubles(result)).toContain(`${id}.${code}`);
      expect(server.lines.filter((line) => line !== ask && line !== tls)).toEqual([]);
    });
  });

  it('takes missing encryption for a sign of interception where the provider promises it', async () => {
    const server = await startPlain(start({ capabilities: ['USER'] }));
    const lab = await openLab([server.port]);
    const own = provider('own', {
      servers: [{ protocol: id, host: HOST, port: server.port, tls: 'starttls' }],
    });
    const target = { host: HOST, port: String(server.port), tls: 'starttls' };
    const { results } = await lab.run([id], target, [own]);
    await lab.close();
    await server.close();
    expect(results.map(troubles)).toEqual([[`${id}.starttls-stripped`]]);
  });

  it('explains a certificate behind the upgrade', async () => {
    const certificate = makeAuthority().issue({ hosts: [HOST] });
    await withServer(startPlain(start({ certificate })), async (lab, server) => {
      const result = await lab.on(id, server.port, 'starttls');
      expect(troubles(result).filter((code) => code.startsWith('tls.'))).toEqual(['tls.untrusted']);
    });
  });

  it('keeps what a server says that turns connections away', async () => {
    const words = id === 'pop3' ? '-ERR [SYS/TEMP] try later\r\n' : '554 5.7.1 not from there\r\n';
    await withServer(startTls(good, says(words)), async (lab, server) => {
      const result = await lab.on(id, server.port);
      expect(troubles(result)).toEqual([`${id}.bye`]);
      expect(words).toContain(result.findings[0]?.facts[`${id}.greeting`]);
    });
  });

  it('tells a server that does not want this address from one that is down', async () => {
    const words = id === 'pop3' ? '-ERR blocked by policy\r\n' : '554 5.7.1 listed in zen.spamhaus.org\r\n';
    await withServer(startTls(good, says(words)), async (lab, server) => {
      const result = await lab.on(id, server.port);
      expect(troubles(result)).toEqual([`${id}.bye-blocked`]);
      expect(words).toContain(result.findings[0]?.facts[`${id}.greeting`]);
    });
  });

  it.each([
    ['never greets', silent],
    ['drips a greeting', endless(greeting.slice(0, 3), 'x', 40)],
    ['closes without a word', says('')],
  ])('says that a server %s', async (_name, behaviour) => {
    await withServer(
      startPlain(behaviour),
      async (lab, server) => {
        expect(troubles(await lab.on(id, server.port, 'starttls'))).toEqual([`${id}.no-greeting`]);
      },
      { greeting: 2_000 },
    );
  });

  it('names another service on the port', async () => {
    await withServer(startPlain(saysAndStays('* OK IMAP4rev1\r\n')), async (lab, server) => {
      const result = await lab.on(id, server.port, 'starttls');
      expect(troubles(result)).toEqual([`${id}.not-${id}`]);
      expect(result.findings[0]?.evidence[0]?.value).toContain('IMAP');
    });
  });

  it('notices a port that wants TLS from the first byte', async () => {
    await withServer(startTls(good, start()), async (lab, server) => {
      const result = await lab.on(id, server.port, 'starttls');
      expect(troubles(result)).toEqual([`${id}.not-${id}`]);
      expect(JSON.stringify(result.findings)).toContain('TLS from the first byte');
    });
  });

  const ok = id === 'pop3' ? '+OK\r\n' : '250-hi\r\n';
  it.each([
    ['an endless line', endless(`${greeting}${ok}`, 'A'.repeat(10_000))],
    ['lines without end', endless(`${greeting}${ok}`, id === 'pop3' ? 'X-LINE\r\n' : '250-X-LINE\r\n')],
  ])('gives up at %s and reports the server as hostile', async (_name, behaviour) => {
    await withServer(startPlain(behaviour), async (lab, server) => {
      const target = { host: HOST, port: String(server.port), tls: 'starttls' };
      const { results, hostile } = await lab.run([id], target);
      expect(troubles(results[0]!)).toEqual([`${id}.not-${id}`]);
      expect(hostile).toBe(true);
    });
  });

  it('calls a server silent that greets and then answers nothing', async () => {
    await withServer(
      startPlain(saysAndStays(greeting)),
      async (lab, server) => {
        expect(troubles(await lab.on(id, server.port, 'starttls'))).toEqual(['net.timeout']);
      },
      { greeting: 700, tls: 300 },
    );
  });
});

describe('what POP3 takes to sign in', () => {
  it.each([
    ['USER', ['USER'], []],
    ['SASL PLAIN', ['SASL PLAIN'], []],
    ['no CAPA at all', 'unknown', []],
    ['tokens only', ['SASL XOAUTH2', 'RESP-CODES'], ['pop3.oauth-only']],
    ['nothing', ['TOP', 'UIDL'], ['pop3.login-disabled']],
  ] as const)('%s', async (_name, capabilities, expected) => {
    await withServer(startTls(good, pop3({ capabilities })), async (lab, server) => {
      expect(troubles(await lab.on('pop3', server.port))).toEqual(expected);
    });
  });
});

describe('what a server for outgoing mail takes to sign in', () => {
  it.each([
    ['PLAIN', ['AUTH PLAIN'], []],
    ['LOGIN in the old spelling', ['AUTH=LOGIN'], []],
    ['tokens only', ['AUTH XOAUTH2'], ['smtp.oauth-only']],
    ['tickets only', ['AUTH GSSAPI'], ['smtp.login-disabled']],
    ['nothing', ['SIZE 1000'], ['smtp.no-auth']],
    ['no EHLO', 'unknown', ['smtp.no-auth']],
  ] as const)('%s', async (_name, capabilities, expected) => {
    await withServer(startTls(good, smtp({ capabilities })), async (lab, server) => {
      expect(troubles(await lab.on('smtp', server.port))).toEqual(expected);
    });
  });

  it('warns when it is offered in clear', async () => {
    const script = { certificate: good, capabilitiesUnderTls: ['AUTH PLAIN'] };
    await withServer(startPlain(smtp(script)), async (lab, server) => {
      expect(troubles(await lab.on('smtp', server.port, 'starttls'))).toEqual(['smtp.auth-in-clear']);
    });
  });

  it('reads a greeting and a goodbye of several lines', async () => {
    const script = {
      greeting: '220-mail.corp.example\r\n220 no spam\r\n',
      raw: { EHLO: '421 4.3.2 later\r\n' },
    };
    await withServer(startTls(good, smtp(script)), async (lab, server) => {
      const result = await lab.on('smtp', server.port);
      expect(troubles(result)).toEqual(['smtp.bye']);
      expect(result.findings.at(-1)?.facts['smtp.greeting']).toBe('4.3.2 later');
    });
  });
});
