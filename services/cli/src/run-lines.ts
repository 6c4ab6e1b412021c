import type { JobAttempt, JobRunWait, JobStep, ListedJobRun, WholeJobRun } from '@oblys/database';
import { businessTimeZone } from '@oblys/domain';
import { inBusinessZone, onBusinessClock } from './business-days.js';
import { alignColumns, formatCount, formatSeconds } from './words.js';

const headings = [
  '  run',
  `moment (${businessTimeZone})`,
  'job',
  'day',
  'trigger',
  'state',
  'attempts',
  'duration',
  'rows',
  'cells',
  'checks',
  'worker',
];

/** A table with a line for each run. */
export function runTable(runs: readonly ListedJobRun[]): string[] {
  return alignColumns([
    headings,
    ...runs.map((run) => [
      `  ${run.id}`,
      onBusinessClock(run.scheduledFor),
      run.job,
      run.asOf,
      inWords(run.trigger),
      inWords(run.state),
      formatCount(run.attempts),
      duration(run),
      ...[run.rows, run.cells, run.checks].map((count) => (count === null ? '-' : formatCount(count))),
      run.worker ?? '-',
    ]),
  ]);
}

/** What became of a run, in one line. */
export function runLine(run: ListedJobRun): string {
  const { id, job, asOf, state, rows, cells, checks, error } = run;
  const counts = Object.entries({ rows, cells, checks }).flatMap(([name, count]) =>
    count === null ? [] : [`${formatCount(count)} ${name}`],
  );
  const took = run.startedAt === null ? [] : [duration(run)];
  const reason = error === null ? '' : `: ${firstLine(error)}`;
  return `${job} ${asOf} ${[inWords(state), ...took, ...counts].join(', ')}${reason} (run ${id})`;
}

/** All there is to say of a run. */
export function wholeRun(run: WholeJobRun): string[] {
  const { rows, cells, checks } = run;
  const said: [string, string | null][] = [
    ['run', run.id],
    ['day', run.asOf],
    ['moment', inBusinessZone(run.scheduledFor)],
    ['trigger', `${inWords(run.trigger)}${run.requestedBy === null ? '' : `, asked for by ${run.requestedBy}`}`],
    ['stands for', run.missedCount === 0 ? null : `${formatCount(run.missedCount)} earlier moments that were missed`],
    ['deadline', run.deadlineAt && inBusinessZone(run.deadlineAt)],
    ['state', inWords(run.state)],
    ['waits for', run.waitsFor && waitWords(run.waitsFor)],
    ['next try', run.state === 'DUE' && run.attempts > 0 ? inBusinessZone(run.readyAt) : null],
    ['began', run.startedAt && inBusinessZone(run.startedAt)],
    ['ended', run.finishedAt && inBusinessZone(run.finishedAt)],
    ['duration', run.startedAt && duration(run)],
    ['worker', run.worker],
    ...Object.entries({ rows, cells, checks }).map(([name, count]): [string, string | null] => [
      name,
      count === null ? null : formatCount(count),
    ]),
  ];
  return [
    `${run.job} of ${run.asOf}: ${inWords(run.state)}.`,
    ...alignColumns(said.flatMap(([name, text]) => (text === null ? [] : [[`  ${name}`, text]]))),
    ...attemptLines(run.tries),
    ...stepLines(run.steps),
    ...(run.error === null ? [] : ['Error', ...indented(run.error)]),
  ];
}

/** Such as "nightly-rollup to have succeeded for that day or a later one". */
export function waitWords({ needs, laneHolder }: JobRunWait): string {
  return [
    ...(needs.length === 0 ? [] : [`${needs.join(' and ')} to have succeeded for that day or a later one`]),
    ...(laneHolder === null ? [] : [`${laneHolder}, which goes on in its lane`]),
  ].join('; ');
}

function attemptLines(tries: readonly JobAttempt[]): string[] {
  if (tries.length === 0) return ['No attempt yet.'];
  return [
    'Attempts',
    ...tries.flatMap(({ number, state, worker, startedAt, finishedAt, error }) => [
      `  ${number}  ${inWords(state)}  ${inBusinessZone(startedAt)}  ${
        finishedAt === null ? 'goes on' : formatSeconds(finishedAt.getTime() - startedAt.getTime())
      }  ${worker}`,
      ...(error === null ? [] : indented(error, '     ')),
    ]),
  ];
}

function stepLines(steps: readonly JobStep[]): string[] {
  if (steps.length === 0) return [];
  return [
    'Steps done',
    ...alignColumns(
      steps.map(({ step, doneAt, outcome }) => [`  ${step}`, inBusinessZone(doneAt), JSON.stringify(outcome)]),
    ),
  ];
}

export function duration({ durationSeconds }: Pick<ListedJobRun, 'durationSeconds'>): string {
  return durationSeconds === null ? '-' : formatSeconds(durationSeconds * 1_000);
}

/** HANDED_BACK as "handed back". */
export function inWords(choice: string): string {
  return choice.toLowerCase().replaceAll('_', ' ');
}

/** Without what comes below it: where in the code it was thrown. */
export function firstLine(error: string): string {
  return error.split('\n', 1)[0]!;
}

function indented(text: string, by = '  '): string[] {
  return text.split('\n').map((line) => `${by}${line}`);
}
