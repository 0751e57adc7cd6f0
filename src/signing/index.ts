import { createHmac } from 'node:crypto';
import type { Clock, Secret } from '../domain/index.js';

/**
 * The headers of everything Mailmedic posts to systems of the house: which deed it is, when it was sent, and a
 * signature (HMAC-SHA256 over timestamp, dot and body, in hex) by which a receiver knows us. The timestamp is in
 * seconds since 1970 and is part of what is signed, so that a copied request is worth nothing after five minutes.
 */
export function signedHeaders(
  body: string,
  idempotencyKey: string,
  key: Secret,
  clock: Clock,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(clock.now().getTime() / 1_000));
  const signature = createHmac('sha256', key.reveal()).update(`${timestamp}.${body}`).digest('hex');
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'Idempotency-Key': idempotencyKey,
    'Mailmedic-Timestamp': timestamp,
    'Mailmedic-Signature': `v1=${signature}`,
    'User-Agent': 'Mailmedic',
  };
}
