import type { OpenIncident, TurnWrites } from '../../domain/index.js';
import { read } from '../schemas.js';
import type { Queryable } from '../tables.js';

/** Writes what others are to know of the incident of this conversation, or takes it away. */
export async function writeIncident(
  trx: Queryable,
  key: string,
  incident: TurnWrites['incident'],
): Promise<void> {
  if (incident === undefined) return;
  if (incident === 'over') {
    await trx.deleteFrom('incidents').where('key', '=', key).execute();
    return;
  }
  const { since } = incident;
  const body = JSON.stringify(incident);
  await trx
    .insertInto('incidents')
    .values({ key, since, body })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ since, body }))
    .execute();
}

/** The incidents that are going on, oldest first. */
export async function openIncidents(db: Queryable): Promise<readonly OpenIncident[]> {
  const rows = await db.selectFrom('incidents').select('body').orderBy('since').orderBy('key').execute();
  return rows.map(({ body }) => read.openIncident(body));
}
