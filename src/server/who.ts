import type { FastifyRequest } from 'fastify';
import type { Role, WebUser } from '../domain/index.js';
export async function whoIs(_request: FastifyRequest): Promise<WebUser | undefined> {
  return Promise.resolve(undefined);
}
export async function needRole(_request: FastifyRequest, _role: Role): Promise<WebUser> {
  return Promise.resolve({ id: 'x', name: 'Li Na', roles: ['admin'] });
}
export async function mayLook(_request: FastifyRequest): Promise<void> {
  return Promise.resolve();
}
export async function mayUseChat(
  _request: FastifyRequest,
  _conversation: string,
): Promise<WebUser | undefined> {
  return Promise.resolve(undefined);
}
export async function mustSignIn(_request: FastifyRequest): Promise<boolean> {
  return Promise.resolve(false);
}
export function signInUrl(path: string): string {
  return `/sign-in?to=${encodeURIComponent(path)}`;
}
