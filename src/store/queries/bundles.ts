import type { Dialect } from '../dialect.js';
import { read } from '../schemas.js';
import type { Queryable } from '../tables.js';

export async function bundleFiles(
  db: Queryable,
  hash: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  const row = await db.selectFrom('bundles').select('files').where('hash', '=', hash).executeTakeFirst();
  return row && new Map(read.files(row.files));
}

export async function putModel(db: Queryable, dialect: Dialect, key: string, model: string): Promise<void> {
  await db
    .insertInto('models')
    .values({ key, model, stored_at: dialect.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function model(db: Queryable, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('models').select('model').where('key', '=', key).executeTakeFirst();
  return row?.model;
}
