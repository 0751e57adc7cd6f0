import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { Finding, ProbeRequest, ProbeResult } from '../../src/domain/index.js';
import { explainRun } from '../../src/desk/index.js';
import { addProbeCommand, runProbeCommand, type ProbeCommandOptions } from '../../src/cli/probe.js';
import { filesOf, load } from '../bundle/_folder.js';
import { bundleOf } from '../probes/_lab.js';

const expired: Finding = {
  code: 'tls.expired',
  severity: 'critical',
  facts: { 'tls.not_after': '2026-11-21T08:00:00.000Z' },
  evidence: [{ label: 'Certificate', value: 'ended yesterday', command: 'openssl s_client' }],
  probe: 'tls',
  target: 'imap.corp.example:993',
  measuredAt: '2026-11-24T08:00:00.000Z',
  seenFrom: 'bot',
};

function resultOf(parts: Partial<ProbeResult> = {}): ProbeResult {
  return {
    probe: 'tls',
    target: 'imap.corp.example:993',
    status: 'measured',
    findings: [],
    phases: [],
    startedAt: '2026-11-24T08:00:00.000Z',
    ms: 12,
    ...parts,
  };
}

async function run(
  target: string,
  options: ProbeCommandOptions = {},
  results: readonly ProbeResult[] = [resultOf()],
  isTTY = false,
  bundle = bundleOf(),
) {
  const asked: ProbeRequest[] = [];
  let closed = 0;
  let out = '';
  let err = '';
  const code = await runProbeCommand(target, options, {
    probes: ['discover', 'dns', 'tls', 'imap'],
    open: () =>
      Promise.resolve({
        bundle,
        runner: {
          run(request, _bundle, onProgress) {
            asked.push(request);
            onProgress({ probe: 'tls', target: 'x', phase: 'connect', status: 'running' });
            onProgress({
              probe: 'tls',
              target: 'x',
              phase: 'connect',
              status: 'ok',
              ms: 8,
              detail: '1.2.3.4',
            });
            return Promise.resolve(results);
          },
          close() {
            closed += 1;
            return Promise.resolve();
          },
        },
      }),
    explain: (given, bundle) =>
      explainRun(
        { id: 'run', conversation: 'web:1', at: '2026-11-24T08:00:00.000Z', results: given },
        bundle,
      ),
    out: { write: (text) => (out += text), isTTY },
    err: { write: (text) => (err += text) },
  });
  return { code, out, err, asked, closed };
}

describe('mailmedic probe', () => {
  it('looks up the servers of an address', async () => {
    const { asked, closed } = await run('li@corp.example');
    expect(asked).toEqual([
      { probes: ['discover', 'dns', 'tls', 'imap'], with: { address: 'li@corp.example' } },
    ]);
    expect(closed).toBe(1);
  });

  it('measures a host without looking anything up', async () => {
    const { asked } = await run('imap.corp.example', { port: 143, only: ['imap'], starttls: true });
    expect(asked).toEqual([
      { probes: ['imap'], with: { host: 'imap.corp.example', port: '143', tls: 'starttls' } },
    ]);
  });

  it('prints plain lines and the verdict with evidence and the command to check', async () => {
    const { out, code } = await run('imap.corp.example', {}, [resultOf({ findings: [expired] })]);
    expect(code).toBe(0);
    expect(out).not.toContain('\u001B');
    expect(out.split('\n')).toEqual([
      'imap.corp.example  dns · tls · imap',
      '',
      '  ✔ tls       Connect                8 ms  1.2.3.4',
      '',
      'One thing is not in order; the cause is not certain yet',
      '',
      '  ✖ the server’s certificate expired on 21 November 2026  tls.expired',
      '      Certificate: ended yesterday',
      '      $ openssl s_client',
      '',
      "Seen from this machine's network; the person may stand elsewhere.",
      '',
    ]);
  });

  it('says what causes the measurement speaks for, and why, in the language that is asked for', async () => {
    const bundle = load(filesOf(join(import.meta.dirname, '../..'))).bundle!;
    const { out } = await run(
      'imap.corp.example',
      { language: 'zh' },
      [resultOf({ findings: [expired] })],
      false,
      bundle,
    );
    expect(out).toContain('  ✔ tls       连接                   8 ms  1.2.3.4');
    expect(out).toContain('查到了 服务器证书问题  certificate\n      服务器证书已于 2026 年 11 月 21 日过期');
  });

  it('shows on a terminal what is running, and takes it away again', async () => {
    const { out } = await run('imap.corp.example', {}, [resultOf()], true);
    expect(out).toContain('tls: Connect');
    expect(out).toContain('\r\u001B[2K');
    expect(out).toContain('Everything that was measured is in order');
  });

  it('prints one JSON array and nothing else', async () => {
    const { out } = await run('imap.corp.example', { json: true });
    expect(JSON.parse(out)).toEqual([resultOf()]);
  });

  it.each([
    ['measured', 0],
    ['failed', 1],
    ['refused', 2],
  ] as const)('ends a %s run with code %i', async (status, code) => {
    const result = await run('imap.corp.example', {}, [resultOf({ status, reason: 'because' })]);
    expect(result.code).toBe(code);
    if (status !== 'measured') expect(result.out).toContain('because');
  });

  it.each([
    ['li@', {}],
    ['@corp.example', {}],
    ['  ', {}],
    ['li@corp.example', { port: 993 }],
    ['imap.corp.example', { only: ['discover'] }],
  ])('turns away %j %j with a message and code 2', async (target, options) => {
    const { code, err, asked } = await run(target, options);
    expect([code, asked]).toEqual([2, []]);
    expect(err.trim()).not.toBe('');
  });
});

describe('its options', () => {
  it.each([
    ['--only', 'imap,pop9', 'There is no probe “pop9”'],
    ['--only', ',', 'Name at least one'],
    ['--port', '0', 'from 1 to 65535'],
    ['--port', '99999', 'from 1 to 65535'],
    ['--port', 'imap', 'from 1 to 65535'],
  ])('%s %s is turned away', async (option, value, message) => {
    let said = '';
    const program = new Command().exitOverride().configureOutput({ writeErr: (text) => (said += text) });
    addProbeCommand(program, {
      probes: ['discover', 'dns', 'tls', 'imap'],
      open: () => Promise.reject(new Error('must not be opened')),
      explain: () => {
        throw new Error('must not be explained');
      },
      out: { write: () => undefined },
      err: { write: () => undefined },
    });
    program.commands[0]?.exitOverride();
    const parsing = program.parseAsync(['probe', 'imap.corp.example', option, value], { from: 'user' });
    await expect(parsing).rejects.toMatchObject({ code: 'commander.invalidArgument' });
    expect(said).toContain(message);
  });
});
