/** What an embedded test may give beside slots: everything that `check` reads. */
export const GIVEN_BESIDE_SLOTS: readonly string[] = [
  'finding',
  'provider.id',
  'provider.credential',
  'provider.kind',
  'user.role',
  'channel',
  'incident',
];
