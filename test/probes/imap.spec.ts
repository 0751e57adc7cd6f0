import { describe, expect, it } from 'vitest';
import { endless, imap, says, saysAndStays, silent, startPlain, startTls } from '../fakes/mail-servers.js';
import { codes, good, troubles, withServer } from './_lab.js';

describe('imap over implicit TLS', () => {
  it('reads greeting and capabilities of a healthy server and logs in nowhere', async () => {
    await withServer(
      startTls(good, imap({ capabilities: 'IMAP4rev1 ID AUTH=PLAIN' })),
      async (lab, server) => {
        const result = await lab.on('imap', server.port);
        expect(codes(result)).toEqual(['imap.capabilities', 'imap.greeting']);
        expect(result.phases.map((phase) => phase.name)).toEqual([
          'dns',
          'connect',
          'tls',
          'greeting',
          'capabilities',
        ]);
        const [greeting] = result.findings;
        expect(greeting?.facts['imap.greeting']).toBe('IMAP4rev1 ready');
        expect(greeting?.evidence[0]?.command).toContain(`-connect imap.corp.example:${server.port}`);
        expect(server.lines.map((line) => line.split(' ')[1])).toEqual(['CAPABILITY', 'ID']);
        expect(server.connections()).toBe(1);
      },
    );
  });

  it.each([
    ['LOGINDISABLED and no mechanism', 'IMAP4rev1 LOGINDISABLED', 'imap.login-disabled'],
    ['tokens only', 'IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2', 'imap.oauth-only'],
  ])('names %s', async (_name, capabilities, code) => {
    await withServer(startTls(good, imap({ capabilities })), async (lab, server) => {
      expect(troubles(await lab.on('imap', server.port))).toEqual([code]);
    });
  });

  it.each([
    ['a BYE', '* BYE [UNAVAILABLE] Too many connections\r\n', 'imap.bye'],
    ['PREAUTH', '* PREAUTH welcome\r\n', 'imap.preauth'],
  ])('names %s as greeting', async (_name, greeting, code) => {
    await withServer(startTls(good, imap({ greeting })), async (lab, server) => {
      const result = await lab.on('imap', server.port);
      expect(troubles(result)).toEqual([code]);
      expect(server.lines).toEqual([]);
    });
  });

  it.each([
    ['Too many connections from your IP', 'imap.bye-blocked'],
    ['Too many connections from 192.0.2.7', 'imap.bye-blocked'],
    ['[LIMIT] Slow down', 'imap.bye-blocked'],
    ['Your address is blacklisted, see example.org', 'imap.bye-blocked'],
    ['IP address not allowed', 'imap.bye-blocked'],
    ['We do not accept logins from this network', 'imap.bye-blocked'],
    ['您的IP已被限制访问', 'imap.bye-blocked'],
    ['Too many connections', 'imap.bye'],
    ['Server shutting down', 'imap.bye'],
    ['系统繁忙，请稍后再试', 'imap.bye'],
  ])('takes “%s” for %s', async (words, code) => {
    await withServer(startTls(good, says(`* BYE ${words}\r\n`)), async (lab, server) => {
      const result = await lab.on('imap', server.port);
      expect(troubles(result)).toEqual([code]);
      expect(result.findings[0]?.facts['imap.greeting']).toBe(words);
    });
  });

  it('keeps the response code of a BYE, which the library drops', async () => {
    const greeting = '* BYE [UNAVAILABLE] Too many connections\r\n';
    await withServer(startTls(good, says(greeting)), async (lab, server) => {
      const result = await lab.on('imap', server.port);
      expect(result.findings[0]?.facts['imap.greeting']).toBe('[UNAVAILABLE] Too many connections');
    });
  });

  it('reads a greeting in GBK', async () => {
    const gbk = Buffer.concat([
      Buffer.from('* OK '),
      Buffer.from('d3cacfe4b7fecef1', 'hex'),
      Buffer.from('\r\n'),
    ]);
    await withServer(startTls(good, imap({ greeting: gbk })), async (lab, server) => {
      const result = await lab.on('imap', server.port);
      expect(result.findings[0]?.facts['imap.greeting']).toBe('邮箱服务');
    });
  });

  it('takes control characters out of what a server says', async () => {
    await withServer(
      startTls(good, imap({ greeting: '* OK \u001b[31mred\u202eevil\r\n' })),
      async (lab, server) => {
        const result = await lab.on('imap', server.port);
        expect(result.findings[0]?.facts['imap.greeting']).toBe('[31mred evil');
      },
    );
  });

  it('says what an untrusted certificate has to do with it', async () => {
    const { makeSelfSigned } = await import('../fakes/certificates.js');
    const own = makeSelfSigned({ hosts: ['imap.corp.example'] });
    await withServer(startTls(own, imap()), async (lab, server) => {
      const result = await lab.on('imap', server.port);
      expect(troubles(result)).toEqual(['tls.self-signed']);
      expect(server.lines).toEqual([]);
    });
  });
});

describe('imap over STARTTLS', () => {
  it('upgrades and believes only the capabilities told under TLS', async () => {
    const script = imap({
      capabilities: 'IMAP4rev1 STARTTLS AUTH=PLAIN',
      capabilitiesUnderTls: 'IMAP4rev1 LOGINDISABLED',
      certificate: good,
    });
    await withServer(startPlain(script), async (lab, server) => {
      const result = await lab.on('imap', server.port, 'starttls');
      expect(troubles(result)).toEqual(['imap.login-disabled']);
      const told = result.findings.find((finding) => finding.code === 'imap.capabilities');
      expect(told?.facts['imap.capabilities']).toBe('IMAP4rev1 LOGINDISABLED');
      expect(told?.evidence[0]?.value).toContain('in clear: IMAP4rev1 STARTTLS AUTH=PLAIN');
    });
  });

  it.each([
    ['hides it', { capabilities: 'IMAP4rev1 AUTH=PLAIN' }, 'imap.starttls-missing'],
    ['refuses it', { starttls: 'NO not today' }, 'imap.starttls-refused'],
    [
      'injects text behind it',
      { injected: '* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n', certificate: good },
      'imap.injection',
    ],
    ['greets with PREAUTH', { greeting: '* PREAUTH hello\r\n' }, 'imap.preauth'],
  ])('stops when the server %s', async (_name, script, code) => {
    await withServer(startPlain(imap(script)), async (lab, server) => {
      const result = await lab.on('imap', server.port, 'starttls');
      expect(troubles(result)).toEqual([code]);
      const sent = server.lines.map((line) => line.split(' ')[1]);
      expect(sent.filter((command) => !['CAPABILITY', 'STARTTLS'].includes(command ?? ''))).toEqual([]);
    });
  });

  it('quotes the refusal', async () => {
    await withServer(startPlain(imap({ starttls: 'NO not today' })), async (lab, server) => {
      const result = await lab.on('imap', server.port, 'starttls');
      const refusal = result.findings.find((finding) => finding.code === 'imap.starttls-refused');
      expect(refusal?.evidence.map((one) => one.value).join()).toContain('NO not today');
    });
  });

  it('notices a port that wants TLS from the first byte', async () => {
    await withServer(startTls(good, imap()), async (lab, server) => {
      const result = await lab.on('imap', server.port, 'starttls');
      expect(troubles(result)).toEqual(['imap.not-imap']);
      expect(JSON.stringify(result.findings)).toContain('TLS from the first byte');
    });
  });
});

describe('imap against strangers', () => {
  it.each([
    ['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'HTTP (a web server)'],
    ['POP3', '+OK POP3 ready\r\n', 'POP3'],
    ['SMTP', '220 mx ESMTP\r\n', 'SMTP (outgoing mail)'],
    ['SSH', 'SSH-2.0-OpenSSH_9.2\r\n', 'SSH'],
  ])('names %s on the port', async (_name, banner, words) => {
    await withServer(startPlain(saysAndStays(banner)), async (lab, server) => {
      const result = await lab.on('imap', server.port, 'starttls');
      expect(troubles(result)).toEqual(['imap.not-imap']);
      expect(result.findings.at(-1)?.evidence[0]?.value).toContain(words);
    });
  });

  it.each([
    ['never greets', silent],
    ['drips a greeting', endless('* OK ', 'x', 40)],
    ['closes without a word', says('')],
  ])('says that a server %s', async (_name, behaviour) => {
    await withServer(
      startPlain(behaviour),
      async (lab, server) => {
        const result = await lab.on('imap', server.port, 'starttls');
        expect(troubles(result)).toEqual(['imap.no-greeting']);
      },
      { greeting: 2_000 },
    );
  });

  it('gives up on an endless greeting and reports the server as hostile', async () => {
    await withServer(startPlain(endless('* OK ', 'A'.repeat(65_536))), async (lab, server) => {
      const target = { host: 'imap.corp.example', port: String(server.port), tls: 'starttls' };
      const { results, hostile } = await lab.run(['imap'], target);
      expect(troubles(results[0]!)).toEqual(['imap.not-imap']);
      expect(hostile).toBe(true);
    });
  });

  it.each([
    ['an endless line', `* CAPABILITY ${'A'.repeat(200_000)}`],
    ['a literal of a gigabyte', '* CAPABILITY {1073741824}\r\n'],
    ['a million bytes of untagged lines', `* OK ${'x'.repeat(8_000)}\r\n`.repeat(150)],
  ])('stops at %s in an answer', async (_name, answer) => {
    await withServer(startTls(good, imap({ raw: { CAPABILITY: answer } })), async (lab, server) => {
      const { results, hostile } = await lab.run(['imap'], {
        host: 'imap.corp.example',
        port: String(server.port),
      });
      expect(results[0]?.status).toBe('measured');
      expect(troubles(results[0]!)).toEqual(['imap.not-imap']);
      expect(hostile).toBe(true);
    });
  });

  it.each([
    ['another tag', 'zz99 OK done\r\n'],
    ['fifty thousand open parentheses', `* CAPABILITY ${'('.repeat(50_000)}\r\n`],
  ])('calls a server silent that answers with %s', async (_name, answer) => {
    await withServer(
      startTls(good, imap({ raw: { CAPABILITY: answer } })),
      async (lab, server) => {
        expect(troubles(await lab.on('imap', server.port))).toEqual(['net.timeout']);
      },
      { greeting: 2_000 },
    );
  });

  it('reads a BYE that comes instead of an answer', async () => {
    const script = imap({ raw: { CAPABILITY: '* BYE maintenance\r\n' } });
    await withServer(startPlain(script), async (lab, server) => {
      const result = await lab.on('imap', server.port, 'starttls');
      expect(troubles(result)).toEqual(['imap.bye']);
    });
  });
});
