import {
  findJobRun,
  getJob,
  listJobRuns,
  type JobRunState,
  type ListedJobRun,
  type Sql,
  type WholeJobRun,
} from '@oblys/database';
import { InvalidInputError, NotFoundError } from '@oblys/domain';
import { InvalidArgumentError, type Command } from 'commander';
import type { CommandContext, CommandHost } from '../command.js';
import { createCommand, createContext, parseLimitOption } from '../command.js';
import { followRuns, hasEnded } from '../follow-runs.js';
import { RunDisplay } from '../run-display.js';
import { inWords, runLine, runTable, wholeRun } from '../run-lines.js';
import { counted, formatCount } from '../words.js';

interface RunsOptions {
  json?: boolean;
  job?: string;
  state?: JobRunState;
  limit: number;
  follow?: boolean;
}

export function runsCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'runs',
    summary: 'list the runs of jobs, show all of one, or follow them live',
    description:
      'Lists the runs of jobs, the newest moment first; with the id of one, all of it: attempts, steps with their outcomes, the error in full. With --follow it tells what becomes of that run until it has ended, or of all runs until stopped.',
    example: 'oblys runs --job nightly-rollup --state failed',
  })
    .argument('[id]', 'one run, as the list names it')
    .option('--job <name>', 'only runs of this job')
    .option('--state <state>', `only runs that are ${stateWords}`, parseStateOption)
    .option('--limit <count>', 'how many at most; 50 unless given', parseLimitOption, 50)
    .option('--follow', 'tell of runs as they begin and end')
    .action(async (id: string | undefined, options: RunsOptions) => {
      const context = createContext(host, 'runs', options.json ?? false);
      if ((id !== undefined || options.follow === true) && (options.job ?? options.state) !== undefined) {
        throw new InvalidInputError('--job and --state choose among the runs that are listed: leave them out.');
      }
      if (options.follow === true) await follow(context, id);
      else if (id !== undefined) await show(context, id);
      else await list(context, options);
    });
}

const states: readonly JobRunState[] = ['DUE', 'RUNNING', 'BLOCKED', 'SUCCEEDED', 'FAILED', 'CANCELLED'];
const stateWords = `${states.slice(0, -1).map(inWords).join(', ')} or ${inWords(states.at(-1)!)}`;

function parseStateOption(text: string): JobRunState {
  const state = states.find((each) => each === text.toUpperCase());
  if (state === undefined) throw new InvalidArgumentError(`"${text}" is none of ${stateWords}.`);
  return state;
}

async function list({ output, withSession }: CommandContext, { job, state, limit }: RunsOptions): Promise<void> {
  const found = await withSession(async ({ database }) => {
    if (job !== undefined) await getJob(database, job);
    return listJobRuns(database, { job, state, limit });
  });
  const { runs, total } = found;
  const more = total - runs.length;
  output.result(found, [
    ...(total === 0 ? ['No run of this kind.'] : [`${counted(total, 'run')}.`, ...runTable(runs)]),
    ...(more > 0 ? [`  and ${formatCount(more)} more; --limit shows them`] : []),
  ]);
}

async function show({ output, withSession }: CommandContext, id: string): Promise<void> {
  const run = await withSession(({ database }) => getRun(database, id));
  output.result(run, wholeRun(run));
}

/** @throws {NotFoundError} when there is none; the message names the newest there are */
export async function getRun(sql: Sql, id: string): Promise<WholeJobRun> {
  const run = await findJobRun(sql, id);
  if (run !== null) return run;
  const { runs } = await listJobRuns(sql, { limit: 3 });
  const known =
    runs.length === 0
      ? 'there has been none yet'
      : `the newest are ${runs.map((each) => `${each.id} (${each.job})`).join(', ')}`;
  throw new NotFoundError(`There is no run ${id} of a job: ${known}.`);
}

async function follow({ output, withSession, interruption: { signal } }: CommandContext, id?: string): Promise<void> {
  await withSession(async ({ database }) => {
    if (id !== undefined) await getRun(database, id);
    const display = new RunDisplay(output, id === undefined ? 'no run goes on' : 'waiting for a scheduler to take it');
    const onRun = (run: ListedJobRun) => {
      display.take(run);
      if (isTold(run)) output.result(run, [runLine(run)]);
    };
    const ids = id === undefined ? undefined : [id];
    try {
      await followRuns({
        database,
        ids,
        signal,
        onRun,
        onProgress: (runId, progress) => display.progress(runId, progress),
      });
    } finally {
      display.end();
    }
  });
}

/** Thousands may become due at a time; what they wait for is seen when it begins. */
function isTold(run: ListedJobRun): boolean {
  return hasEnded(run) || run.attempts > 0;
}
