import { listJobs, type ListedJob } from '@oblys/database';
import { businessTimeZone } from '@oblys/domain';
import type { Command } from 'commander';
import { schedulerLines } from '../await-runs.js';
import { onBusinessClock } from '../business-days.js';
import type { CommandHost } from '../command.js';
import { createCommand, createContext } from '../command.js';
import { duration, inWords } from '../run-lines.js';
import { alignColumns } from '../words.js';

export function jobsCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'jobs',
    summary: 'list the jobs, when each is due next, and how its last run went',
    description: `Lists the jobs as the scheduler that started last has them: schedule and zone, the next moment (${businessTimeZone}), and the run of the newest moment.`,
    example: 'oblys jobs',
  }).action(async ({ json = false }: { json?: boolean }) => {
    const { output, withSession } = createContext(host, 'jobs', json);
    const { jobs, notices } = await withSession(async ({ database }) => ({
      jobs: await listJobs(database),
      notices: await schedulerLines(database),
    }));
    output.result(jobs, [...(jobs.length === 0 ? ['There are no jobs yet.'] : jobTable(jobs)), ...notices]);
  });
}

function jobTable(jobs: readonly ListedJob[]): string[] {
  return alignColumns([
    [
      '  job',
      'schedule',
      'zone',
      `next (${businessTimeZone})`,
      'last day',
      'state',
      'duration',
      'last succeeded',
      'needs',
    ],
    ...jobs.map(({ name, schedule, timeZone, needs, nextRunAt, lastRun, lastSucceededAt }) => [
      `  ${name}`,
      schedule,
      timeZone,
      onBusinessClock(nextRunAt),
      lastRun?.asOf ?? '-',
      lastRun === null ? 'never ran' : inWords(lastRun.state),
      lastRun === null ? '-' : duration(lastRun),
      lastSucceededAt === null ? 'never' : onBusinessClock(lastSucceededAt),
      needs.length === 0 ? '-' : needs.join(', '),
    ]),
  ]);
}
