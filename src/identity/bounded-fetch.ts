import type { CustomFetch } from 'openid-client';

import { signInFailed } from './trouble.js';

/** Metadata, keys, tokens and claims are a few kilobytes each; certificates in a key set make it some more. */
const MOST_BYTES = 1_048_576;

/**
 * Asks the provider and reads the whole answer, within the time of `options.signal` and at most 1 MB of it,
 * decompressed. Throws `MM_SIGN_IN` (`unreachable`) for more than that, and what `fetch` throws.
 */
export const boundedFetch: CustomFetch = async (url, options) => {
  const { body, signal, ...rest } = options;
  const answer = await fetch(url, {
    ...rest,
    body: body ?? null,
    ...(signal === undefined ? {} : { signal }),
  });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const parts: AsyncIterable<Uint8Array> | readonly never[] = answer.body ?? [];
  for await (const chunk of parts) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) throw signInFailed('unreachable', 'the answer is larger than 1 MB');
    chunks.push(chunk);
  }
  const { status, headers } = answer;
  return new Response(bytes === 0 ? null : Buffer.concat(chunks), { status, headers });
};
