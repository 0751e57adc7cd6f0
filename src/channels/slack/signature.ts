import { createHmac, timingSafeEqual } from 'node:crypto';

/** Five minutes, both ways: Slack's docs ask for the past side, a clock of ours may be wrong on the other. */
const WINDOW_S = 300;

/**
 * True when the bytes were signed by Slack with our secret, not longer than five minutes ago and not in the future.
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function isSignedBySlack(
  request: {
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: Uint8Array;
  },
  signingSecret: string,
  now: Date,
): boolean {
  const timestamp = request.headers['x-slack-request-timestamp'] ?? '';
  const signature = request.headers['x-slack-signature'] ?? '';
  if (!/^\d{1,12}$/u.test(timestamp) || !/^v0=[0-9a-f]{64}$/u.test(signature)) return false;
  if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > WINDOW_S) return false;
  const expected = createHmac('sha256', signingSecret)
    .update(`v0:${timestamp}:`)
    .update(request.body)
    .digest();
  return timingSafeEqual(expected, Buffer.from(signature.slice(3), 'hex'));
}
