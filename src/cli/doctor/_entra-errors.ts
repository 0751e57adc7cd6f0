/** What Microsoft Entra's codes mean for a bot (learn.microsoft.com, “Microsoft Entra error codes”). */
const KNOWN: Readonly<Record<number, readonly [string, string]>> = {
  700016: [
    'the application is not in this tenant',
    'The bot must be Single Tenant, and MAILMEDIC_TEAMS_TENANT_ID the tenant it is registered in (docs/teams.md, step 1).',
  ],
  7000215: [
    'the client secret is wrong',
    'Copy the secret’s value, not its id, into MAILMEDIC_TEAMS_APP_PASSWORD; make a new one if it is no longer shown.',
  ],
  7000222: [
    'the client secret has expired',
    'Make a new one under Certificates & secrets and set MAILMEDIC_TEAMS_APP_PASSWORD.',
  ],
  90002: ['there is no such tenant', 'Copy the App Tenant ID into MAILMEDIC_TEAMS_TENANT_ID.'],
  7000112: ['the application is disabled', 'Enable it in Entra under Enterprise applications.'],
  7000229: [
    'the application has no service principal in this tenant',
    'Register the bot in this tenant, or create its enterprise application.',
  ],
};

/** `codes` as in `error_codes` of a token answer. */
export function explainEntra(codes: readonly number[]): { readonly reason: string; readonly remedy: string } {
  const code = codes.find((one) => KNOWN[one] !== undefined) ?? codes[0];
  if (code === undefined)
    return { reason: 'it gave no code', remedy: 'Check the three MAILMEDIC_TEAMS_ variables.' };
  const [words, remedy] = KNOWN[code] ?? [
    'it refused',
    `https://login.microsoftonline.com/error?code=${code}`,
  ];
  return { reason: `${words} (AADSTS${code})`, remedy };
}
