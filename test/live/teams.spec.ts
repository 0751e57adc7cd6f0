import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { makeAuthority } from '../fakes/certificates.js';

const HOSTS = ['login.botframework.com', 'login.microsoftonline.com', 'smba.trafficmanager.net'];

/**
 * A network of its own is a right that a machine gives or not: no package brings it, so without it the test is skipped
 * loudly even with `MAILMEDIC_LIVE=1`.
 */
function hasNamespaces(): boolean {
  try {
    execFileSync('unshare', ['-n', '-m', 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn(
      'SKIPPED: Teams can not be tried live: this machine gives no network namespace (unshare -n -m).',
    );
    return false;
  }
}

/** Runs a program where Microsoft's host names lead to this machine, under an authority it trusts. */
function inNamespace(folder: string): Record<string, unknown> {
  const authority = makeAuthority('Microsoft of this test');
  const { cert, key } = authority.issue({ hosts: HOSTS });
  writeFileSync(join(folder, 'ca.pem'), authority.cert);
  writeFileSync(join(folder, 'cert.pem'), cert);
  writeFileSync(join(folder, 'key.pem'), key);
  writeFileSync(join(folder, 'hosts'), `127.0.0.1 localhost ${HOSTS.join(' ')}\n`);
  const script = [
    'mount --make-rprivate /',
    `mount --bind '${folder}/hosts' /etc/hosts`,
    'ip link set lo up',
    `exec node --import tsx test/live/_teams-in-namespace.ts '${folder}'`,
  ].join(' && ');
  const { stdout, stderr } = spawnSync('unshare', ['-n', '-m', 'bash', '-c', script], {
    encoding: 'utf8',
    timeout: 240_000,
    env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
  });
  const result = /^RESULT (.+)$/mu.exec(stdout)?.[1];
  if (result === undefined) throw new Error(`the program ended without a result: ${stderr.slice(-4_000)}`);
  return JSON.parse(result) as Record<string, unknown>;
}

describe.skipIf(!hasNamespaces())('the whole house in Teams, signatures and all', () => {
  it('turns strangers away, finds an expired certificate, and takes a press', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mailmedic-teams-'));
    try {
      expect(inNamespace(folder)).toMatchObject({
        strangers: [
          { status: 401, body: '' },
          { status: 401, body: '' },
        ],
        said: [202, 202],
        pressed: { status: 200, shows: expect.stringContaining('已选：') as string },
        typed: true,
        unsigned: 0,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
