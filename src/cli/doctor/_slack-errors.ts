/** Why Slack refuses a token, in words, and what to do (docs.slack.dev, errors of `auth.test`). */
const KNOWN: Readonly<Record<string, readonly [string, string]>> = {
  invalid_auth: ['it does not know the token', 'Copy it again from the app’s page'],
  not_authed: ['it got no token', 'Copy it again from the app’s page'],
  token_revoked: ['the token was revoked', 'Install the app again and copy the new token'],
  token_expired: ['the token has expired', 'Turn token rotation off and install the app again'],
  account_inactive: [
    'the app was removed from the workspace',
    'Install the app again and copy the new token',
  ],
  not_allowed_token_type: ['it is a token of another kind', 'Copy the right one: docs/slack.md, step 2'],
  missing_scope: ['the token lacks a scope', 'Install the app again after you changed its manifest'],
  ratelimited: ['there were too many calls', 'Ask again in a minute'],
};

/** `error` is Slack's own word. */
export function explainSlack(error: string): { readonly reason: string; readonly remedy: string } {
  const [words, remedy] = KNOWN[error] ?? [undefined, 'Look the word up at docs.slack.dev'];
  return { reason: words === undefined ? error : `${words} (${error})`, remedy: `${remedy}.` };
}
