import type { Sql } from '@oblys/database';
import { InvalidInputError, later, type IsoDate } from '@oblys/domain';
import { backfill, estimateBackfill, latestBuild, refresh } from '@oblys/rollups';
import type { BackfillOptions } from '@oblys/rollups';
import type { Command } from 'commander';
import { yesterday } from '../business-days.js';
import type { CommandContext, CommandHost } from '../command.js';
import { createCommand, createContext, parseDateOption } from '../command.js';
import { describeBackfillProgress, describeBuildProgress } from '../describe-progress.js';
import { alignColumns, counted, formatCount, formatSeconds } from '../words.js';

interface RollupOptions {
  json?: boolean;
  topic?: string[];
  asOf?: IsoDate;
  full?: boolean;
  from?: IsoDate;
  to?: IsoDate;
  dryRun?: boolean;
}

export function rollupCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'rollup',
    summary: 'build the summary tables of districts, regions and the country',
    description:
      'Counts the cells that changed since the last build and adds them up, in one transaction: readers see the build before or the new one, never a half. With --from and --to it counts these months of the current build anew, month by month; one that was stopped goes on where it was.',
    example: 'oblys rollup --topic roadmap --from 2025-01-01 --to 2025-06-30 --dry-run',
  })
    .option('--topic <code>', 'only this topic; may be given several times', collect)
    .option('--as-of <date>', 'the day the build is as of, not before that of the current build', parseDateOption)
    .option('--full', 'count every cell anew, whether anything changed in it or not')
    .option('--from <date>', 'a day of the first month to count anew', parseDateOption)
    .option('--to <date>', 'a day of the last month to count anew', parseDateOption)
    .option(
      '--dry-run',
      'with --from and --to: say how many cells would be counted and about how long, and write nothing',
    )
    .addHelpText(
      'after',
      '\nWithout --as-of: yesterday; with --topic the day of the current build, which all topics share.',
    )
    .action(async (options: RollupOptions) => {
      const context = createContext(host, 'rollup', options.json ?? false);
      const range = rangeOf(options);
      if (range === null) await build(context, options);
      else if (options.dryRun === true) await estimate(context, range);
      else await fill(context, range);
    });
}

/** The months to count anew; null where none are named. */
function rangeOf({ from, to, topic: topics, asOf, full, dryRun }: RollupOptions): BackfillOptions | null {
  if (from === undefined && to === undefined) {
    if (dryRun === true) throw new InvalidInputError('--dry-run tells of months to count anew: name --from and --to.');
    return null;
  }
  if (from === undefined || to === undefined) {
    throw new InvalidInputError('A range of months has a first and a last day: name both --from and --to.');
  }
  if (asOf !== undefined) {
    throw new InvalidInputError(
      `Months are counted anew for the day of the current build, not for ${asOf}: leave --as-of out; ` +
        `the figures as of an earlier day are kept by oblys publish --as-of ${asOf}.`,
    );
  }
  if (full === true) throw new InvalidInputError('--full counts all months: leave it out, or --from and --to.');
  return { topics, from, to };
}

async function build({ output, withSession, interruption }: CommandContext, options: RollupOptions): Promise<void> {
  const { topic: topics, asOf, full } = options;
  const built = await withSession(({ database, interruptible }) =>
    interruptible(async () =>
      refresh(database, {
        asOf: asOf ?? (await findDefaultDay(database, topics)),
        topics,
        full,
        signal: interruption.signal,
        onProgress: (progress) => output.progress(describeBuildProgress(progress)),
      }),
    ),
  );
  output.result(built, [
    `${counted(built.topics.length, 'topic')} built as of ${built.asOf} (run ${built.runId})`,
    ...alignColumns(
      built.topics.map(({ topic, mode, cells, summaries, written }) => [
        `  ${topic}`,
        { REBUILT: 'built anew', FULL: 'counted in full', MARKED: 'what changed', UNMARKED: 'unchanged' }[mode],
        counted(cells, 'cell'),
        counted(summaries, 'summary row'),
        `${formatCount(written)} written`,
      ]),
    ),
  ]);
}

async function estimate({ output, withSession }: CommandContext, range: BackfillOptions): Promise<void> {
  const estimated = await withSession(({ database, interruptible }) =>
    interruptible(() => estimateBackfill(database, range)),
  );
  const { topics, cells, months, asOf, estimatedMs } = estimated;
  output.result(estimated, [
    `${counted(cells, 'cell')} of ${counted(months, 'month')} would be counted anew as of ${asOf}, in about ${formatSeconds(estimatedMs)}. Nothing was written.`,
    ...alignColumns(topics.map(({ topic, cells: ofTopic }) => [`  ${topic}`, counted(ofTopic, 'cell')])),
  ]);
}

async function fill({ output, withSession, interruption }: CommandContext, range: BackfillOptions): Promise<void> {
  const startedAtMs = performance.now();
  const filled = await withSession(({ database, interruptible }) =>
    interruptible(() =>
      backfill(database, {
        ...range,
        signal: interruption.signal,
        onProgress: (progress) => output.progress(describeBackfillProgress(progress, performance.now() - startedAtMs)),
      }),
    ),
  );
  const { months, resumedAfter, cells, written, asOf } = filled;
  const since = resumedAfter === null ? '' : `, going on after ${resumedAfter.slice(0, 'YYYY-MM'.length)}`;
  output.result(filled, [
    `${counted(months, 'month')} counted anew as of ${asOf}${since}: ${counted(cells, 'cell')}, ${counted(written, 'row')} written.`,
  ]);
}

/** Yesterday, or the day of a build that is further: builds only move on, and some topics alone cannot. */
async function findDefaultDay(sql: Sql, topics: string[] | undefined): Promise<IsoDate> {
  const build = await latestBuild(sql);
  if (build === null) return yesterday();
  return topics === undefined ? later(build.asOf, yesterday()) : build.asOf;
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}
