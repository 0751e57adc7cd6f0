import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../domain/index.js';

export const clock: Clock = { now: () => new Date() };

/** 128 bits, URL-safe. */
export function randomId(): string {
  return randomBytes(16).toString('base64url');
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
