import { type Kysely } from 'kysely';

/** Whose cases they are, over all the chats of one person. */
export async function people(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('cases').addColumn('person', 'text').execute();
  await db.schema.createIndex('cases_person').on('cases').column('person').execute();
  await db.schema.createIndex('cases_conversation').on('cases').column('conversation').execute();
}
