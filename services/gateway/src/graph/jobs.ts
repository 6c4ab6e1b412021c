import { InvalidInputError } from '@oblys/domain';
import {
  Job,
  JobRun,
  JobRunAttempt,
  JobRunStateEnum,
  JobRunStep,
  JobRunTriggerEnum,
  unmetNeeds,
} from '@oblys/database';
import type { Join } from '../read-path/kind.js';
import { instantAsText, type Rows } from '../read-path/statement.js';
import { abbreviate } from '../errors/abbreviate.js';
import type { KindDefinition } from './define-kind.js';
import { catalogueFilter, choiceFilter, dateFilter, instantFilter } from './filters.js';
import { same } from './joins.js';

/** Of the moments of a job the newest one. */
const lastRun: Join = (runs, job) =>
  `${runs.column('id')} = (select latest.id from job_run as latest where latest.job = ${job.column('name')} order by latest.scheduled_for desc limit 1)`;

/** At most one, since a job has one lane. */
const runUnderWay: Join = (runs, job) =>
  `${runs.column('id')} = (select running.id from job_run as running where running.lane = ${job.column('lane')} and running.job = ${job.column('name')} and running.state = 'RUNNING')`;

const job: KindDefinition = {
  type: Job,
  key: ['name'],
  order: [{ property: 'name', type: 'text', direction: 'asc' }],
  one: {
    lastRun: {
      to: JobRun,
      join: lastRun,
      description: 'The run of its newest moment, whatever became of it; null before the first.',
    },
    runUnderWay: { to: JobRun, join: runUnderWay, description: 'The run that goes on; null while none does.' },
  },
  pages: {
    runs: { to: JobRun, join: same({ jobName: 'name' }), description: 'Its runs, the newest moment first.' },
  },
  derived: { lastSucceededAt },
};

const jobRun: KindDefinition = {
  type: JobRun,
  key: ['id'],
  order: [
    { property: 'scheduledFor', type: 'timestamptz', direction: 'desc' },
    { property: 'id', type: 'uuid', direction: 'desc' },
  ],
  orderings: {
    scheduledFor: { type: 'timestamptz', description: 'The moment that it is due at.' },
    asOf: { type: 'date', description: 'The day that it is about.' },
  },
  filters: {
    job: catalogueFilter('jobName', 'The job, by its name.', assertJobName),
    state: choiceFilter('state', 'Where it stands.', 'JobRunState', JobRunStateEnum),
    trigger: choiceFilter('trigger', 'Why there is this run.', 'JobRunTrigger', JobRunTriggerEnum),
    asOf: dateFilter('asOf', 'The day that it is about.'),
    scheduledFor: instantFilter('scheduledFor', 'The moment that it is due at.'),
  },
  one: {
    job: { to: Job, join: same({ name: 'jobName' }), description: 'The job that it is a run of.', isAlwaysThere: true },
  },
  lists: {
    attempts: {
      to: JobRunAttempt,
      join: same({ runId: 'id' }),
      description: 'Each try at it, the first one first; none before a worker took it.',
    },
    steps: {
      to: JobRunStep,
      join: same({ runId: 'id' }),
      description: 'What was done of it so far, in the order that it was; a later attempt does none of it again.',
    },
  },
  hidden: ['outcome'],
  derived: { worker, waitsFor, isLate },
};

const jobRunAttempt: KindDefinition = {
  type: JobRunAttempt,
  key: [],
  order: [{ property: 'number', type: 'integer', direction: 'asc' }],
};

const jobRunStep: KindDefinition = {
  type: JobRunStep,
  key: [],
  order: [
    { property: 'doneAt', type: 'timestamptz', direction: 'asc' },
    { property: 'step', type: 'text', direction: 'asc' },
  ],
};

export const jobDefinitions: readonly KindDefinition[] = [job, jobRun, jobRunAttempt, jobRunStep];

/** @throws {InvalidInputError} when no job can have such a name */
export function assertJobName(name: string): void {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) {
    throw new InvalidInputError(`"${abbreviate(name)}" is no name of a job, such as nightly-rollup.`);
  }
}

function lastSucceededAt(jobs: Rows): string {
  const finishedAt = `(select succeeded.finished_at from job_run as succeeded where succeeded.job = ${jobs.column('name')} and succeeded.state = 'SUCCEEDED' order by succeeded.finished_at desc limit 1)`;
  return instantAsText(finishedAt);
}

/** Of the attempt that goes on, or was the last. */
function worker(runs: Rows): string {
  return `(select attempt.worker from job_run_attempt as attempt where attempt.run_id = ${runs.column('id')} order by attempt.number desc limit 1)`;
}

function waitsFor(runs: Rows): string {
  return `array (
    select unmet.name
      from job
     cross join lateral (
       ${unmetNeeds(runs.alias)}
     ) as unmet
     where job.name = ${runs.column('jobName')}
       and ${runs.column('trigger')} <> 'MANUAL'
       and ${runs.column('state')} in ('DUE', 'BLOCKED')
     order by unmet.name
  )`;
}

/** By the clock of the database, which all schedulers go by. */
function isLate(runs: Rows): string {
  const succeededAt = `case when ${runs.column('state')} = 'SUCCEEDED' then ${runs.column('finishedAt')} end`;
  return `coalesce(coalesce(${succeededAt}, clock_timestamp()) > ${runs.column('deadlineAt')}, false)`;
}
