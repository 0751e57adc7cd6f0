import { sql } from 'kysely';
import type { NewBundle, PublishedBundle } from '../../domain/index.js';
import type { Dialect } from '../dialect.js';
import { read } from '../schemas.js';
import type { PublicationsTable, Queryable } from '../tables.js';

/** In a transaction. Two replicas that publish at the same moment come one after the other. */
export async function publish(trx: Queryable, dialect: Dialect, bundle: NewBundle): Promise<PublishedBundle> {
  await dialect.lockList(trx, 'publications');
  const live = await livePublication(trx);
  if (live && (live.hash === bundle.hash || (await isUnchanged(trx, bundle)))) return live;
  await storeFiles(trx, dialect, bundle);
  const row = await trx
    .insertInto('publications')
    .values({
      number: (live?.number ?? 0) + 1,
      hash: bundle.hash,
      source: bundle.from,
      published_at: dialect.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return asPublished(row);
}

async function isUnchanged(trx: Queryable, { from, hash, onlyIfChanged }: NewBundle): Promise<boolean> {
  if (onlyIfChanged !== true) return false;
  const last = await newest(trx).where('source', '=', from).executeTakeFirst();
  return last?.hash === hash;
}

async function storeFiles(trx: Queryable, dialect: Dialect, { hash, files }: NewBundle): Promise<void> {
  await trx
    .insertInto('bundles')
    .values({ hash, files: JSON.stringify([...files]), stored_at: dialect.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function livePublication(db: Queryable): Promise<PublishedBundle | undefined> {
  const row = await newest(db).executeTakeFirst();
  return row && asPublished(row);
}

export async function listPublications(db: Queryable): Promise<readonly PublishedBundle[]> {
  const rows = await db.selectFrom('publications').selectAll().orderBy('number', 'desc').execute();
  return rows.map(asPublished);
}

/** How many problems are pinned to each bundle. */
export async function pinnedProblems(db: Queryable): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('conversations')
    .select('bundles')
    .where('bundles', '!=', sql.lit('[]'))
    .execute();
  const counts = new Map<string, number>();
  for (const hash of rows.flatMap(({ bundles }) => read.bundleHashes(bundles))) {
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return counts;
}

function newest(db: Queryable) {
  return db.selectFrom('publications').selectAll().orderBy('number', 'desc').limit(1);
}

function asPublished({ number, hash, source, published_at }: PublicationsTable): PublishedBundle {
  return { number, hash, from: source, publishedAt: new Date(Number(published_at)).toISOString() };
}
