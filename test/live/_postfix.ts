import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Certificate } from '../fakes/certificates.js';
import { freePorts, untilListening } from './_dovecot.js';

const PROGRAM = '/usr/sbin/postfix';
const run = promisify(execFile);

/** A Postfix of our own beside the machine's: other folder, other queue, other ports. */
export interface Postfix {
  /** STARTTLS, as on 587. */
  readonly submission: number;
  /** TLS from the first byte, as on 465. */
  readonly submissions: number;
  /** STARTTLS, and no sign-in is offered, as on a port for other servers. */
  readonly relay: number;
  /** What it wrote about sign-ins and everything else. */
  log(): Promise<string>;
  close(): Promise<void>;
}

/** As `hasDovecot`: skipped loudly, or a failure under `MAILMEDIC_LIVE=1`. Postfix must be started by root. */
export function hasPostfix(): boolean {
  const isRoot = process.getuid?.() === 0;
  if (existsSync(PROGRAM) && isRoot) return true;
  const words = isRoot
    ? 'Postfix is missing, so the live tests against it do not run: apt-get install postfix'
    : 'Postfix can be started by root only, so the live tests against it do not run';
  if (process.env['MAILMEDIC_LIVE'] === '1') throw new Error(words);
  console.warn(`\n*** SKIPPED *** ${words}\n`);
  return false;
}

/** Starts Postfix, with passwords judged by the Dovecot that listens on `sasl`. `no TLS`: STARTTLS is not offered. */
export async function startPostfix(certificate: Certificate | 'no TLS', sasl: number): Promise<Postfix> {
  const folder = await mkdtemp(join(tmpdir(), 'mailmedic-postfix-'));
  await chmod(folder, 0o755);
  const owner = await idOf('postfix');
  for (const name of ['spool', 'config', 'data']) await mkdir(join(folder, name), { mode: 0o755 });
  await run('chown', [owner, join(folder, 'data')]);
  if (certificate !== 'no TLS') {
    await writeFile(join(folder, 'cert.pem'), certificate.cert);
    await writeFile(join(folder, 'key.pem'), certificate.key, { mode: 0o600 });
  }
  const [submission = 0, submissions = 0, relay = 0] = await freePorts(3);
  const ports = { submission, submissions, relay };
  await writeFile(
    join(folder, 'config', 'main.cf'),
    mainConfiguration(folder, certificate !== 'no TLS', sasl),
  );
  await writeFile(join(folder, 'config', 'master.cf'), services(ports, certificate !== 'no TLS'));
  const master = spawn(PROGRAM, ['-c', join(folder, 'config'), 'start-fg'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [master.stdout, master.stderr])
    stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const ended = new Promise<void>((resolve) => master.once('exit', () => resolve()));
  const log = (): Promise<string> => readFile(join(folder, 'postfix.log'), 'utf8');
  const close = async (): Promise<void> => {
    // The master leads a session of its own, so that a signal to the program that started it would not reach it.
    await run(PROGRAM, ['-c', join(folder, 'config'), 'stop']).catch(() => master.kill('SIGTERM'));
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilListening(
      certificate === 'no TLS' ? [submission, relay] : [submission, submissions, relay],
      master,
    );
  } catch (error) {
    const words = await log().catch(() => '');
    await close();
    throw new Error(`Postfix did not start: ${said.join('')}\n${words}`, { cause: error });
  }
  return { ...ports, log, close };
}

async function idOf(user: string): Promise<string> {
  return (await run('id', ['-u', user])).stdout.trim();
}

function mainConfiguration(folder: string, tls: boolean, sasl: number): string {
  return `compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${folder}/postfix.log
maillog_file_prefixes = ${folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks =
myhostname = smtp.corp.example
mydestination =
alias_maps =
alias_database =
smtpd_tls_security_level = ${tls ? 'may' : 'none'}
${tls ? `smtpd_tls_cert_file = ${folder}/cert.pem\nsmtpd_tls_key_file = ${folder}/key.pem` : ''}
smtpd_tls_auth_only = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${sasl}
smtpd_sasl_auth_enable = yes
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
`;
}

function services(ports: Pick<Postfix, 'submission' | 'submissions' | 'relay'>, tls: boolean): string {
  const lines = [
    `127.0.0.1:${ports.submission} inet n - n - - smtpd`,
    ...(tls ? [`127.0.0.1:${ports.submissions} inet n - n - - smtpd\n  -o smtpd_tls_wrappermode=yes`] : []),
    `127.0.0.1:${ports.relay} inet n - n - - smtpd\n  -o smtpd_sasl_auth_enable=no`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'verify unix - - n - 1 verify',
    'flush unix n - n 1000? 0 flush',
    'proxymap unix - - n - - proxymap',
    'smtp unix - - n - - smtp',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'discard unix - - n - - discard',
    'anvil unix - - n - 1 anvil',
    'postlog unix-dgram n - n - 1 postlogd',
  ];
  return `${lines.join('\n')}\n`;
}
