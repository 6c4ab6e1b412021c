import type { Sql } from '@oblys/database';
import { latestBuild, refresh } from '@oblys/rollups';
import type { IsoDate } from '@oblys/domain';
import type { Command } from 'commander';
import { yesterday } from '../business-days.js';
import type { CommandHost } from '../command.js';
import { createCommand, createContext, parseDateOption } from '../command.js';
import { describeBuildProgress } from '../describe-progress.js';
import { alignColumns, counted, formatCount } from '../words.js';

interface RollupOptions {
  json?: boolean;
  topic?: string[];
  asOf?: IsoDate;
  full?: boolean;
}

export function rollupCommand(host: CommandHost): Command {
  return createCommand(host, {
    name: 'rollup',
    summary: 'build the summary tables of districts, regions and the country',
    description:
      'Counts the records of every topic into its summary table, in one transaction: readers see the build before or the new one, never a half.',
    example: 'oblys rollup --topic roadmap --as-of 2025-11-05',
  })
    .option('--topic <code>', 'only this topic; may be given several times', collect)
    .option('--as-of <date>', 'the day the build is as of', parseDateOption)
    .option('--full', 'count every cell anew, which every build does so far')
    .addHelpText(
      'after',
      '\nWithout --as-of: yesterday; with --topic the day of the current build, which all topics share.',
    )
    .action(async ({ json = false, topic: topics, asOf }: RollupOptions) => {
      const { output, withSession, interruption } = createContext(host, 'rollup', json);
      const build = await withSession(({ database, interruptible }) =>
        interruptible(async () =>
          refresh(database, {
            asOf: asOf ?? (await findDefaultDay(database, topics)),
            topics,
            signal: interruption.signal,
            onProgress: (progress) => output.progress(describeBuildProgress(progress)),
          }),
        ),
      );
      output.result(build, [
        `${counted(build.topics.length, 'topic')} built as of ${build.asOf} (run ${build.runId})`,
        ...alignColumns(
          build.topics.map(({ topic, cells, summaries, written }) => [
            `  ${topic}`,
            `${formatCount(cells)} cells`,
            `${formatCount(summaries)} summary rows`,
            `${formatCount(written)} written`,
          ]),
        ),
      ]);
    });
}

async function findDefaultDay(sql: Sql, topics: string[] | undefined): Promise<IsoDate> {
  const build = topics === undefined ? null : await latestBuild(sql);
  return build?.asOf ?? yesterday();
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}
