/** True for a host name or IP address (brackets allowed) that only this machine can reach. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/gu, '').toLowerCase();
  return bare === 'localhost' || bare === '::1' || /^127(?:\.\d{1,3}){3}$/u.test(bare);
}

/**
 * True while a server can be used from its own machine only: it listens on loopback, and is not published under
 * another name either. Anywhere else people must sign in. `publicUrl` is an origin.
 */
export function isOnThisMachineOnly(at: { readonly host: string; readonly publicUrl?: string }): boolean {
  const published = at.publicUrl === undefined ? 'localhost' : new URL(at.publicUrl).hostname;
  return isLoopbackHost(at.host) && isLoopbackHost(published);
}
