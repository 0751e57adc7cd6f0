import type { SentAnswer, Verdict, VerdictCount } from '../../domain/index.js';
import type { Dialect } from '../dialect.js';
import { read } from '../schemas.js';
import type { Queryable } from '../tables.js';

/** Writes, or changes, the verdict on an answer that ended a problem; false where it is no such answer. */
export async function judge(
  trx: Queryable,
  dialect: Dialect,
  answer: SentAnswer,
  verdict: Verdict,
): Promise<boolean> {
  const sent = trx
    .selectFrom('outbox')
    .select(['key', 'reply'])
    .where('conversation', '=', answer.conversation);
  const row = await (
    'key' in answer ? sent.where('key', '=', answer.key) : sent.where('platform_id', '=', answer.platformId)
  ).executeTakeFirst();
  const finished = row && read.reply(row.reply).finished;
  if (!finished) return false;
  const { playbook, step } = finished;
  await trx
    .insertInto('verdicts')
    .values({ answer: row.key, playbook, step, verdict, at: dialect.now })
    .onConflict((conflict) => conflict.column('answer').doUpdateSet({ verdict, at: dialect.now }))
    .execute();
  return true;
}

/** How many answers were judged so, by the step that gave them. */
export async function countVerdicts(db: Queryable): Promise<readonly VerdictCount[]> {
  const rows = await db
    .selectFrom('verdicts')
    .select((eb) => ['playbook', 'step', 'verdict', eb.fn.countAll().as('answers')])
    .groupBy(['playbook', 'step', 'verdict'])
    .orderBy('playbook')
    .orderBy('step')
    .orderBy('verdict')
    .execute();
  return rows.map(({ answers, ...row }) => ({ ...row, answers: Number(answers) }));
}
