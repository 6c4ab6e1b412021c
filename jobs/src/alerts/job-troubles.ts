import type { IncidentReport, Sql } from '@oblys/database';
import type { IsoDate, LocalizedText } from '@oblys/domain';
import { explorerPath } from './explorer-path.js';
import { formatDay, formatInstant } from './words.js';

interface JobTrouble {
  readonly job: string;
  readonly title_kk: string;
  readonly title_ru: string;
  readonly title_en: string;
  readonly run_id: string;
  readonly as_of: IsoDate;
  readonly state: string;
  readonly attempt_count: number;
  readonly deadline_at: Date | null;
  readonly error: string | null;
}

/**
 * Jobs whose newest run that has ended failed, and runs that have not succeeded by their deadline while no later one
 * has: one incident for each job, over once a run of it has succeeded.
 */
export async function findJobTroubles(sql: Sql, now: Date): Promise<IncidentReport[]> {
  const troubles = await sql.query<JobTrouble>(
    `/* incident:jobs   $1 = now */
select job.name as job, job.title_kk, job.title_ru, job.title_en,
       troubled.id as run_id, troubled.as_of, troubled.state, troubled.attempt_count, troubled.deadline_at, troubled.error
  from job
 cross join lateral (
   select job_run.*
     from job_run
    where job_run.job = job.name
      and (job_run.state = 'FAILED'
           or (job_run.state in ('DUE', 'RUNNING', 'BLOCKED') and job_run.deadline_at < $1::timestamptz))
      and not exists (
        select
          from job_run as later
         where later.job = job_run.job
           and later.state = 'SUCCEEDED'
           and later.as_of >= job_run.as_of
           and later.scheduled_for > job_run.scheduled_for
      )
    order by job_run.state = 'FAILED' desc, job_run.scheduled_for desc
    limit 1
 ) as troubled
 order by job.name`,
    [now],
  );
  return troubles.map((trouble) => ({
    key: `job:${trouble.job}`,
    kind: 'JOB',
    severity: 'CRITICAL',
    ...(trouble.state === 'FAILED' ? failedText(trouble) : lateText(trouble)),
    linkPath: explorerPath(runQuery(trouble)),
  }));
}

function runQuery({ job }: JobTrouble): string {
  return `{ job(name: "${job}") { runs(first: 10) { edges { node { asOf state attemptCount error } } } } }`;
}

interface TroubleText {
  title: LocalizedText;
  detail: LocalizedText;
}

function failedText(trouble: JobTrouble): TroubleText {
  const { job, run_id: runId, as_of: asOf, attempt_count: attempts, error } = trouble;
  const reason = firstLineOf(error);
  return {
    title: {
      kk: `${trouble.title_kk}: орындалмады`,
      ru: `${trouble.title_ru}: не выполнено`,
      en: `${trouble.title_en}: failed`,
    },
    detail: {
      kk: `${job} жұмысының ${formatDay(asOf, 'KK')} күнгі іске қосылуы орындалмады (әрекет саны: ${attempts}).\n${reason}\nІске қосу ${runId}. Қайталау: oblys job retry ${runId}`,
      ru: `Запуск ${job} за ${formatDay(asOf, 'RU')} не удался (попыток: ${attempts}).\n${reason}\nЗапуск ${runId}. Повторить: oblys job retry ${runId}`,
      en: `The run of ${job} for ${formatDay(asOf, 'EN')} failed (attempts: ${attempts}).\n${reason}\nRun ${runId}. To try again: oblys job retry ${runId}`,
    },
  };
}

function lateText(trouble: JobTrouble): TroubleText {
  const { job, run_id: runId, as_of: asOf, deadline_at: deadlineAt, state } = trouble;
  return {
    title: {
      kk: `${trouble.title_kk}: кешігіп жатыр`,
      ru: `${trouble.title_ru}: опаздывает`,
      en: `${trouble.title_en}: is late`,
    },
    detail: {
      kk: `${job} жұмысының ${formatDay(asOf, 'KK')} күнгі іске қосылуы ${formatInstant(deadlineAt!, 'KK')} дейін аяқталуы керек еді; күйі: ${state}. Іске қосу ${runId}.`,
      ru: `Запуск ${job} за ${formatDay(asOf, 'RU')} должен был завершиться к ${formatInstant(deadlineAt!, 'RU')}; состояние: ${state}. Запуск ${runId}.`,
      en: `The run of ${job} for ${formatDay(asOf, 'EN')} had to succeed by ${formatInstant(deadlineAt!, 'EN')}; it is ${state}. Run ${runId}.`,
    },
  };
}

/** The history of runs has the error in full. */
function firstLineOf(error: string | null): string {
  return error?.split('\n', 1)[0] ?? '';
}
