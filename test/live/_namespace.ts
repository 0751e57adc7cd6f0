import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { makeAuthority } from '../fakes/certificates.js';

const HOSTS = ['login.botframework.com', 'login.microsoftonline.com', 'smba.trafficmanager.net'];
const LIMIT_MS = 580_000;

/**
 * A network of its own is a right that a machine gives or not: no package brings it, so without it a suite is skipped
 * loudly even with `MAILMEDIC_LIVE=1`.
 */
export function hasNamespaces(what: string): boolean {
  try {
    execFileSync('unshare', ['-n', '-m', 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn(`SKIPPED: ${what}: this machine gives no network namespace (unshare -n -m).`);
    return false;
  }
}

/**
 * Runs a script of this folder where Microsoft's host names lead to this machine, under an authority it trusts; it gets
 * the folder with `cert.pem` and `key.pem`. What it wrote, and what stands behind its `RESULT`; throws without one.
 */
export function inNamespace(
  script: string,
  folder: string,
): { readonly output: string; readonly result: unknown } {
  const authority = makeAuthority('Microsoft of this test');
  const { cert, key } = authority.issue({ hosts: HOSTS });
  writeFileSync(join(folder, 'ca.pem'), authority.cert);
  writeFileSync(join(folder, 'cert.pem'), cert);
  writeFileSync(join(folder, 'key.pem'), key);
  writeFileSync(join(folder, 'hosts'), `127.0.0.1 localhost ${HOSTS.join(' ')}\n`);
  const commands = [
    'mount --make-rprivate /',
    `mount --bind '${folder}/hosts' /etc/hosts`,
    'ip link set lo up',
    `exec node --import tsx test/live/${script} '${folder}'`,
  ].join(' && ');
  const { stdout, stderr, signal, error } = spawnSync('unshare', ['-n', '-m', 'bash', '-c', commands], {
    encoding: 'utf8',
    timeout: LIMIT_MS,
    maxBuffer: 512 * 1024 * 1024,
    env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
  });
  const result = /^RESULT (.+)$/mu.exec(stdout)?.[1];
  if (result === undefined)
    throw new Error(
      `the program ended without a result (${signal ?? error?.message ?? 'by itself'}): ${stderr.slice(-4_000)}`,
    );
  return { output: `${stdout}\n${stderr}`, result: JSON.parse(result) };
}
