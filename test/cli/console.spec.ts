import { Command } from 'commander';
import { describe, expect, it } from 'vitest';

import { addConsoleCommand } from '../../src/cli/console.js';
import { readSettings } from '../../src/config/index.js';
import { createFakeTokens } from '../fakes/sign-in-store.js';

async function run(env: Record<string, string>, running = true) {
  const tokens = createFakeTokens();
  const program = new Command();
  let out = '';
  addConsoleCommand(program, {
    settings: () => readSettings(env),
    withTokens: (work) => work(tokens),
    serverAnswers: (url) => Promise.resolve(running && url.startsWith('http://')),
    name: 'lina',
    out: { write: (text) => (out += text) },
  });
  const failed = await program.parseAsync(['console'], { from: 'user' }).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { out, failed, kept: [...tokens.rows.values()].map(({ body }) => body) };
}

describe('mailmedic console', () => {
  it('prints a link to this server for the person at this machine', async () => {
    const { out, kept } = await run({ PORT: '4000' });

    expect(out).toMatch(/^http:\/\/localhost:4000\/enter\/[\w-]{43}\n$/u);
    expect(kept).toEqual(['{"name":"lina"}']);
  });

  it('prints the name that people use, where there is one', async () => {
    expect((await run({ PUBLIC_URL: 'http://127.0.0.1:8080' })).out).toContain(
      'http://127.0.0.1:8080/enter/',
    );
  });

  it('says when nothing is there to open it', async () => {
    expect((await run({}, false)).out).toContain('npm start');
  });

  it.each<[Record<string, string>, string]>([
    [
      {
        MAILMEDIC_OIDC_ISSUER: 'https://login.corp.example',
        MAILMEDIC_OIDC_CLIENT_ID: 'a',
        MAILMEDIC_OIDC_CLIENT_SECRET: 'b',
      },
      'MM_FORBIDDEN',
    ],
    [{ PORT: '0' }, 'MM_INPUT'],
  ])('makes none with %j', async (env, code) => {
    const { failed, kept } = await run(env);

    expect(failed).toMatchObject({ code });
    expect(kept).toEqual([]);
  });
});
