import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Certificate } from '../fakes/certificates.js';

const PROGRAM = '/usr/sbin/dovecot';
const POP3 = '/usr/lib/dovecot/pop3-login';
const READY_MS = 60_000;

/** A Dovecot of our own: other folder, other ports, nothing of the machine's configuration. */
export interface Dovecot {
  readonly imaps: number;
  readonly imap: number;
  readonly pop3s: number;
  readonly pop3: number;
  /** Where Postfix asks whether a password is right. */
  readonly sasl: number;
  /** What it wrote about logins and everything else. */
  log(): Promise<string>;
  /** Stops the master: the kernel still accepts connections, and nobody answers them. */
  freeze(): void;
  close(): Promise<void>;
}

/**
 * Whether Dovecot is there. Without it the suite is skipped, loudly; with `MAILMEDIC_LIVE=1`, where everything
 * has been installed, its absence is a failure.
 */
export function hasDovecot(): boolean {
  if (existsSync(PROGRAM) && existsSync(POP3)) return true;
  const words =
    'Dovecot is missing, so the live tests against it do not run: apt-get install dovecot-imapd dovecot-pop3d';
  if (process.env['MAILMEDIC_LIVE'] === '1') throw new Error(words);
  console.warn(`\n*** SKIPPED *** ${words}\n`);
  return false;
}

/** Starts Dovecot with one certificate, or with TLS switched off; then nothing listens on `imaps` and `pop3s`. */
export async function startDovecot(
  certificate: Certificate | 'no TLS',
  password = 'never-used',
): Promise<Dovecot> {
  const tls = certificate !== 'no TLS';
  const folder = await mkdtemp(join(tmpdir(), 'mailmedic-dovecot-'));
  // Its processes run under several users and must get through.
  await chmod(folder, 0o755);
  for (const name of ['run', 'state', 'mail']) await mkdir(join(folder, name), { mode: 0o755 });
  // Whoever logs in has files of the user nobody.
  await chmod(join(folder, 'mail'), 0o777);
  if (tls) {
    await writeFile(join(folder, 'cert.pem'), certificate.cert);
    await writeFile(join(folder, 'key.pem'), certificate.key, { mode: 0o600 });
  }
  const [imap = 0, imaps = 0, pop3 = 0, pop3s = 0, sasl = 0] = await freePorts(5);
  const ports: Ports = { imap, imaps, pop3, pop3s, sasl };
  await writeFile(join(folder, 'dovecot.conf'), configuration(folder, ports, tls, password));
  const master = spawn(PROGRAM, ['-F', '-c', join(folder, 'dovecot.conf')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [master.stdout, master.stderr]) {
    stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  }
  const ended = new Promise<void>((resolve) => master.once('exit', () => resolve()));
  try {
    await untilListening(tls ? [imap, imaps, pop3, pop3s, sasl] : [imap, pop3, sasl], master);
  } catch (error) {
    const log = await readFile(join(folder, 'dovecot.log'), 'utf8').catch(() => '');
    await end(master, ended, folder);
    throw new Error(`Dovecot did not start: ${said.join('')}\n${log}`, { cause: error });
  }
  return {
    ...ports,
    log: () => readFile(join(folder, 'dovecot.log'), 'utf8'),
    freeze: () => {
      master.kill('SIGSTOP');
    },
    close: () => end(master, ended, folder),
  };
}

async function end(master: ChildProcess, ended: Promise<void>, folder: string): Promise<void> {
  // A frozen process takes no other signal.
  master.kill('SIGCONT');
  master.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true, force: true });
}

type Ports = Record<'imap' | 'imaps' | 'pop3' | 'pop3s' | 'sasl', number>;

function configuration(folder: string, ports: Ports, tls: boolean, password: string): string {
  const isRoot = process.getuid?.() === 0;
  const me = userInfo().username;
  const users = isRoot
    ? 'default_internal_user = dovecot\ndefault_login_user = dovenull'
    : `default_internal_user = ${me}\ndefault_internal_group = ${me}\ndefault_login_user = ${me}`;
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
instance_name = mailmedic-test
listen = 127.0.0.1
protocols = imap pop3
${users}
${tls ? `ssl = yes\nssl_cert = <${folder}/cert.pem\nssl_key = <${folder}/key.pem` : 'ssl = no'}
disable_plaintext_auth = yes
mail_location = maildir:${folder}/mail/%u
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=${folder}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = ${ports.imaps}
    ssl = yes
  }
}
service pop3-login {
  chroot =
  inet_listener pop3 {
    port = ${ports.pop3}
  }
  inet_listener pop3s {
    port = ${ports.pop3s}
    ssl = yes
  }
}
service auth {
  inet_listener {
    address = 127.0.0.1
    port = ${ports.sasl}
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
}

/** Ports that are free, all different: each is held until the last one is found. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<Server>((resolve) => {
          const server = createServer();
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  return Promise.all(
    servers.map((server) => {
      const { port } = server.address() as AddressInfo;
      return new Promise<number>((resolve) => server.close(() => resolve(port)));
    }),
  );
}

export async function untilListening(ports: readonly number[], master: ChildProcess): Promise<void> {
  const until = Date.now() + READY_MS;
  for (const port of ports) {
    while (!(await opens(port))) {
      if (master.exitCode !== null) throw new Error(`it ended with code ${master.exitCode}`);
      if (Date.now() > until) throw new Error(`nothing listens on port ${port}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function opens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
