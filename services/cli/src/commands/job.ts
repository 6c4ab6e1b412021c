import {
  cancelJobRun,
  getJob,
  listRunIdsAbout,
  requestBackfill,
  requestJobRun,
  retryJobRun,
  type BackfillAnswer,
  type Database,
} from '@oblys/database';
import type { IsoDate } from '@oblys/domain';
import type { Command } from 'commander';
import { assertSucceeded, awaitRuns, schedulerLines } from '../await-runs.js';
import type { CommandContext, CommandHost } from '../command.js';
import { createCommand, createCommandGroup, createContext, parseDateOption } from '../command.js';
import { inWords } from '../run-lines.js';
import type { Session } from '../session.js';
import { requester } from '../requester.js';
import { counted, formatCount } from '../words.js';
import { getRun } from './runs.js';

interface JobOptions {
  json?: boolean;
  wait?: boolean;
}

export function jobCommand(host: CommandHost): Command {
  const text = {
    name: 'job',
    summary: 'run, cancel, retry or backfill a job',
    description: 'Asks for runs of jobs, ends them, and has them tried again. A scheduler does the work.',
    example: 'oblys job run nightly-rollup --wait',
  };
  return createCommandGroup(host, text, [
    runCommand(host),
    cancelCommand(host),
    retryCommand(host),
    backfillCommand(host),
  ]);
}

const waitOption = ['--wait', 'follow it until it has ended; exit non-zero unless it succeeded'] as const;

function runCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'run',
    summary: 'ask for a run now, whatever the schedule and what it needs',
    example: 'oblys job run nightly-rollup --as-of 2025-11-05 --wait',
  })
    .argument('<name>', 'the job, as `oblys jobs` lists it')
    .option('--as-of <date>', 'the day it is to be about; the last whole day unless given', parseDateOption)
    .option(...waitOption)
    .action(async (job: string, { asOf, ...options }: JobOptions & { asOf?: IsoDate }) => {
      await changeRun(host, 'job run', options, (database) =>
        requestJobRun(database, { job, asOf, requestedBy: requester() }),
      );
    });
}

function cancelCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'cancel',
    summary: 'end a run that is due, blocked or under way, at once',
    example: 'oblys job cancel 019a5b1c-2f30-7d62-8a4e-5c1d2e3f4a5b',
  })
    .argument('<id>', 'the run, as `oblys runs` lists it')
    .action(async (id: string, options: JobOptions) => {
      await changeRun(host, 'job cancel', options, async (database) => {
        await getRun(database, id);
        await cancelJobRun(database, id, requester());
        return id;
      });
    });
}

function retryCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'retry',
    summary: 'try a run again that failed, was cancelled or is blocked, for the same day',
    example: 'oblys job retry 019a5b1c-2f30-7d62-8a4e-5c1d2e3f4a5b --wait',
  })
    .argument('<id>', 'the run, as `oblys runs` lists it')
    .option(...waitOption)
    .action(async (id: string, options: JobOptions) => {
      await changeRun(host, 'job retry', options, async (database) => {
        await getRun(database, id);
        await retryJobRun(database, id, requester());
        return id;
      });
    });
}

/** Asks for something of one run, tells how it stands, and waits for its end where that is wanted. */
async function changeRun(
  host: CommandHost,
  name: string,
  { json = false, wait = false }: JobOptions,
  change: (database: Database) => Promise<string>,
): Promise<void> {
  const context = createContext(host, name, json);
  const { output, withSession } = context;
  await withSession(async (session) => {
    const { database } = session;
    const id = await change(database);
    const run = await getRun(database, id);
    const said = `${run.job} ${run.asOf} is ${inWords(run.state)} (run ${id})`;
    if (!wait) output.result(run, [said, ...(run.state === 'DUE' ? await schedulerLines(database) : [])]);
    else await tellEnds(context, session, said, [id], null);
  });
}

interface BackfillOptions extends JobOptions {
  from: IsoDate;
  to: IsoDate;
}

function backfillCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'backfill',
    summary: 'see to it that each moment about a range of days has a run which succeeds',
    description:
      'Makes the runs that there are none of, and has those tried again that failed, were cancelled or are blocked; what has succeeded is left.',
    example: 'oblys job backfill nightly-publication --from 2025-11-01 --to 2025-11-05 --wait',
  })
    .argument('<name>', 'the job, as `oblys jobs` lists it')
    .requiredOption('--from <date>', 'the first day', parseDateOption)
    .requiredOption('--to <date>', 'the last day, which has to be over', parseDateOption)
    .option(waitOption[0], 'follow all of them until they have ended; exit non-zero unless they succeeded')
    .action(async (job: string, options: BackfillOptions) => {
      await fill(host, job, options);
    });
}

async function fill(
  host: CommandHost,
  job: string,
  { json = false, wait = false, from, to }: BackfillOptions,
): Promise<void> {
  const context = createContext(host, 'job backfill', json);
  const { output, withSession } = context;
  await withSession(async (session) => {
    const { database } = session;
    const { now: since } = await getJob(database, job);
    const answer = await requestBackfill(database, { job, from, to, requestedBy: requester() });
    const { created, repeated, left } = answer;
    const said = `${counted(created, 'run')} of ${job} made, ${formatCount(repeated)} due again, ${formatCount(left)} left as they are.`;
    if (wait) await tellEnds(context, session, said, await listRunIdsAbout(database, { job, from, to, since }), answer);
    else output.result(answer, [said, ...(created + repeated > 0 ? await schedulerLines(database) : [])]);
  });
}

/** @throws {JobRunsFailedError} when a run did not succeed, once what became of all is told */
async function tellEnds(
  context: CommandContext,
  session: Session,
  said: string,
  ids: readonly string[],
  answer: BackfillAnswer | null,
): Promise<void> {
  const { output } = context;
  if (!output.json) output.result(null, [said]);
  const runs = await awaitRuns(context, session, ids);
  if (output.json) output.result(answer === null ? runs[0] : { ...answer, runs }, []);
  assertSucceeded(runs);
}
