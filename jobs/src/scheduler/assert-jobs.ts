import { assertSchedule, businessTimeZone, InvalidInputError } from '@oblys/domain';
import type { Job } from '../job.js';

/**
 * What no scheduler starts with: two jobs of one name, a schedule that cannot be read or never fires, an unknown time
 * zone, a job that is needed and not there, or jobs that need each other in a circle.
 * @throws {InvalidInputError} that names the job and what is wrong with it
 */
export function assertJobs(jobs: readonly Job[]): void {
  const byName = new Map<string, Job>();
  for (const job of jobs) {
    if (!/^[a-z][a-z0-9-]*$/.test(job.name)) {
      throw new InvalidInputError(`A job is named "${job.name}": names are small letters, digits and hyphens.`);
    }
    if (byName.has(job.name)) throw new InvalidInputError(`Two jobs are named ${job.name}: each name is one job's.`);
    byName.set(job.name, job);
    assertOwn(job);
  }
  for (const job of jobs) {
    for (const need of job.needs ?? []) {
      if (!byName.has(need))
        throw new InvalidInputError(`The job ${job.name} needs ${need}, and there is no such job.`);
    }
  }
  for (const job of jobs) assertNoCircle(job, byName, [job.name]);
}

function assertOwn({ name, schedule, timeZone = businessTimeZone, retry, timeLimitMs, deadlineMs }: Job): void {
  try {
    assertSchedule({ expression: schedule, timeZone });
  } catch (cause) {
    throw new InvalidInputError(`The job ${name}: ${(cause as Error).message}`, { cause });
  }
  const limits = {
    'attempts of retry': retry.attempts,
    timeLimitMs,
    ...(deadlineMs !== undefined && { deadlineMs }),
  };
  for (const [what, value] of Object.entries(limits)) {
    if (!Number.isInteger(value) || value < 1) {
      throw new InvalidInputError(`The job ${name}: ${what} is ${value}, and must be a whole number of 1 or more.`);
    }
  }
  if (!Number.isInteger(retry.pauseMs) || retry.pauseMs < 0) {
    throw new InvalidInputError(`The job ${name}: pauseMs of retry is ${retry.pauseMs}, and must be 0 or more.`);
  }
}

function assertNoCircle(job: Job, byName: ReadonlyMap<string, Job>, path: readonly string[]): void {
  for (const need of job.needs ?? []) {
    if (need === path[0]) {
      throw new InvalidInputError(`Jobs need each other in a circle: ${[...path, need].join(' needs ')}.`);
    }
    // A circle that this job is not in is found from the jobs that are.
    if (!path.includes(need)) assertNoCircle(byName.get(need)!, byName, [...path, need]);
  }
}
