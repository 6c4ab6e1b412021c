import { moment, type Sql } from '@oblys/database';
import { businessTimeZone, nextTick } from '@oblys/domain';
import type { Job } from '../job.js';

/**
 * Tells the database what the jobs are, as this scheduler has them. Of a new one no moment before now is due; one whose
 * schedule has changed goes on from where it was.
 */
export async function registerJobs(sql: Sql, jobs: readonly Job[], now: Date | null): Promise<void> {
  const [clock] = await sql.query<{ now: Date }>(`/* job:now   $1 = now */ select ${moment('$1')} as now`, [now]);
  for (const job of jobs) await registerJob(sql, job, clock!.now);
}

async function registerJob(sql: Sql, job: Job, now: Date): Promise<void> {
  const { name, titles, schedule, timeZone = businessTimeZone, needs = [], lane = name, priority = 0 } = job;
  const [known] = await sql.query<{ planned_through: Date }>(
    `/* job:planned-through   $1 = name */ select planned_through from job where name = $1`,
    [name],
  );
  const plannedThrough = known?.planned_through ?? now;
  await sql.query(
    `/* job:register */
insert into job as known
       (name, title_kk, title_ru, title_en, schedule, time_zone, needs, lane, priority, catch_up,
        attempts_at_most, retry_pause_ms, time_limit_ms, deadline_ms, planned_through, next_run_at, registered_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
on conflict (name) do update
   set title_kk = excluded.title_kk,
       title_ru = excluded.title_ru,
       title_en = excluded.title_en,
       schedule = excluded.schedule,
       time_zone = excluded.time_zone,
       needs = excluded.needs,
       lane = excluded.lane,
       priority = excluded.priority,
       catch_up = excluded.catch_up,
       attempts_at_most = excluded.attempts_at_most,
       retry_pause_ms = excluded.retry_pause_ms,
       time_limit_ms = excluded.time_limit_ms,
       deadline_ms = excluded.deadline_ms,
       -- Another scheduler may have planned on meanwhile.
       next_run_at = case when known.planned_through = $15 then excluded.next_run_at else known.next_run_at end,
       registered_at = excluded.registered_at`,
    [
      ...[name, titles.kk, titles.ru, titles.en, schedule, timeZone, needs, lane, priority, job.catchUp],
      ...[job.retry.attempts, job.retry.pauseMs, job.timeLimitMs, job.deadlineMs ?? null],
      ...[plannedThrough, nextTick({ expression: schedule, timeZone }, plannedThrough), now],
    ],
  );
}
