import { channels, moment, type Database, type Sql } from '@oblys/database';
import type { JobCatchUp, JobRunTrigger } from '@oblys/database';
import { logicalDate, nextTick, ticksBetween } from '@oblys/domain';

/** Later than this a moment is one that was missed: nobody was there to see it come. */
const missedAfterMs = 60_000;
/** A job that catches nothing up still runs for a moment that came so lately. */
const lateAtMostMs = 600_000;
const rowsAtOnce = 1_000;

/**
 * Makes the runs of all moments that have come since the last time, of the jobs that a scheduler knows, in one
 * transaction: a moment has one run, however many schedulers plan at once and however their clocks jump.
 * @returns how many runs were made
 */
export function planRuns(database: Database, names: readonly string[], now: Date | null): Promise<number> {
  return database.transaction('READ COMMITTED', async (sql) => {
    const due = await sql.query<DueJob>(
      `/* job:plan   $1 = names, $2 = now */
select name, schedule, time_zone, lane, catch_up, deadline_ms::float8 as deadline_ms, planned_through,
       ${moment('$2')} as now
  from job
 where name = any ($1::text[])
   and next_run_at <= ${moment('$2')}
 order by name
   for update skip locked`,
      [names, now],
    );
    let count = 0;
    for (const job of due) count += await planJob(sql, job);
    if (count > 0) await sql.query(`/* job:planned */ select pg_notify('${channels.jobRun}', '')`);
    return count;
  });
}

interface DueJob {
  name: string;
  schedule: string;
  time_zone: string;
  lane: string;
  catch_up: JobCatchUp;
  deadline_ms: number | null;
  planned_through: Date;
  now: Date;
}

interface Tick {
  scheduledFor: Date;
  trigger: JobRunTrigger;
  missedCount: number;
}

async function planJob(sql: Sql, job: DueJob): Promise<number> {
  const schedule = { expression: job.schedule, timeZone: job.time_zone };
  const most = job.catch_up === 'ALL' ? Number.POSITIVE_INFINITY : 1;
  const { ticks, count } = ticksBetween(schedule, sinceOf(job), job.now, most);
  const last = ticks.at(-1) ?? (job.catch_up === 'NONE' ? job.now : job.planned_through);
  const chosen = await choose(sql, job, ticks, count);
  for (let first = 0; first < chosen.length; first += rowsAtOnce) {
    await insertRuns(sql, job, chosen.slice(first, first + rowsAtOnce));
  }
  await sql.query(
    `/* job:planned-through   $1 = name, $2 = last moment, $3 = next moment */
update job
   set planned_through = $2, next_run_at = $3
 where name = $1`,
    [job.name, last, nextTick(schedule, last)],
  );
  return chosen.length;
}

/** What is not caught up need not be counted, however long nothing ran. */
function sinceOf({ catch_up: catchUp, planned_through: planned, now }: DueJob): Date {
  return catchUp === 'NONE' ? new Date(Math.max(planned.getTime(), now.getTime() - lateAtMostMs)) : planned;
}

async function choose(sql: Sql, job: DueJob, ticks: readonly Date[], count: number): Promise<Tick[]> {
  const lateMs = (tick: Date) => job.now.getTime() - tick.getTime();
  if (job.catch_up === 'NONE' && ticks.length > 0 && (await hasOpenRun(sql, job.name))) return [];
  return ticks.map((scheduledFor) => ({
    scheduledFor,
    trigger: lateMs(scheduledFor) <= missedAfterMs ? 'SCHEDULE' : 'CATCH_UP',
    missedCount: job.catch_up === 'LATEST' ? count - 1 : 0,
  }));
}

/** Where the run before still waits or goes on, a job that catches nothing up would only queue after itself. */
async function hasOpenRun(sql: Sql, name: string): Promise<boolean> {
  const [row] = await sql.query<{ open: boolean }>(
    `/* job:has-open-run   $1 = name */
select exists (
         select from job_run where job = $1 and state in ('DUE', 'RUNNING', 'BLOCKED')
       ) as open`,
    [name],
  );
  return row!.open;
}

async function insertRuns(sql: Sql, job: DueJob, ticks: readonly Tick[]): Promise<void> {
  await sql.query(
    `/* job:due   $1 = job, $2 = lane, $3 = moments, $4 = as-of days, $5 = triggers, $6 = moments missed before, $7 = deadline in ms */
insert into job_run (job, lane, scheduled_for, as_of, trigger, missed_count, ready_at, deadline_at)
select $1, $2, tick.scheduled_for, tick.as_of, tick.trigger, tick.missed_count, tick.scheduled_for,
       tick.scheduled_for + $7::float8 * interval '1 millisecond'
  from unnest($3::timestamptz[], $4::date[], $5::text[], $6::integer[])
    as tick (scheduled_for, as_of, trigger, missed_count)
on conflict (job, scheduled_for) do nothing`,
    [
      job.name,
      job.lane,
      ticks.map(({ scheduledFor }) => scheduledFor),
      ticks.map(({ scheduledFor }) => logicalDate(scheduledFor, job.time_zone)),
      ticks.map(({ trigger }) => trigger),
      ticks.map(({ missedCount }) => missedCount),
      job.deadline_ms,
    ],
  );
}
