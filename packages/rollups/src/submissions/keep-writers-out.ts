import { advisoryLocks, type Sql } from '@oblys/database';
import { RecordsBeingWrittenError } from './submission-errors.js';

/** How long it waits for who writes records of the topic; whoever writes later waits behind it. */
const patienceMs = 5_000;

const lockNotAvailable = '55P03';

/**
 * Keeps records of topics from being written until the transaction given ends. Writers hold the same lock, shared,
 * until theirs end; those that read by a snapshot from before are made to begin anew (see the migration of submissions).
 * @param topics in the order of all topics, so that two who ask for several do not wait for each other
 * @throws {RecordsBeingWrittenError} when records of one are written for longer than anybody waits
 */
export async function keepWritersOut(sql: Sql, topics: readonly string[]): Promise<void> {
  try {
    await sql.query(`set local lock_timeout = ${patienceMs}`);
    await sql.query(
      `/* submission:keep-writers-out   $1 = lock, $2 = topics */
select pg_advisory_xact_lock($1::integer, hashtext(asked.topic))
  from (
    select topic
      from unnest($2::text[]) with ordinality as given (topic, place)
     order by place
  ) as asked`,
      [advisoryLocks.submissions, topics],
    );
    await sql.query('set local lock_timeout to default');
  } catch (error) {
    if ((error as { code?: string }).code === lockNotAvailable) {
      throw new RecordsBeingWrittenError(topics, { cause: error });
    }
    throw error;
  }
  await sql.query(
    `/* submission:lock-periods   $1 = topics */
insert into period_lock (topic)
select given.topic
  from unnest($1::text[]) with ordinality as given (topic, place)
 order by given.place
on conflict (topic) do update
   set locked_at = clock_timestamp()`,
    [topics],
  );
}
