import { expect, it } from 'vitest';

import { Secret } from '../../src/domain/index.js';
import { signedHeaders } from '../../src/signing/index.js';

const AT = new Date('2026-03-01T09:05:00.900Z');

it('signs timestamp and body as docs/handoff-webhook.md says', () => {
  expect(signedHeaders('{"a":"中"}', 'case-1', new Secret('k'.repeat(32)), { now: () => AT })).toEqual({
    'Content-Type': 'application/json; charset=utf-8',
    'Idempotency-Key': 'case-1',
    'Mailmedic-Timestamp': '1772355900',
    // printf '1772355900.{"a":"中"}' | openssl dgst -sha256 -hmac kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk
    'Mailmedic-Signature': 'v1=848823a4d79e9b921040a9566595af7989872ee14463df8904059206393753ff',
    'User-Agent': 'Mailmedic',
  });
});
