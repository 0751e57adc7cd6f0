import type { Provider, ProviderServer, UserNameForm } from './playbook.js';

/** The form of the user name on one of the provider's servers; most want the whole address. */
export function userNameForm(
  provider: Pick<Provider, 'quirks'> | undefined,
  server?: Pick<ProviderServer, 'userName'>,
): UserNameForm {
  if (server?.userName) return server.userName;
  return provider?.quirks.get('user_name') === 'local-part' ? 'local-part' : 'full-address';
}

/** The user name for an address in the form that a server wants. */
export function userNameIn(form: UserNameForm, address: string): string {
  return form === 'full-address' ? address : address.slice(0, address.lastIndexOf('@'));
}
