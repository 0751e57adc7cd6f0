import type { Dialect } from '../dialect.js';
import type { Queryable } from '../tables.js';

/** Takes or keeps a lease: one statement, so that of many who ask one has it. */
export async function holdLease(
  db: Queryable,
  dialect: Dialect,
  name: string,
  owner: string,
  forMs: number,
): Promise<boolean> {
  const held = await db
    .insertInto('leases')
    .values((eb) => ({ name, owner, ends_at: eb(dialect.now, '+', forMs) }))
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet((eb) => ({ owner: eb.ref('excluded.owner'), ends_at: eb.ref('excluded.ends_at') }))
        .where((eb) => eb.or([eb('leases.owner', '=', owner), eb('leases.ends_at', '<=', dialect.now)])),
    )
    .returning('name')
    .executeTakeFirst();
  return held !== undefined;
}

export async function dropLease(db: Queryable, name: string, owner: string): Promise<void> {
  await db.deleteFrom('leases').where('name', '=', name).where('owner', '=', owner).execute();
}
