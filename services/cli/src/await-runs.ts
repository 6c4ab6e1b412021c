import { countSchedulers, findJobRun, listJobRunsOf, type ListedJobRun, type Sql } from '@oblys/database';
import type { CommandContext } from './command.js';
import { JobRunsFailedError, WaitStoppedError } from './errors.js';
import { followRuns, hasEnded } from './follow-runs.js';
import { RunDisplay } from './run-display.js';
import { firstLine, inWords, runLine, waitWords } from './run-lines.js';
import type { Session } from './session.js';

const noSchedulerWords = 'No scheduler is connected to this database: start one with oblys scheduler, or oblys start.';

/** What to tell of a run that was asked for where nobody is there to take it; empty where somebody is. */
export async function schedulerLines(sql: Sql): Promise<string[]> {
  return (await countSchedulers(sql)) === 0 ? [noSchedulerWords] : [];
}

/** After so long without a worker the reason is told. */
const patienceMs = 5_000;

/**
 * Waits until runs have ended, tells each as it does, and gives them as they are then.
 * @throws {WaitStoppedError} when the command is asked to stop before
 */
export async function awaitRuns(
  { output, interruption: { signal } }: Pick<CommandContext, 'output' | 'interruption'>,
  { database }: Pick<Session, 'database'>,
  ids: readonly string[],
): Promise<ListedJobRun[]> {
  const display = new RunDisplay(output, 'waiting for a scheduler to take it');
  let isTaken = false;
  const tellWhy = async () => {
    if (!isTaken) for (const line of await reasonLines(database, ids)) output.notice(line);
  };
  // What goes wrong here goes wrong for who follows the runs too, and is told there.
  const timer = setTimeout(() => void tellWhy().catch(() => undefined), patienceMs);
  const onRun = (run: ListedJobRun) => {
    isTaken ||= run.state !== 'DUE';
    display.take(run);
    if (hasEnded(run) && !output.json) output.result(run, [runLine(run)]);
  };
  try {
    await followRuns({ database, ids, signal, onRun, onProgress: (id, progress) => display.progress(id, progress) });
  } finally {
    clearTimeout(timer);
    display.end();
  }
  if (signal.aborted) throw new WaitStoppedError(ids);
  return listJobRunsOf(database, ids);
}

/** Why the first of some runs that are due has not begun. */
async function reasonLines(sql: Sql, [first]: readonly string[]): Promise<string[]> {
  const run = first === undefined ? null : await findJobRun(sql, first);
  const waits = run?.waitsFor ? [`${run.job} ${run.asOf} waits for ${waitWords(run.waitsFor)}.`] : [];
  return [...(await schedulerLines(sql)), ...waits];
}

/** @throws {JobRunsFailedError} when one of them did not succeed */
export function assertSucceeded(runs: readonly ListedJobRun[]): void {
  const failed = runs.filter(({ state }) => state !== 'SUCCEEDED');
  const [first] = failed;
  if (first === undefined) return;
  const { id, job, asOf, state, error } = first;
  const reason = error === null ? '' : ` (${firstLine(error)})`;
  throw new JobRunsFailedError(`${job} ${asOf} is ${inWords(state)}${reason}`, id, failed.length - 1);
}
