/** What somebody may do here, least first. `agent` takes cases, `author` and `publisher` change playbooks. */
export const ROLES = ['employee', 'agent', 'author', 'publisher', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/**
 * Somebody who is signed in on our own pages. `id` is stable and unique over providers (issuer and subject);
 * `address` is there only when the provider vouches for it.
 */
export interface WebUser {
  readonly id: string;
  readonly name?: string;
  readonly address?: string;
  readonly roles: readonly Role[];
}

/** True for the role itself; an admin may do everything. */
export function mayActAs(user: WebUser, role: Role): boolean {
  return user.roles.includes(role) || user.roles.includes('admin');
}
