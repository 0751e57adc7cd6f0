import type { InboxRow } from '../domain/index.js';

/** Whether something that looks like a password was masked in this row before it was written. */
export function wasMasked({ payload }: InboxRow): boolean {
  return typeof payload === 'object' && payload !== null && 'masked' in payload && payload.masked === true;
}
