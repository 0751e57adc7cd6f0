import { Readable } from 'node:stream';
import { Command } from 'commander';
import { afterEach, describe, expect, it } from 'vitest';
import { addReadErrorCommand } from '../../src/cli/read-error.js';
import { maskSecrets } from '../../src/conversation/index.js';
import { findingSentence, readError } from '../../src/diagnosis/index.js';
import type { Provider } from '../../src/domain/index.js';

const CORP: Provider = {
  id: 'corp',
  name: { zh: '公司', en: 'Corp' },
  kind: 'own',
  domains: [],
  mx: [],
  servers: [],
  credential: 'app-password',
  guides: new Map(),
  quirks: new Map(),
  refusals: [{ text: 'Mail apps are off on Sundays', finding: 'auth.service-disabled' }],
};

async function run(args: readonly string[], input = '', isTTY = false): Promise<string> {
  let written = '';
  const program = new Command().exitOverride();
  addReadErrorCommand(program, {
    load: () => Promise.resolve({ providers: new Map([['corp', CORP]]) }),
    read: readError,
    sentence: (code, language) => findingSentence({ code, facts: {} }, language),
    mask: (text) => maskSecrets(text).text,
    in: Readable.from([input]),
    out: { isTTY, write: (text: string) => (written += text) },
  });
  await program.parseAsync(['node', 'mailmedic', 'read-error', ...args]);
  return written;
}

describe('mailmedic read-error', () => {
  afterEach(() => {
    process.exitCode = undefined;
  });

  it('prints one object with the documented keys', async () => {
    const printed = await run(['0x800CCC0D', '--json']);
    expect(Object.keys(JSON.parse(printed) as object)).toEqual([
      'finding',
      'scenario',
      'alternatives',
      'confidence',
      'because',
    ]);
    expect(JSON.parse(printed)).toMatchObject({ finding: 'dns.no-such-host', scenario: 'dns-records' });
  });

  it('reads a text of several lines from standard input', async () => {
    const printed = await run([], 'a1 LOGIN\na1 NO [EXPIRED]\nAuthentication failed\n');
    expect(JSON.parse(printed)).toMatchObject({ finding: 'auth.expired' });
  });

  it('says it in both languages at a terminal', async () => {
    const printed = await run(['CERT_HAS_EXPIRED'], '', true);
    expect(printed).toContain('客户端提示服务器证书已过期');
    expect(printed).toContain('the mail app says that the server’s certificate expired');
  });

  it('knows the provider files of the bundle', async () => {
    const said = await run(['NO mail apps are off on sundays', '--provider', 'corp']);
    expect(JSON.parse(said)).toMatchObject({ finding: 'auth.service-disabled' });
    const plain = await run(['NO login failed', '--provider', 'corp']);
    expect(JSON.parse(plain)).toMatchObject({ finding: 'auth.code-expected' });
  });

  it('answers every line in its order, an unreadable one by an error, and goes on', async () => {
    const lines = [
      '{"text": "connect ECONNREFUSED", "protocol": "client", "provider": null}',
      '{"text": ',
      '{"text": "x", "protocol": "gopher"}',
      '{"word": "x"}',
      '{"text": "it rains"}',
      '{"text": "0x800CCC92"}',
    ];
    const answers = (await run(['--jsonl'], lines.join('\n')))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(answers).toHaveLength(6);
    expect(answers[0]).toMatchObject({ finding: 'net.refused' });
    expect(answers[1]?.['error']).toMatch(/^not JSON/u);
    expect(answers[2]).toEqual({ error: 'protocol is none of imap, pop3, smtp, sasl, client, web' });
    expect(answers[3]).toEqual({ error: 'not an object with a text' });
    expect(answers[4]).toEqual({
      finding: null,
      scenario: 'unclear',
      alternatives: [],
      confidence: 'low',
      because: [],
    });
    expect(answers[5]).toMatchObject({ finding: 'auth.rejected' });
    expect(process.exitCode).toBe(1);
  });

  it('refuses a protocol that there is not', async () => {
    await expect(run(['x', '--protocol', 'gopher'])).rejects.toMatchObject({ code: 'MM_INPUT' });
  });

  it('never prints a credential of a log line', async () => {
    const printed = await run([], 'C: a1 LOGIN wang Hunter2!x rejected');
    expect(printed).toContain('rejected');
    expect(printed).not.toContain('Hunter2');
  });
});
