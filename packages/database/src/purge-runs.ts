import { InvalidInputError } from '@oblys/domain';
import type { Database } from './database.js';
import type { Fence } from './fence.js';
import type { Sql } from './sql.js';

export interface PurgeRunsOptions {
  /** Runs that began within so many days are kept. */
  readonly keepDays: number;
  readonly now?: Date | undefined;
  /** Last in the transaction. */
  readonly fence?: Fence | undefined;
  /** Checked between batches; nothing is deleted then. */
  readonly signal?: AbortSignal | undefined;
}

export interface PurgedRuns {
  /** How many were deleted. */
  runs: number;
  /** The first instant whose runs are kept. */
  keptSince: Date;
}

/**
 * Deletes the runs that began before so many days and that nothing names: neither a build, a publication, a
 * reconciliation or a finding, nor any row of a summary or a cell, so that provenance always finds its run. Those that
 * loaded the demonstration stay, since they say how far it is loaded; so do runs that have not ended. All in one
 * transaction.
 * @throws {InvalidInputError} when the number of days is no whole number from 1
 */
export async function purgeRuns(database: Database, options: PurgeRunsOptions): Promise<PurgedRuns> {
  const { keepDays, now = new Date(), fence } = options;
  if (!Number.isInteger(keepDays) || keepDays < 1) {
    throw new InvalidInputError(`Runs cannot be kept for ${keepDays} days: give a whole number from 1.`);
  }
  // No run is older than computers count.
  const keptSince = new Date(Math.max(0, now.getTime() - keepDays * dayMs));
  return database.transaction('READ COMMITTED', async (sql) => {
    await listNamed(sql);
    const runs = await deleteRuns(sql, await listUnnamed(sql, keptSince), options.signal);
    const purged = { runs, keptSince };
    await fence?.pass(sql, purged);
    return purged;
  });
}

const dayMs = 86_400_000;

/**
 * Lays down which runs are named anywhere: each table is read once for a whole purge. An index on the run of every
 * summary and cell would make that a little faster, and every refresh slower, which changes the run of each row it writes.
 */
async function listNamed(sql: Sql): Promise<void> {
  const columns = await sql.query<{ table: string; column: string }>(columnsThatName);
  const named = columns.map(({ table, column }) => `select ${column} from ${table} where ${column} is not null`);
  await sql.query(`/* purge-runs:named */
create temporary table named_run on commit drop as
${named.join('\n union\n')}`);
  await sql.query('/* purge-runs:index */ create unique index named_run_idx on named_run (run_id)');
  await sql.query('/* purge-runs:analyze */ analyze named_run');
}

/** By the catalogue, so that no table is forgotten: what references a run, and what is called one where nothing does. */
const columnsThatName = `/* purge-runs:columns */
select attribute.attrelid::regclass::text as "table", quote_ident(attribute.attname) as "column"
  from pg_attribute as attribute
  join pg_class as class
    on class.oid = attribute.attrelid
 where class.relnamespace = current_schema()::regnamespace
   and class.relkind in ('r', 'p')
   and attribute.atttypid = 'uuid'::regtype
   and not attribute.attisdropped
   and (
     attribute.attname = 'run_id'
     or exists (
       select
         from pg_constraint as reference
        where reference.contype = 'f'
          and reference.conrelid = attribute.attrelid
          and reference.confrelid = 'run'::regclass
          and reference.conkey = array[attribute.attnum]
     )
   )
 order by attribute.attname <> 'run_id', 1, 2`;

/** Lays down which runs go, numbered from 1; gives their number. */
async function listUnnamed(sql: Sql, keptSince: Date): Promise<number> {
  await sql.query(
    '/* purge-runs:table */ create temporary table unnamed_run (number integer primary key, id uuid not null) on commit drop',
  );
  const [listed] = await sql.query<{ runs: number }>(
    `/* purge-runs:unnamed   $1 = the first instant that is kept */
with listed as (
  insert into unnamed_run (number, id)
  select row_number() over (order by run.started_at, run.id), run.id
    from run
   where run.started_at < $1::timestamptz
     and run.state <> 'RUNNING'
     and run.kind <> 'DEMO'
     and not exists (
       select
         from named_run
        where named_run.run_id = run.id
     )
  returning number
)
select count(*)::integer as runs
  from listed`,
    [keptSince],
  );
  await sql.query('/* purge-runs:analyze */ analyze unnamed_run');
  return listed!.runs;
}

const runsAtOnce = 10_000;

async function deleteRuns(sql: Sql, runs: number, signal: AbortSignal | undefined): Promise<number> {
  for (let first = 1; first <= runs; first += runsAtOnce) {
    signal?.throwIfAborted();
    await sql.query(
      `/* purge-runs:delete   $1 and $2 = the first and the last number */
delete from run
 using unnamed_run
 where unnamed_run.number between $1::integer and $2::integer
   and run.id = unnamed_run.id`,
      [first, first + runsAtOnce - 1],
    );
  }
  return runs;
}
